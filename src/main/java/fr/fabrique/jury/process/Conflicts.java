package fr.fabrique.jury.process;

import fr.fabrique.challenge.Challenges;
import fr.fabrique.idea.Ideas;
import fr.fabrique.idea.Ideas.Idea;
import fr.fabrique.jury.store.PanelTable;
import fr.fabrique.jury.store.PanelTable.PairRule;
import fr.fabrique.jury.store.PanelTable.Rule;
import fr.fabrique.jury.store.SeatTable;
import fr.fabrique.jury.store.SeatTable.Seat;
import fr.fabrique.jury.store.SeatTable.SeatState;
import fr.fabrique.people.People;
import fr.fabrique.people.Units;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Who may not judge an idea, and why. A conflict of interest is a hard bar, whoever asks: the
 * assignment, a chair, a juror who hands a review on, or somebody who takes a task.
 */
@Component
class Conflicts {

  private final Ideas ideas;
  private final Challenges challenges;
  private final People people;
  private final PanelTable panels;
  private final SeatTable seats;
  private final int depth;

  /**
   * @param depth from which depth in the tree of units on a unit that two people share is a
   *     conflict, see {@link Units#sharedBy}
   */
  Conflicts(
      Ideas ideas,
      Challenges challenges,
      People people,
      PanelTable panels,
      SeatTable seats,
      @Value("${fabrique.conflict-depth}") int depth) {
    this.ideas = ideas;
    this.challenges = challenges;
    this.people = people;
    this.panels = panels;
    this.seats = seats;
    this.depth = depth;
  }

  /** Why somebody may not judge. */
  enum Reason {
    /** Wrote the idea, alone or with others. */
    AUTHOR,
    SAME_UNIT,
    /** A declared tie with one of the authors. */
    TIE,
    /** Has stepped out of this idea's review for a conflict. */
    DECLARED,
    /** The chair has barred them from this idea. */
    BARRED;

    /**
     * Whether a review given before does not count either. Who moves to another unit afterwards has
     * judged without a conflict.
     */
    boolean undoesReview() {
      return this != SAME_UNIT;
    }
  }

  /** A tie, for quick look-up. */
  private record Pair(String juror, String person) {}

  /** What is the same for all ideas, read once. */
  final class View {

    private final Units units = people.units();
    private final Set<Pair> ties =
        panels.ties().stream()
            .map(tie -> new Pair(tie.juror(), tie.person()))
            .collect(Collectors.toSet());

    /** Why the person may not judge the idea; empty when they may. */
    Optional<Reason> between(String person, Involved idea) {
      return reasons(person, idea).findFirst();
    }

    boolean isTied(String person, Involved idea) {
      return holds(Reason.TIE, person, idea);
    }

    private Stream<Reason> reasons(String person, Involved idea) {
      return Arrays.stream(Reason.values()).filter(reason -> holds(reason, person, idea));
    }

    private boolean holds(Reason reason, String person, Involved idea) {
      return switch (reason) {
        case AUTHOR -> idea.authors().contains(person);
        case SAME_UNIT ->
            idea.authors().stream().anyMatch(a -> units.sharedBy(person, a, depth).isPresent());
        case TIE -> idea.authors().stream().anyMatch(a -> ties.contains(new Pair(person, a)));
        case DECLARED -> idea.recused().contains(person);
        case BARRED -> idea.barred().contains(person);
      };
    }
  }

  /** The people who matter to one idea's conflicts. */
  record Involved(Set<String> authors, Set<String> recused, Set<String> barred) {

    static Involved in(Set<String> authors, Collection<Seat> turns, List<PairRule> rules) {
      return new Involved(
          authors,
          turns.stream()
              .filter(turn -> turn.is(SeatState.RECUSED))
              .map(Seat::juror)
              .collect(Collectors.toSet()),
          rules.stream()
              .filter(rule -> rule.rule() == Rule.BARRED)
              .map(PairRule::juror)
              .collect(Collectors.toSet()));
    }
  }

  View view() {
    return new View();
  }

  /** Why the person may not judge the idea; empty when they may. */
  Optional<Reason> between(String person, String idea) {
    return view().between(person, involved(idea));
  }

  /** Why the person may not judge one of the ideas; empty when they may judge all of them. */
  Optional<Reason> amongAny(String person, Collection<String> ideas) {
    View view = view();
    return ideas.stream()
        .flatMap(idea -> view.between(person, involved(idea)).stream())
        .findFirst();
  }

  /**
   * Why a review that the juror has open is over; empty while it is not. Where a jury is blind, a
   * tie alone leaves it open: whoever declares one would learn from the loss who the author is.
   */
  Optional<Reason> endsReview(String juror, String idea) {
    return view()
        .reasons(juror, involved(idea))
        .filter(reason -> reason != Reason.TIE || !isBlind(idea))
        .findFirst();
  }

  /** Those jurors whose reviews of the idea, once given, do not count, and why. */
  Map<String, Reason> undone(String idea, Collection<String> jurors) {
    View view = view();
    Involved involved = involved(idea);
    Map<String, Reason> undone = new HashMap<>();
    for (String juror : jurors) {
      view.reasons(juror, involved)
          .filter(Reason::undoesReview)
          .findFirst()
          .ifPresent(reason -> undone.put(juror, reason));
    }
    return undone;
  }

  /** Whether jurors are not to learn who wrote the idea. */
  boolean isBlind(String idea) {
    return ideas.find(idea).map(Idea::challenge).filter(this::isBlindChallenge).isPresent();
  }

  boolean isBlindChallenge(String challenge) {
    return challenges.setting(challenge, Challenges.BLIND).isPresent();
  }

  /** The same for every idea of a challenge, by idea. */
  Map<String, Involved> involvedIn(String challenge) {
    Map<String, List<Seat>> turns =
        seats.ofChallenge(challenge).stream().collect(Collectors.groupingBy(Seat::idea));
    Map<String, List<PairRule>> rules =
        panels.rulesOfChallenge(challenge).stream().collect(Collectors.groupingBy(PairRule::idea));
    Map<String, Involved> involved = new HashMap<>();
    ideas
        .authorsIn(challenge)
        .forEach(
            (idea, authors) ->
                involved.put(
                    idea,
                    Involved.in(
                        authors,
                        turns.getOrDefault(idea, List.of()),
                        rules.getOrDefault(idea, List.of()))));
    return involved;
  }

  Involved involved(String idea) {
    return Involved.in(ideas.authors(idea), seats.ofIdea(idea), panels.rules(idea));
  }
}
