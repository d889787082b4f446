package fr.fabrique.jury.web;

import fr.fabrique.challenge.Challenges;
import fr.fabrique.challenge.Challenges.Challenge;
import fr.fabrique.engine.EngineClock;
import fr.fabrique.idea.Ideas;
import fr.fabrique.idea.Ideas.Idea;
import fr.fabrique.jury.domain.Assessment;
import fr.fabrique.jury.past.JuryReports;
import fr.fabrique.jury.process.JuryRoom;
import fr.fabrique.jury.store.AssessmentTable;
import fr.fabrique.jury.store.AssignmentTable;
import fr.fabrique.jury.store.AssignmentTable.Run;
import fr.fabrique.jury.store.LateTable;
import fr.fabrique.jury.store.LateTable.Late;
import fr.fabrique.jury.store.PanelTable;
import fr.fabrique.jury.store.PanelTable.Absence;
import fr.fabrique.jury.store.PanelTable.Member;
import fr.fabrique.jury.store.SeatTable;
import fr.fabrique.jury.store.SeatTable.Seat;
import fr.fabrique.jury.store.SeatTable.SeatState;
import fr.fabrique.jury.store.VerdictTable;
import fr.fabrique.jury.store.VerdictTable.Verdict;
import fr.fabrique.people.Group;
import fr.fabrique.people.People;
import fr.fabrique.people.People.Person;
import java.security.Principal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * What chairs see of a jury's work. Of an idea with which they have a conflict of interest they see
 * that it is there, and no more.
 */
@Controller
class JuryPages {

  private final Door door;
  private final JuryRoom room;
  private final Challenges challenges;
  private final Ideas ideas;
  private final People people;
  private final SeatTable seats;
  private final AssessmentTable assessments;
  private final VerdictTable verdicts;
  private final PanelTable panels;
  private final AssignmentTable runs;
  private final LateTable late;
  private final JuryReports reports;
  private final LastAssignment assignment;
  private final TiedReviews tied;

  JuryPages(
      Door door,
      JuryRoom room,
      Challenges challenges,
      Ideas ideas,
      People people,
      SeatTable seats,
      AssessmentTable assessments,
      VerdictTable verdicts,
      PanelTable panels,
      AssignmentTable runs,
      LateTable late,
      JuryReports reports,
      LastAssignment assignment,
      TiedReviews tied) {
    this.door = door;
    this.room = room;
    this.challenges = challenges;
    this.ideas = ideas;
    this.people = people;
    this.seats = seats;
    this.assessments = assessments;
    this.verdicts = verdicts;
    this.panels = panels;
    this.runs = runs;
    this.late = late;
    this.reports = reports;
    this.assignment = assignment;
    this.tied = tied;
  }

  /** A challenge in the list. */
  record Line(String id, String title, Progress progress) {}

  /**
   * A juror's work.
   *
   * @param load reviews before them now, in all challenges
   * @param given reviews given in this challenge; so are {@code open} and {@code overdue}
   * @param quota in this challenge, or null
   * @param yearlyQuota in all challenges of a calendar year, or null
   */
  record JurorLine(
      String name,
      int load,
      int given,
      int open,
      int overdue,
      Integer quota,
      Integer yearlyQuota,
      List<Absence> absences) {}

  record Overdue(String title, String juror, Instant due) {}

  record SeverityLine(String juror, int reviews, double points, Double error) {}

  record VerdictLine(String title, Verdict verdict, Instant at, Map<String, String> inputs) {}

  record LateLine(String title, String juror, Instant at, Late review) {}

  @GetMapping("/jury")
  String all(Principal chair, Model page) {
    door.admitChair(chair.getName());
    OffsetDateTime now = EngineClock.now();
    page.addAttribute(
        "challenges",
        challenges.all().stream()
            .sorted(Comparator.comparing(Challenge::permanent).thenComparing(Challenge::title))
            .map(c -> new Line(c.id(), c.title(), progress(c.id(), now)))
            .toList());
    return "jury";
  }

  private Progress progress(String challenge, OffsetDateTime now) {
    return Progress.of(
        seats.ofChallenge(challenge),
        runs.last(challenge).map(Run::wanted).orElse(0),
        ideas.in(challenge).size(),
        (int) verdicts.ofChallenge(challenge).stream().map(Verdict::idea).distinct().count(),
        now);
  }

  @GetMapping("/jury/{challenge}")
  String one(@PathVariable String challenge, Principal chair, Model page, Locale language) {
    page.addAttribute("challenge", door.admitChair(chair.getName(), challenge));
    OffsetDateTime now = EngineClock.now();
    Set<String> closed = room.closedTo(chair.getName(), challenge);
    Map<String, String> titles =
        ideas.in(challenge).stream().collect(Collectors.toMap(Idea::id, Idea::title));
    List<Seat> turns = without(closed, seats.ofChallenge(challenge), Seat::idea);
    page.addAttribute("progress", progress(challenge, now));
    page.addAttribute("closed", closed.stream().map(titles::get).sorted().toList());
    page.addAttribute("jurors", jurors(challenge, turns, now));
    page.addAttribute(
        "overdue",
        turns.stream()
            .filter(turn -> Progress.isOverdue(turn, now))
            .sorted(Comparator.comparing(Seat::dueAt))
            .map(
                turn ->
                    new Overdue(
                        titles.get(turn.idea()),
                        people.nameAndUnit(turn.juror()),
                        turn.dueAt().toInstant()))
            .toList());
    assignment.show(challenge, titles, page);
    tied.show(challenge, closed, titles, page);
    report(challenge, closed, page);
    List<Assessment> open = without(closed, assessments.ofChallenge(challenge), Assessment::idea);
    page.addAttribute("charts", Chart.of(open, language));
    page.addAttribute(
        "verdicts",
        without(closed, verdicts.ofChallenge(challenge), Verdict::idea).stream()
            .map(
                v ->
                    new VerdictLine(
                        titles.get(v.idea()),
                        v,
                        v.givenAt().toInstant(),
                        verdicts.inputs(v.idea(), v.round())))
            .toList());
    page.addAttribute(
        "late",
        without(closed, late.ofChallenge(challenge), Late::idea).stream()
            .map(
                l ->
                    new LateLine(
                        titles.get(l.idea()),
                        people.nameAndUnit(l.juror()),
                        l.receivedAt().toInstant(),
                        l))
            .toList());
    return "jury-challenge";
  }

  static <T> List<T> without(Set<String> closed, List<T> things, Function<T, String> idea) {
    return things.stream().filter(thing -> !closed.contains(idea.apply(thing))).toList();
  }

  private List<JurorLine> jurors(String challenge, List<Seat> turns, OffsetDateTime now) {
    List<Member> members = panels.members(challenge);
    Map<String, Integer> quotas =
        members.stream()
            .filter(member -> member.quota() != null)
            .collect(Collectors.toMap(Member::person, Member::quota));
    Map<String, List<Seat>> byJuror = turns.stream().collect(Collectors.groupingBy(Seat::juror));
    Set<String> jurors = new TreeSet<>(byJuror.keySet());
    if (members.isEmpty()) {
      people.members(Group.JURORS).stream().map(Person::id).forEach(jurors::add);
    } else {
      members.stream().filter(m -> !m.chair()).map(Member::person).forEach(jurors::add);
    }
    Map<String, Integer> load = seats.load();
    Map<String, Integer> yearly = panels.yearlyQuotas();
    Map<String, List<Absence>> absences =
        panels.absences(now.toLocalDate()).stream().collect(Collectors.groupingBy(Absence::person));
    return jurors.stream()
        .map(
            juror -> {
              List<Seat> own = byJuror.getOrDefault(juror, List.of());
              return new JurorLine(
                  people.nameAndUnit(juror),
                  load.getOrDefault(juror, 0),
                  Progress.count(own, SeatState.REVIEWED),
                  Progress.count(own, SeatState.INVITED),
                  (int) own.stream().filter(turn -> Progress.isOverdue(turn, now)).count(),
                  quotas.get(juror),
                  yearly.get(juror),
                  absences.getOrDefault(juror, List.of()));
            })
        .toList();
  }

  private void report(String challenge, Set<String> closed, Model page) {
    var report = reports.of(challenge, closed);
    page.addAttribute("report", report);
    page.addAttribute(
        "severity",
        report.severity().stream()
            .map(
                s ->
                    new SeverityLine(
                        people.name(s.juror()), s.cases(), s.severity(), s.standardError()))
            .toList());
  }
}
