package fr.fabrique.jury.web;

import fr.fabrique.challenge.Challenges;
import fr.fabrique.challenge.Challenges.Challenge;
import fr.fabrique.engine.EngineClock;
import fr.fabrique.idea.Ideas;
import fr.fabrique.idea.Ideas.Idea;
import fr.fabrique.jury.domain.Assessment;
import fr.fabrique.jury.past.JuryReports;
import fr.fabrique.jury.process.JuryRoom;
import fr.fabrique.jury.statistics.OwnUnit.Effect;
import fr.fabrique.jury.store.AssessmentTable;
import fr.fabrique.jury.store.AssessmentTable.Given;
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
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
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
import org.springframework.web.bind.annotation.RequestParam;

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

  private static final int PAGE = 20;

  /**
   * A challenge in the list.
   *
   * @param progress null for a jury of the past, of which only what was given is known
   * @param past null for a jury of our own
   */
  record Line(String id, String title, Progress progress, Past past) {}

  /** What is known of a jury of the past. */
  record Past(int given, int ideas, int jurors) {}

  /**
   * A juror's work.
   *
   * @param load reviews before them now, in all challenges, but for ideas that are closed to the
   *     chair
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

  /**
   * A juror's severity.
   *
   * @param points with their sign
   */
  record SeverityLine(String juror, int reviews, String points, Double error) {}

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
            .map(
                c ->
                    reports.isPast(c.id())
                        ? new Line(c.id(), c.title(), null, past(c.id()))
                        : new Line(
                            c.id(),
                            c.title(),
                            progress(c.id(), room.closedTo(chair.getName(), c.id()), now),
                            null))
            .toList());
    return "jury";
  }

  private Past past(String challenge) {
    Given given = assessments.given(challenge);
    return new Past(given.reviews(), ideas.in(challenge).size(), given.jurors());
  }

  /** No figure of it changes with what happens to a closed idea. */
  private Progress progress(String challenge, Set<String> closed, OffsetDateTime now) {
    return Progress.of(
        without(closed, seats.ofChallenge(challenge), Seat::idea),
        closed.isEmpty() ? runs.last(challenge).map(Run::wanted).orElse(0) : 0,
        without(closed, ideas.in(challenge), Idea::id).size(),
        (int)
            without(closed, verdicts.ofChallenge(challenge), Verdict::idea).stream()
                .map(Verdict::idea)
                .distinct()
                .count(),
        now);
  }

  /**
   * @param verdictPage which page of the verdicts, from 1
   * @param latePage which page of what came too late
   */
  @GetMapping("/jury/{challenge}")
  String one(
      @PathVariable String challenge,
      @RequestParam(name = "verdicts", defaultValue = "1") int verdictPage,
      @RequestParam(name = "late", defaultValue = "1") int latePage,
      Principal chair,
      Model page,
      Locale language) {
    page.addAttribute("challenge", door.admitChair(chair.getName(), challenge));
    OffsetDateTime now = EngineClock.now();
    Set<String> closed = room.closedTo(chair.getName(), challenge);
    Map<String, String> titles =
        ideas.in(challenge).stream().collect(Collectors.toMap(Idea::id, Idea::title));
    List<Seat> turns = without(closed, seats.ofChallenge(challenge), Seat::idea);
    page.addAttribute("past", reports.isPast(challenge) ? past(challenge) : null);
    page.addAttribute("progress", progress(challenge, closed, now));
    page.addAttribute("closed", closed.stream().map(titles::get).sorted().toList());
    page.addAttribute("jurors", jurors(challenge, turns, room.load(chair.getName()), now));
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
    assignment.show(challenge, closed, titles, page);
    tied.show(challenge, closed, titles, page);
    report(challenge, closed, page, language);
    List<Assessment> open =
        without(closed, assessments.ofChallenge(challenge), Assessment::idea).stream()
            .filter(Assessment::counts)
            .toList();
    page.addAttribute("charts", Chart.of(open, language));
    page.addAttribute(
        "verdicts",
        Slice.of(
                without(closed, verdicts.ofChallenge(challenge), Verdict::idea).stream()
                    .sorted(Comparator.comparing(Verdict::givenAt).reversed())
                    .toList(),
                verdictPage,
                PAGE)
            .map(
                v ->
                    new VerdictLine(
                        titles.get(v.idea()),
                        v,
                        v.givenAt().toInstant(),
                        verdicts.inputs(v.idea(), v.round()))));
    page.addAttribute(
        "late",
        Slice.of(without(closed, late.ofChallenge(challenge), Late::idea), latePage, PAGE)
            .map(
                l ->
                    new LateLine(
                        titles.get(l.idea()),
                        people.nameAndUnit(l.juror()),
                        l.receivedAt().toInstant(),
                        l)));
    return "jury-challenge";
  }

  static <T> List<T> without(Set<String> closed, List<T> things, Function<T, String> idea) {
    return things.stream().filter(thing -> !closed.contains(idea.apply(thing))).toList();
  }

  private List<JurorLine> jurors(
      String challenge, List<Seat> turns, Map<String, Integer> load, OffsetDateTime now) {
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

  private void report(String challenge, Set<String> closed, Model page, Locale language) {
    var report = reports.of(challenge, closed);
    page.addAttribute("report", report);
    Effect effect = report.ownUnit().effect();
    page.addAttribute("ownUnitPoints", effect == null ? null : signed(effect.points(), language));
    page.addAttribute(
        "severity",
        report.severity().stream()
            .map(
                s ->
                    new SeverityLine(
                        people.name(s.juror()),
                        s.cases(),
                        signed(s.severity(), language),
                        s.standardError()))
            .toList());
  }

  /** With two decimals; what is above 0 and what is below are told apart at a glance. */
  static String signed(double points, Locale language) {
    var symbols = DecimalFormatSymbols.getInstance(language);
    symbols.setMinusSign('\u2212');
    String text = new DecimalFormat("+0.00;-0.00", symbols).format(points);
    return text.matches("\\D0\\D00") ? text.substring(1) : text;
  }
}
