package fr.fabrique.jury.process;

import fr.fabrique.idea.Ideas;
import fr.fabrique.idea.Ideas.Idea;
import fr.fabrique.jury.process.Conflicts.Involved;
import fr.fabrique.jury.process.Conflicts.Reason;
import fr.fabrique.jury.store.AssignmentTable.Run;
import fr.fabrique.jury.store.PanelTable;
import fr.fabrique.jury.store.PanelTable.PairRule;
import fr.fabrique.jury.store.PanelTable.Rule;
import fr.fabrique.jury.store.PanelTable.Tie;
import fr.fabrique.jury.store.SeatTable;
import fr.fabrique.jury.store.SeatTable.Seat;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the pages of chairs and jurors ask of the reviews under way, and change in them. */
@Component
public class JuryRoom {

  private final Conflicts conflicts;
  private final Assignments assignments;
  private final WithdrawReviews withdrawals;
  private final Ideas ideas;
  private final PanelTable panels;
  private final SeatTable seats;

  JuryRoom(
      Conflicts conflicts,
      Assignments assignments,
      WithdrawReviews withdrawals,
      Ideas ideas,
      PanelTable panels,
      SeatTable seats) {
    this.conflicts = conflicts;
    this.assignments = assignments;
    this.withdrawals = withdrawals;
    this.ideas = ideas;
    this.panels = panels;
    this.seats = seats;
  }

  /** Whether the person has a conflict of interest with the idea. */
  public boolean isClosedTo(String person, String idea) {
    return conflicts.between(person, idea).isPresent();
  }

  /** The ideas of the challenge with which the person has a conflict of interest. */
  public Set<String> closedTo(String person, String challenge) {
    Set<String> closed = new HashSet<>();
    closedTo(Set.of(person), challenge)
        .forEach(
            (idea, people) -> {
              if (!people.isEmpty()) {
                closed.add(idea);
              }
            });
    return closed;
  }

  /** By idea of the challenge, those among these people who have a conflict of interest with it. */
  public Map<String, Set<String>> closedTo(Collection<String> people, String challenge) {
    Conflicts.View view = conflicts.view();
    Map<String, List<Seat>> turns =
        seats.ofChallenge(challenge).stream().collect(Collectors.groupingBy(Seat::idea));
    Map<String, List<PairRule>> rules =
        panels.rulesOfChallenge(challenge).stream().collect(Collectors.groupingBy(PairRule::idea));
    Map<String, Set<String>> closed = new HashMap<>();
    for (Idea idea : ideas.in(challenge)) {
      Involved involved =
          Involved.in(
              ideas.authors(idea.id()),
              turns.getOrDefault(idea.id(), List.of()),
              rules.getOrDefault(idea.id(), List.of()));
      closed.put(
          idea.id(),
          people.stream()
              .filter(person -> view.between(person, involved).isPresent())
              .collect(Collectors.toSet()));
    }
    return closed;
  }

  /** Assigns again what nobody has begun, see {@link Assignments#again}. */
  public Run assignAgain(String challenge) {
    return assignments.again(challenge);
  }

  /**
   * Settles a pair; a review that is now barred is taken away at once.
   *
   * @return false, and nothing is settled, when an idea would be fixed to somebody with a conflict
   *     of interest
   */
  @Transactional
  public boolean settle(PairRule rule) {
    boolean inConflict =
        conflicts
            .between(rule.juror(), rule.idea())
            .filter(reason -> reason != Reason.BARRED)
            .isPresent();
    if (rule.rule() == Rule.FIXED && inConflict) {
      return false;
    }
    panels.set(rule);
    withdrawals.lookAt(rule.juror());
    return true;
  }

  /** Keeps a tie; reviews of the other person's ideas are taken away at once. */
  @Transactional
  public void declare(Tie tie) {
    panels.declare(tie);
    withdrawals.lookAt(tie.juror());
  }
}
