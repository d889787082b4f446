package fr.fabrique.jury.process;

import fr.fabrique.engine.EngineClock;
import fr.fabrique.engine.SafeHtml;
import fr.fabrique.idea.Ideas;
import fr.fabrique.idea.Ideas.Idea;
import fr.fabrique.jury.assignment.Assignment;
import fr.fabrique.jury.assignment.Plan;
import fr.fabrique.jury.assignment.Problem;
import fr.fabrique.jury.assignment.Problem.Judge;
import fr.fabrique.jury.assignment.Problem.Juror;
import fr.fabrique.jury.assignment.Problem.Pair;
import fr.fabrique.jury.assignment.Problem.Wanted;
import fr.fabrique.jury.domain.Away;
import fr.fabrique.jury.domain.Words;
import fr.fabrique.jury.process.Conflicts.Involved;
import fr.fabrique.jury.store.AssignmentTable.Shortfall;
import fr.fabrique.jury.store.PanelTable;
import fr.fabrique.jury.store.PanelTable.Member;
import fr.fabrique.jury.store.PanelTable.PairRule;
import fr.fabrique.jury.store.PanelTable.Rule;
import fr.fabrique.jury.store.SeatTable;
import fr.fabrique.jury.store.SeatTable.Choice;
import fr.fabrique.jury.store.SeatTable.Chosen;
import fr.fabrique.jury.store.SeatTable.Seat;
import fr.fabrique.jury.store.SeatTable.SeatState;
import fr.fabrique.people.Group;
import fr.fabrique.people.People;
import fr.fabrique.people.People.Person;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Chooses who reviews what: nobody with a conflict of interest, the work spread fairly. */
@Component
class Panel {

  private static final int NO_BOUND = 1_000_000;

  private final Ideas ideas;
  private final People people;
  private final PanelTable panels;
  private final SeatTable seats;
  private final Conflicts conflicts;

  Panel(Ideas ideas, People people, PanelTable panels, SeatTable seats, Conflicts conflicts) {
    this.ideas = ideas;
    this.people = people;
    this.panels = panels;
    this.seats = seats;
    this.conflicts = conflicts;
  }

  /** What the assignment needs to know of one idea. */
  private record Asking(
      Idea idea, int seats, Involved involved, Words words, Set<String> asked, Set<String> fixed) {}

  /**
   * The jurors for an idea's free seats: the best that there are, at most as many as are wanted.
   *
   * @param until the day by which the reviews would be due
   */
  List<Choice> choose(String idea, int round, int wanted, LocalDate until) {
    Asking asking = asking(ideas.find(idea).orElseThrow(), round, wanted);
    return solve(asking.idea().challenge(), List.of(asking), until, Chosen.LEAST_LOAD)
        .choices()
        .getOrDefault(idea, List.of());
  }

  /**
   * What an assignment of several ideas came to.
   *
   * @param choices the jurors found, by idea
   * @param shortfalls what stood in the way where not every seat found a juror
   */
  record Assigned(Map<String, List<Choice>> choices, List<Shortfall> shortfalls) {}

  /** Free seats of an idea in its present round. */
  record Free(String idea, int round, int seats) {}

  /** One optimum over several ideas of a challenge. */
  Assigned assign(String challenge, List<Free> free, LocalDate until) {
    return solve(
        challenge,
        free.stream()
            .map(f -> asking(ideas.find(f.idea()).orElseThrow(), f.round(), f.seats()))
            .toList(),
        until,
        Chosen.OPTIMUM);
  }

  private Asking asking(Idea idea, int round, int wanted) {
    List<Seat> turns = seats.ofIdea(idea.id());
    List<PairRule> rules = panels.rules(idea.id());
    return new Asking(
        idea,
        wanted,
        Involved.in(ideas.authors(idea.id()), turns, rules),
        Words.of(
            idea.theme(),
            idea.title(),
            SafeHtml.toText(idea.problem()),
            SafeHtml.toText(idea.solution()),
            SafeHtml.toText(idea.beneficiaries()),
            SafeHtml.toText(idea.effect())),
        turns.stream()
            .filter(turn -> turn.round() == round && !turn.is(SeatState.REASSIGNED))
            .map(Seat::juror)
            .collect(Collectors.toSet()),
        Stream.concat(
                panels.additions(idea.id()).stream(),
                rules.stream().filter(r -> r.rule() == Rule.FIXED).map(PairRule::juror))
            .collect(Collectors.toSet()));
  }

  private Assigned solve(String challenge, List<Asking> askings, LocalDate until, Chosen chosen) {
    Map<String, Asking> byKey = keyed(askings);
    Pool pool = new Pool(challenge, askings, until);
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
                seed(challenge, askings)));
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

  /** Those who may be asked now, as they stand. */
  private final class Pool {

    private final Map<String, Person> jurors = new LinkedHashMap<>();
    private final Map<String, Integer> load = seats.load();
    private final Map<String, Integer> room = new HashMap<>();
    private final Map<String, Set<String>> expertise = panels.expertise();
    private final Conflicts.View view = conflicts.view();
    private final Set<String> away;
    private final Map<String, Set<String>> calledTo = new HashMap<>();

    Pool(String challenge, Collection<Asking> askings, LocalDate until) {
      List<Person> standing = people.members(Group.JURORS);
      List<Member> members = panels.members(challenge);
      Map<String, Integer> quotas = new HashMap<>();
      members.stream()
          .filter(member -> member.quota() != null)
          .forEach(member -> quotas.put(member.person(), member.quota()));
      Set<String> panel =
          members.stream().filter(m -> !m.chair()).map(Member::person).collect(Collectors.toSet());
      standing.stream()
          .filter(person -> members.isEmpty() || panel.contains(person.id()))
          .forEach(person -> jurors.put(person.id(), person));
      Set<String> serving = new HashSet<>(jurors.keySet());
      for (Asking asking : askings) {
        for (String called : asking.fixed()) {
          if (people.isMember(called, Group.AGENTS)) {
            jurors.putIfAbsent(called, new Person(called, called, null));
            calledTo.computeIfAbsent(called, c -> new HashSet<>()).add(asking.idea().id());
          }
        }
      }
      bound(challenge, quotas);
      calledTo.keySet().removeAll(serving);
      away = away(until);
    }

    private void bound(String challenge, Map<String, Integer> quotas) {
      Map<String, Integer> yearly = panels.yearlyQuotas();
      Map<String, Integer> here = quotas.isEmpty() ? Map.of() : seats.askedIn(challenge);
      Map<String, Integer> thisYear =
          yearly.isEmpty() ? Map.of() : seats.askedSince(startOfTheYear());
      for (String juror : jurors.keySet()) {
        int inChallenge = quotas.getOrDefault(juror, NO_BOUND) - here.getOrDefault(juror, 0);
        int inYear = yearly.getOrDefault(juror, NO_BOUND) - thisYear.getOrDefault(juror, 0);
        int named = calledTo.getOrDefault(juror, Set.of()).size();
        room.put(juror, Math.max(named, Math.min(inChallenge, inYear)));
      }
    }

    private Set<String> away(LocalDate until) {
      LocalDate today = EngineClock.now().toLocalDate();
      return panels.absences(today).stream()
          .collect(
              Collectors.groupingBy(
                  PanelTable.Absence::person,
                  Collectors.mapping(
                      a -> new Away(a.firstDay(), a.lastDay()), Collectors.toList())))
          .entrySet()
          .stream()
          .filter(absent -> Away.takesMostOf(absent.getValue(), today, until))
          .map(Map.Entry::getKey)
          .collect(Collectors.toSet());
    }

    List<Juror> free() {
      return jurors.keySet().stream()
          .filter(juror -> !away.contains(juror))
          .map(juror -> new Juror(juror, load.getOrDefault(juror, 0), room.get(juror)))
          .toList();
    }

    /** How many of the juror's fields the idea touches, or that they may not review it. */
    int match(Asking asking, String juror) {
      boolean calledElsewhere =
          calledTo.containsKey(juror) && !calledTo.get(juror).contains(asking.idea().id());
      if (calledElsewhere
          || asking.asked().contains(juror)
          || view.between(juror, asking.involved()).isPresent()) {
        return Judge.BARRED;
      }
      return asking.words().count(expertise.getOrDefault(juror, Set.of()));
    }
  }

  private static OffsetDateTime startOfTheYear() {
    OffsetDateTime now = EngineClock.now();
    return now.toLocalDate()
        .withDayOfYear(1)
        .atStartOfDay(now.toZonedDateTime().getZone())
        .toOffsetDateTime();
  }

  /** Those whom the juror may hand the review to: fellow jurors who may review the idea. */
  List<Person> colleagues(String idea, int round, LocalDate until) {
    Idea found = ideas.find(idea).orElseThrow();
    Asking asking = asking(found, round, 1);
    Pool pool = new Pool(found.challenge(), List.of(asking), until);
    Set<String> free =
        pool.free().stream().filter(r -> r.room() > 0).map(Juror::id).collect(Collectors.toSet());
    return people.members(Group.JURORS).stream()
        .filter(person -> free.contains(person.id()))
        .filter(person -> pool.match(asking, person.id()) != Judge.BARRED)
        .toList();
  }

  /** Agents without conflict of interest whom the chair may name: jurors and others. */
  List<Person> candidates(String idea, int round) {
    Asking asking = asking(ideas.find(idea).orElseThrow(), round, 1);
    Conflicts.View view = conflicts.view();
    return people.members(Group.AGENTS).stream()
        .filter(person -> !asking.asked().contains(person.id()))
        .filter(person -> view.between(person.id(), asking.involved()).isEmpty())
        .toList();
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
