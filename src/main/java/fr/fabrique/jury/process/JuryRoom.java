package fr.fabrique.jury.process;

import fr.fabrique.engine.EngineClock;
import fr.fabrique.jury.process.Conflicts.Involved;
import fr.fabrique.jury.process.Conflicts.Reason;
import fr.fabrique.jury.store.AssignmentTable.Run;
import fr.fabrique.jury.store.PanelTable;
import fr.fabrique.jury.store.PanelTable.PairRule;
import fr.fabrique.jury.store.PanelTable.Rule;
import fr.fabrique.jury.store.PanelTable.Tie;
import fr.fabrique.jury.store.SeatTable;
import fr.fabrique.jury.store.SeatTable.Seat;
import fr.fabrique.jury.store.SeatTable.SeatState;
import fr.fabrique.jury.store.VerdictTable;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the pages of chairs and jurors ask of the reviews under way, and change in them. */
@Component
public class JuryRoom {

  private final Conflicts conflicts;
  private final Assignments assignments;
  private final ConflictFollowUp followUp;
  private final PanelTable panels;
  private final SeatTable seats;
  private final VerdictTable verdicts;

  JuryRoom(
      Conflicts conflicts,
      Assignments assignments,
      ConflictFollowUp followUp,
      PanelTable panels,
      SeatTable seats,
      VerdictTable verdicts) {
    this.conflicts = conflicts;
    this.assignments = assignments;
    this.followUp = followUp;
    this.panels = panels;
    this.seats = seats;
    this.verdicts = verdicts;
  }

  /**
   * Whether what the jury says of an idea is closed to somebody who presides: they have a conflict
   * of interest with it, or judge it themselves and its reviews are not counted yet. Who judges
   * does so without knowing what others think, chair or not.
   */
  public boolean isClosedTo(String person, String idea) {
    return conflicts.between(person, idea).isPresent() || judges(person, idea);
  }

  private boolean judges(String person, String idea) {
    int round = verdicts.round(idea);
    List<Seat> turns = seats.seats(idea, round);
    return verdicts.tally(idea, round).isEmpty()
        && turns.stream().noneMatch(turn -> turn.is(SeatState.RELEASED))
        && turns.stream().anyMatch(turn -> turn.juror().equals(person) && isJudging(turn));
  }

  private static boolean isJudging(Seat turn) {
    return turn.is(SeatState.PLANNED, SeatState.INVITED, SeatState.REVIEWED);
  }

  /** The ideas of the challenge that are closed to the person, see {@link #isClosedTo}. */
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

  /**
   * Whether the person may see how much jurors had to do when they were chosen: it counts ideas
   * under review in whatever challenge, and would tell who judges one that is closed to them.
   */
  public boolean mayCompareLoads(String person, String challenge) {
    return Stream.concat(Stream.of(challenge), seats.challengesUnderReview().stream())
        .allMatch(one -> closedTo(person, one).isEmpty());
  }

  /**
   * Reviews that each juror has before them, in all challenges, but for ideas that are closed to
   * the person.
   */
  public Map<String, Integer> load(String person) {
    Map<String, Integer> load = new HashMap<>();
    for (String challenge : seats.challengesUnderReview()) {
      Set<String> closed = closedTo(person, challenge);
      seats.ofChallenge(challenge).stream()
          .filter(turn -> turn.is(SeatState.INVITED, SeatState.PLANNED))
          .filter(turn -> !closed.contains(turn.idea()))
          .forEach(turn -> load.merge(turn.juror(), 1, Integer::sum));
    }
    return load;
  }

  /** A pair is no longer settled; a review that was left out for it counts again. */
  @Transactional
  public void lift(String idea, String juror) {
    seats.lock(idea);
    panels.unset(idea, juror);
    followUp.of(juror, idea);
  }

  /** A tie is no more; a review that was left out for it counts again. */
  @Transactional
  public void takeBack(String juror, String person) {
    panels.takeBack(juror, person, EngineClock.now());
    followUp.of(juror);
  }

  /** By idea of the challenge, those among these people to whom it is closed. */
  public Map<String, Set<String>> closedTo(Collection<String> people, String challenge) {
    Conflicts.View view = conflicts.view();
    Map<String, Set<String>> judges = judges(challenge);
    Map<String, Set<String>> closed = new HashMap<>();
    conflicts
        .involvedIn(challenge)
        .forEach(
            (idea, involved) ->
                closed.put(
                    idea,
                    people.stream()
                        .filter(
                            person ->
                                view.between(person, involved).isPresent()
                                    || judges.getOrDefault(idea, Set.of()).contains(person))
                        .collect(Collectors.toSet())));
    return closed;
  }

  /** By idea of the challenge, those who judge it while its reviews are not counted yet. */
  private Map<String, Set<String>> judges(String challenge) {
    Map<String, Integer> rounds = verdicts.rounds(challenge);
    Set<String> over =
        verdicts.tallies(challenge).stream()
            .filter(taken -> taken.round() >= rounds.getOrDefault(taken.idea(), 0))
            .map(VerdictTable.Taken::idea)
            .collect(Collectors.toSet());
    List<Seat> turns =
        seats.ofChallenge(challenge).stream()
            .filter(turn -> turn.round() >= rounds.getOrDefault(turn.idea(), 0))
            .toList();
    turns.stream().filter(turn -> turn.is(SeatState.RELEASED)).map(Seat::idea).forEach(over::add);
    return turns.stream()
        .filter(turn -> isJudging(turn) && !over.contains(turn.idea()))
        .collect(
            Collectors.groupingBy(Seat::idea, Collectors.mapping(Seat::juror, Collectors.toSet())));
  }

  /**
   * Whether the juror may see what others gave for an idea that they have reviewed. Where the jury
   * is blind, whoever has declared a tie since they were asked may not, whoever it is with:
   * otherwise they would see that their own review was left out.
   */
  public boolean mayCompare(String juror, String idea) {
    return !isClosedTo(juror, idea)
        && !(conflicts.isBlind(idea) && hasDeclaredSinceAsked(juror, idea));
  }

  private boolean hasDeclaredSinceAsked(String juror, String idea) {
    return seats.ofIdea(idea).stream()
        .filter(turn -> turn.juror().equals(juror) && turn.invitedAt() != null)
        .map(Seat::invitedAt)
        .min(Comparator.naturalOrder())
        .filter(asked -> panels.hasDeclaredSince(juror, asked))
        .isPresent();
  }

  /**
   * Reviews of a blind challenge whose jurors have a tie with an author, while there is no verdict:
   * open ones wait for a chair to say what becomes of them, those that are given do not count.
   */
  public List<Seat> tied(String challenge) {
    if (!conflicts.isBlindChallenge(challenge)) {
      return List.of();
    }
    Conflicts.View view = conflicts.view();
    Map<String, Involved> involved = conflicts.involvedIn(challenge);
    Map<String, Integer> rounds = verdicts.rounds(challenge);
    return seats.ofChallenge(challenge).stream()
        .filter(turn -> turn.is(SeatState.INVITED, SeatState.REVIEWED))
        .filter(turn -> turn.round() >= rounds.get(turn.idea()))
        .filter(turn -> view.isTied(turn.juror(), involved.get(turn.idea())))
        .toList();
  }

  /**
   * Assigns again what nobody has begun, see {@link Assignments#again}; who judges ideas that are
   * closed to the chair stays as it is.
   */
  public Optional<Run> assignAgain(String challenge, String chair) {
    return assignments.again(challenge, closedTo(chair, challenge));
  }

  /**
   * Settles a pair; a review that is now barred is taken away at once.
   *
   * @return false, and nothing is settled, when an idea would be fixed to somebody with a conflict
   *     of interest
   */
  @Transactional
  public boolean settle(PairRule rule) {
    seats.lock(rule.idea());
    boolean inConflict =
        conflicts
            .between(rule.juror(), rule.idea())
            .filter(reason -> reason != Reason.BARRED)
            .isPresent();
    if (rule.rule() == Rule.FIXED && inConflict) {
      return false;
    }
    panels.set(rule);
    followUp.of(rule.juror(), rule.idea());
    return true;
  }

  /**
   * Keeps a tie; reviews of the other person's ideas, and a chair's tasks about them, are taken
   * away at once, but for reviews where the jury is blind, see {@link Conflicts#endsReview}.
   */
  @Transactional
  public void declare(Tie tie) {
    panels.declare(tie);
    followUp.of(tie.juror());
  }
}
