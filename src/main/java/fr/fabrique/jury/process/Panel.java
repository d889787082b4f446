package fr.fabrique.jury.process;

import fr.fabrique.idea.Ideas;
import fr.fabrique.jury.assignment.Assignment;
import fr.fabrique.jury.assignment.Plan;
import fr.fabrique.jury.assignment.Problem;
import fr.fabrique.jury.assignment.Problem.Judge;
import fr.fabrique.jury.assignment.Problem.Juror;
import fr.fabrique.jury.assignment.Problem.Pair;
import fr.fabrique.jury.assignment.Problem.Wanted;
import fr.fabrique.jury.process.Askings.Asking;
import fr.fabrique.jury.process.Askings.Free;
import fr.fabrique.jury.process.Conflicts.Involved;
import fr.fabrique.jury.process.Pools.Pool;
import fr.fabrique.jury.store.AssignmentTable.Shortfall;
import fr.fabrique.jury.store.PanelTable;
import fr.fabrique.jury.store.PanelTable.Member;
import fr.fabrique.jury.store.SeatTable.Choice;
import fr.fabrique.jury.store.SeatTable.Chosen;
import fr.fabrique.jury.store.SeatTable.Seat;
import fr.fabrique.people.Group;
import fr.fabrique.people.People;
import fr.fabrique.people.People.Person;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Chooses who reviews what: nobody with a conflict of interest, the work spread fairly. */
@Component
class Panel {

  private final Ideas ideas;
  private final People people;
  private final PanelTable panels;
  private final Conflicts conflicts;
  private final Askings askings;
  private final Pools pools;

  Panel(
      Ideas ideas,
      People people,
      PanelTable panels,
      Conflicts conflicts,
      Askings askings,
      Pools pools) {
    this.ideas = ideas;
    this.people = people;
    this.panels = panels;
    this.conflicts = conflicts;
    this.askings = askings;
    this.pools = pools;
  }

  /**
   * The jurors for an idea's free seats: the best that there are, at most as many as are wanted.
   *
   * @param until the day by which the reviews would be due
   */
  List<Choice> choose(Free free, LocalDate until) {
    Asking asking = askings.of(free);
    return solve(asking.idea().challenge(), List.of(asking), until, Chosen.LEAST_LOAD)
        .choices()
        .getOrDefault(free.idea(), List.of());
  }

  /**
   * What an assignment of several ideas came to.
   *
   * @param choices the jurors found, by idea
   * @param shortfalls what stood in the way where not every seat found a juror
   */
  record Assigned(Map<String, List<Choice>> choices, List<Shortfall> shortfalls) {}

  /** One optimum over several ideas of a challenge. */
  Assigned assign(String challenge, List<Free> free, LocalDate until) {
    return solve(challenge, askings.in(challenge, free), until, Chosen.OPTIMUM);
  }

  private Assigned solve(String challenge, List<Asking> wanted, LocalDate until, Chosen chosen) {
    Map<String, Asking> byKey = keyed(wanted);
    Pool pool = pools.now(challenge, wanted, until);
    Set<Pair> fixed = new HashSet<>();
    byKey.forEach((key, asking) -> asking.fixed().forEach(j -> fixed.add(new Pair(key, j))));
    Plan plan =
        Assignment.best(
            new Problem(
                byKey.entrySet().stream()
                    .map(e -> new Wanted(e.getKey(), e.getValue().seats()))
                    .toList(),
                pool.free(),
                (key, juror) -> pool.match(byKey.get(key), juror),
                fixed,
                seed(challenge, wanted)));
    Map<String, List<Choice>> choices = new LinkedHashMap<>();
    for (Plan.Seat seat : plan.seats()) {
      Asking asking = byKey.get(seat.idea());
      choices
          .computeIfAbsent(asking.idea().id(), i -> new ArrayList<>())
          .add(
              new Choice(
                  seat.juror(),
                  seat.match(),
                  seat.load(),
                  asking.fixed().contains(seat.juror()) ? Chosen.CHAIR : chosen,
                  null));
    }
    return new Assigned(
        choices,
        plan.shortfalls().stream()
            .map(
                s ->
                    new Shortfall(
                        s.wanted(),
                        s.room(),
                        s.ideas().stream().map(key -> byKey.get(key).idea().id()).sorted().toList(),
                        List.copyOf(s.jurors())))
            .toList());
  }

  /**
   * Keys that follow from what was handed in, not from ids drawn at random, so that the same
   * challenge is assigned the same way again.
   */
  private static Map<String, Asking> keyed(List<Asking> askings) {
    List<Asking> inOrder =
        askings.stream()
            .sorted(
                Comparator.comparing((Asking a) -> a.idea().submittedAt().toInstant())
                    .thenComparing(a -> String.valueOf(a.idea().externalId()))
                    .thenComparing(a -> a.idea().title())
                    .thenComparing(a -> a.idea().id()))
            .toList();
    Map<String, Asking> keyed = new LinkedHashMap<>();
    for (int i = 0; i < inOrder.size(); i++) {
      keyed.put("%08d".formatted(i), inOrder.get(i));
    }
    return keyed;
  }

  private static long seed(String challenge, List<Asking> askings) {
    long seed = challenge.hashCode();
    for (Asking asking : askings) {
      seed += asking.idea().title().hashCode();
    }
    return seed;
  }

  /** Those whom the juror may hand the review to: fellow jurors who may review the idea. */
  List<Person> colleagues(String idea, int round, LocalDate until) {
    Asking asking = askings.of(new Free(idea, round, 1));
    Pool pool = pools.now(asking.idea().challenge(), List.of(asking), until);
    Set<String> free =
        pool.free().stream().filter(r -> r.room() > 0).map(Juror::id).collect(Collectors.toSet());
    return people.members(Group.JURORS).stream()
        .filter(person -> free.contains(person.id()))
        .filter(person -> pool.match(asking, person.id()) != Judge.BARRED)
        .toList();
  }

  /**
   * Agents without conflict of interest whom the chair may name: jurors and others, but nobody who
   * presides and may have read what others gave.
   */
  List<Person> candidates(String idea, int round) {
    Asking asking = askings.of(new Free(idea, round, 1));
    Conflicts.View view = conflicts.view();
    return people.members(Group.AGENTS).stream()
        .filter(person -> !asking.asked().contains(person.id()))
        .filter(person -> !people.presides(person.id()))
        .filter(person -> view.between(person.id(), asking.involved()).isEmpty())
        .toList();
  }

  /**
   * Whether they are still among those who judge; whomever a chair has named need not be a juror.
   */
  boolean mayServe(Seat turn) {
    return people.isMember(
        turn.juror(), turn.chosen() == Chosen.CHAIR ? Group.AGENTS : Group.JURORS);
  }

  /** The challenge's chair who may judge the idea; empty: any chair may. */
  Optional<String> chair(String idea) {
    String challenge = ideas.find(idea).orElseThrow().challenge();
    Involved involved = conflicts.involved(idea);
    Conflicts.View view = conflicts.view();
    return panels.members(challenge).stream()
        .filter(Member::chair)
        .map(Member::person)
        .filter(chair -> people.isMember(chair, Group.JURY_CHAIRS))
        .filter(chair -> view.between(chair, involved).isEmpty())
        .findFirst();
  }
}
