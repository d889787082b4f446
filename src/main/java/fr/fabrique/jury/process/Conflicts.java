package fr.fabrique.jury.process;

import fr.fabrique.idea.Ideas;
import fr.fabrique.jury.store.PanelTable;
import fr.fabrique.jury.store.PanelTable.PairRule;
import fr.fabrique.jury.store.PanelTable.Rule;
import fr.fabrique.jury.store.SeatTable;
import fr.fabrique.jury.store.SeatTable.Seat;
import fr.fabrique.jury.store.SeatTable.SeatState;
import fr.fabrique.people.People;
import fr.fabrique.people.Units;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Who may not judge an idea, and why. A conflict of interest is a hard bar, whoever asks: the
 * assignment, a chair, a juror who hands a review on, or somebody who takes a task.
 */
@Component
class Conflicts {

  private final Ideas ideas;
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
      People people,
      PanelTable panels,
      SeatTable seats,
      @Value("${fabrique.conflict-depth}") int depth) {
    this.ideas = ideas;
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
    BARRED
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
      if (idea.authors().contains(person)) {
        return Optional.of(Reason.AUTHOR);
      }
      if (idea.authors().stream().anyMatch(a -> units.sharedBy(person, a, depth).isPresent())) {
        return Optional.of(Reason.SAME_UNIT);
      }
      if (idea.authors().stream().anyMatch(author -> ties.contains(new Pair(person, author)))) {
        return Optional.of(Reason.TIE);
      }
      if (idea.recused().contains(person)) {
        return Optional.of(Reason.DECLARED);
      }
      return idea.barred().contains(person) ? Optional.of(Reason.BARRED) : Optional.empty();
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

  Involved involved(String idea) {
    return Involved.in(ideas.authors(idea), seats.ofIdea(idea), panels.rules(idea));
  }
}
