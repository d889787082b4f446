package fr.fabrique.jury.web;

import fr.fabrique.challenge.Challenges;
import fr.fabrique.challenge.Challenges.Challenge;
import fr.fabrique.engine.EngineClock;
import fr.fabrique.idea.Ideas;
import fr.fabrique.idea.Ideas.Idea;
import fr.fabrique.jury.domain.Assessment;
import fr.fabrique.jury.domain.Tally;
import fr.fabrique.jury.process.JuryRoom;
import fr.fabrique.jury.store.AssessmentTable;
import fr.fabrique.jury.store.LateTable;
import fr.fabrique.jury.store.LateTable.Late;
import fr.fabrique.jury.store.PanelTable;
import fr.fabrique.jury.store.PanelTable.Absence;
import fr.fabrique.jury.store.PanelTable.Tie;
import fr.fabrique.jury.store.SeatTable;
import fr.fabrique.jury.store.SeatTable.Seat;
import fr.fabrique.jury.store.VerdictTable;
import fr.fabrique.people.People;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What a juror has to review and has reviewed, and what they say of themselves. Who wrote an idea
 * is not said here, so that it need not be hidden where a jury is blind.
 */
@Controller
@RequestMapping("/reviews")
class ReviewPages {

  private static final int PAGE = 20;
  private static final String TALLY = "tally";
  private static final String ASSESSMENTS = "assessments";

  private final Door door;
  private final JuryRoom room;
  private final Challenges challenges;
  private final Ideas ideas;
  private final People people;
  private final SeatTable seats;
  private final AssessmentTable assessments;
  private final VerdictTable verdicts;
  private final PanelTable panels;
  private final LateTable late;
  private final TransactionTemplate transactions;

  ReviewPages(
      Door door,
      JuryRoom room,
      Challenges challenges,
      Ideas ideas,
      People people,
      SeatTable seats,
      AssessmentTable assessments,
      VerdictTable verdicts,
      PanelTable panels,
      LateTable late,
      TransactionTemplate transactions) {
    this.door = door;
    this.room = room;
    this.challenges = challenges;
    this.ideas = ideas;
    this.people = people;
    this.seats = seats;
    this.assessments = assessments;
    this.verdicts = verdicts;
    this.panels = panels;
    this.late = late;
    this.transactions = transactions;
  }

  record Open(String title, String challenge, String task, Instant due, boolean overdue) {}

  /**
   * A review that was given.
   *
   * @param tally what the round came to, or null where it is not shown
   * @param others what fellow jurors gave, unsigned; empty where it is not shown
   */
  record Done(
      String title,
      String challenge,
      Instant at,
      Assessment own,
      Tally tally,
      List<Assessment> others) {}

  /** What was typed and never sent, for the juror alone. */
  record Unsent(String title, Instant at, Late typed) {}

  record TieLine(String person, String name, String reason, boolean own) {}

  @GetMapping
  String mine(
      @RequestParam(name = "given", defaultValue = "1") int givenPage,
      Principal juror,
      Model page) {
    door.admitJuror(juror.getName());
    show(juror.getName(), givenPage, page);
    return "reviews";
  }

  @PostMapping("/expertise")
  String know(
      @RequestParam(defaultValue = "") String fields,
      Principal juror,
      Model page,
      HttpServletResponse answer,
      RedirectAttributes next) {
    return change(
        juror,
        page,
        answer,
        next,
        () -> {
          panels.setExpertise(juror.getName(), Typed.fields(fields));
          return "portal.reviews.done.fields";
        });
  }

  @PostMapping("/absences")
  String leave(
      @RequestParam(defaultValue = "") String first,
      @RequestParam(defaultValue = "") String last,
      Principal juror,
      Model page,
      HttpServletResponse answer,
      RedirectAttributes next) {
    return change(
        juror,
        page,
        answer,
        next,
        () -> {
          LocalDate from = Typed.day(first);
          LocalDate to = Typed.day(last);
          if (to.isBefore(from)) {
            throw new Refusal("portal.reviews.refused.order");
          }
          panels.add(new Absence(juror.getName(), from, to));
          return "portal.reviews.done.absence";
        });
  }

  @PostMapping("/absences/removal")
  String stay(
      @RequestParam(defaultValue = "") String first,
      Principal juror,
      Model page,
      HttpServletResponse answer,
      RedirectAttributes next) {
    return change(
        juror,
        page,
        answer,
        next,
        () -> {
          panels.removeAbsence(juror.getName(), Typed.day(first));
          return "portal.reviews.done.present";
        });
  }

  @PostMapping("/ties")
  String declare(
      @RequestParam(defaultValue = "") String person,
      @RequestParam(defaultValue = "") String reason,
      Principal juror,
      Model page,
      HttpServletResponse answer,
      RedirectAttributes next) {
    return change(
        juror,
        page,
        answer,
        next,
        () -> {
          String other = Typed.line(person);
          if (other.isEmpty() || other.equals(juror.getName()) || !people.exists(other)) {
            throw new Refusal("portal.reviews.refused.person");
          }
          room.declare(
              new Tie(
                  juror.getName(),
                  other,
                  Typed.reason(reason),
                  juror.getName(),
                  EngineClock.now()));
          return "portal.reviews.done.tie";
        });
  }

  /** A juror takes back what they declared themselves, and nothing else. */
  @PostMapping("/ties/removal")
  String takeBack(
      @RequestParam(defaultValue = "") String person,
      Principal juror,
      Model page,
      HttpServletResponse answer,
      RedirectAttributes next) {
    return change(
        juror,
        page,
        answer,
        next,
        () -> {
          panels.ties(juror.getName()).stream()
              .filter(tie -> tie.person().equals(person) && isOwn(tie))
              .findFirst()
              .orElseThrow(() -> new Refusal("portal.reviews.refused.tie"));
          room.takeBack(juror.getName(), person);
          return "portal.reviews.done.untied";
        });
  }

  private static boolean isOwn(Tie tie) {
    return tie.declaredBy().equals(tie.juror());
  }

  /** What is to be done; it answers the key of what to say afterwards. */
  private interface Change {
    String make();
  }

  private String change(
      Principal juror,
      Model page,
      HttpServletResponse answer,
      RedirectAttributes next,
      Change change) {
    door.admitJuror(juror.getName());
    try {
      next.addFlashAttribute("done", transactions.execute(status -> change.make()));
      return "redirect:/reviews";
    } catch (Refusal refused) {
      answer.setStatus(HttpServletResponse.SC_BAD_REQUEST);
      page.addAttribute("refused", refused.text());
      show(juror.getName(), 1, page);
      return "reviews";
    }
  }

  private void show(String juror, int givenPage, Model page) {
    page.addAttribute("open", seats.open(juror).stream().map(this::open).toList());
    page.addAttribute("given", Slice.of(assessments.by(juror), givenPage, PAGE).map(this::done));
    page.addAttribute("unsent", late.unsent(juror).stream().map(this::unsent).toList());
    page.addAttribute("fields", String.join(", ", panels.expertise(juror)));
    page.addAttribute("absences", panels.absences(juror));
    page.addAttribute(
        "ties",
        panels.ties(juror).stream()
            .map(t -> new TieLine(t.person(), people.nameAndUnit(t.person()), t.reason(), isOwn(t)))
            .toList());
  }

  private Open open(Seat turn) {
    Idea idea = ideas.find(turn.idea()).orElseThrow();
    return new Open(
        idea.title(),
        title(idea),
        turn.task(),
        turn.dueAt() == null ? null : turn.dueAt().toInstant(),
        Progress.isOverdue(turn, EngineClock.now()));
  }

  private Unsent unsent(Late typed) {
    return new Unsent(
        ideas.find(typed.idea()).orElseThrow().title(), typed.receivedAt().toInstant(), typed);
  }

  private Done done(Assessment own) {
    Idea idea = ideas.find(own.idea()).orElseThrow();
    String shown = shown(own, idea);
    return new Done(
        idea.title(),
        title(idea),
        own.submittedAt().toInstant(),
        own,
        Set.of(TALLY, ASSESSMENTS).contains(shown)
            ? verdicts.tally(own.idea(), own.round()).orElse(null)
            : null,
        shown.equals(ASSESSMENTS) ? others(own) : List.of());
  }

  /** Nothing before the round's verdict, and nothing to who may not see what others gave. */
  private String shown(Assessment own, Idea idea) {
    boolean decided = verdicts.round(own.idea()) > own.round();
    return decided && room.mayCompare(own.juror(), own.idea())
        ? challenges.setting(idea.challenge(), Challenges.SHOWN_AFTER).orElse("nothing")
        : "nothing";
  }

  /** In an order that tells nothing of who was first. */
  private List<Assessment> others(Assessment own) {
    return assessments.counted(own.idea(), own.round()).stream()
        .filter(assessment -> !assessment.juror().equals(own.juror()))
        .sorted(Comparator.comparing(Assessment::id))
        .map(Assessment::forFellows)
        .toList();
  }

  private String title(Idea idea) {
    return challenges.find(idea.challenge()).map(Challenge::title).orElse(idea.challenge());
  }
}
