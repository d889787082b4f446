package fr.fabrique.jury.process;

import fr.fabrique.engine.EngineClock;
import fr.fabrique.jury.assignment.Problem.Judge;
import fr.fabrique.jury.assignment.Problem.Juror;
import fr.fabrique.jury.domain.Away;
import fr.fabrique.jury.process.Askings.Asking;
import fr.fabrique.jury.store.PanelTable;
import fr.fabrique.jury.store.PanelTable.Member;
import fr.fabrique.jury.store.SeatTable;
import fr.fabrique.people.Group;
import fr.fabrique.people.People;
import fr.fabrique.people.People.Person;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Reads who may be asked for reviews, and how much each may still take. */
@Component
class Pools {

  private static final int NO_BOUND = 1_000_000;

  private final People people;
  private final PanelTable panels;
  private final SeatTable seats;
  private final Conflicts conflicts;

  Pools(People people, PanelTable panels, SeatTable seats, Conflicts conflicts) {
    this.people = people;
    this.panels = panels;
    this.seats = seats;
    this.conflicts = conflicts;
  }

  /**
   * Those who may be asked now.
   *
   * @param askings the ideas for which they are sought, all of the challenge
   * @param until the day by which the reviews would be due
   */
  Pool now(String challenge, Collection<Asking> askings, LocalDate until) {
    return new Pool(challenge, askings, until);
  }

  /** Those who may be asked now, as they stand. */
  final class Pool {

    private final Map<String, Person> jurors = new LinkedHashMap<>();
    private final Map<String, Integer> load = seats.load();
    private final Map<String, Integer> room = new HashMap<>();
    private final Map<String, Set<String>> expertise = panels.expertise();
    private final Conflicts.View view = conflicts.view();
    private final Set<String> away;
    private final Map<String, Set<String>> calledTo = new HashMap<>();
    private final Set<String> presiding = presiding();

    private Pool(String challenge, Collection<Asking> askings, LocalDate until) {
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

    /**
     * How many of the juror's fields the idea touches, or that they may not review it: once the
     * reviews are under way, who presides may have read some.
     */
    int match(Asking asking, String juror) {
      boolean calledElsewhere =
          calledTo.containsKey(juror) && !calledTo.get(juror).contains(asking.idea().id());
      if (calledElsewhere
          || asking.asked().contains(juror)
          || !asking.asked().isEmpty() && presiding.contains(juror)
          || view.between(juror, asking.involved()).isPresent()) {
        return Judge.BARRED;
      }
      return asking.words().count(expertise.getOrDefault(juror, Set.of()));
    }
  }

  /** Administrators read what chairs do. */
  private Set<String> presiding() {
    return Stream.of(Group.JURY_CHAIRS, Group.ADMINISTRATORS)
        .flatMap(group -> people.members(group).stream())
        .map(Person::id)
        .collect(Collectors.toSet());
  }

  private static OffsetDateTime startOfTheYear() {
    OffsetDateTime now = EngineClock.now();
    return now.toLocalDate()
        .withDayOfYear(1)
        .atStartOfDay(now.toZonedDateTime().getZone())
        .toOffsetDateTime();
  }
}
