package fr.fabrique.jury.process;

import fr.fabrique.engine.AnswerReceiver;
import fr.fabrique.engine.Answers;
import fr.fabrique.engine.AsSystem;
import fr.fabrique.engine.EngineClock;
import fr.fabrique.engine.Fact;
import fr.fabrique.engine.PersonalForm;
import fr.fabrique.engine.ReadsAnswers;
import fr.fabrique.engine.RefusedAnswers;
import fr.fabrique.engine.Texts;
import fr.fabrique.idea.IdeaWithdrawn;
import fr.fabrique.idea.Ideas;
import fr.fabrique.jury.domain.Assessment;
import fr.fabrique.jury.domain.Assessment.Score;
import fr.fabrique.jury.store.AssessmentTable;
import fr.fabrique.jury.store.PanelTable;
import fr.fabrique.jury.store.SeatTable;
import fr.fabrique.jury.store.SeatTable.Choice;
import fr.fabrique.jury.store.SeatTable.Chosen;
import fr.fabrique.jury.store.SeatTable.Seat;
import fr.fabrique.jury.store.SeatTable.SeatState;
import fr.fabrique.jury.store.VerdictTable;
import fr.fabrique.people.People;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.TaskService;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Keeps what jurors and chairs answer about one idea, out of the journal. */
@PersonalForm(form = JuryReviewProcess.REVIEW_FORM, person = "juror")
@PersonalForm(form = "deliberate", person = "chair", groups = "juryChairs")
@PersonalForm(form = "complete_panel", person = "chair", groups = "juryChairs")
@PersonalForm(form = "fill_seat", person = "chair", groups = "juryChairs")
@ReadsAnswers(
    forms = {JuryReviewProcess.REVIEW_FORM, "complete_panel", "fill_seat", "deliberate"},
    value = {
      "named_juror",
      "reason",
      "panel_reason",
      "jurors",
      "fewer_reviews",
      "recusal_reason",
      "recusal",
      "delegate_to",
      "advice",
      "confidence",
      "showstopper_reason",
      "valued",
      "would_help",
      "comment_to_jury"
    })
@Component
class JuryDesk implements AnswerReceiver {

  private final SeatTable seats;
  private final AssessmentTable assessments;
  private final VerdictTable verdicts;
  private final PanelTable panels;
  private final Conflicts conflicts;
  private final Panel panel;
  private final Ideas ideas;
  private final People people;
  private final TaskService tasks;
  private final ConflictFollowUp followUp;
  private final AsSystem asSystem;
  private final Texts texts;

  JuryDesk(
      SeatTable seats,
      AssessmentTable assessments,
      VerdictTable verdicts,
      PanelTable panels,
      Conflicts conflicts,
      Panel panel,
      Ideas ideas,
      People people,
      @Lazy TaskService tasks,
      @Lazy ConflictFollowUp followUp,
      AsSystem asSystem,
      Texts texts) {
    this.seats = seats;
    this.assessments = assessments;
    this.verdicts = verdicts;
    this.panels = panels;
    this.conflicts = conflicts;
    this.panel = panel;
    this.ideas = ideas;
    this.people = people;
    this.tasks = tasks;
    this.followUp = followUp;
    this.asSystem = asSystem;
    this.texts = texts;
  }

  /** Whoever still had the idea to review has one review less to do. */
  @EventListener
  void release(IdeaWithdrawn withdrawn) {
    seats.lock(withdrawn.idea());
    seats.release(withdrawn.idea(), EngineClock.now());
    verdicts.giveUp(withdrawn.idea());
  }

  @Override
  public boolean inJournal(String form) {
    return false;
  }

  @Override
  public void receive(Answers answers) {
    seats.lock(answers.subject());
    switch (answers.form()) {
      case JuryReviewProcess.REVIEW_FORM -> review(answers);
      case "complete_panel" -> complete(answers);
      case "fill_seat" -> answers.text("named_juror").ifPresent(juror -> fill(answers, juror));
      case "deliberate" ->
          verdicts.deliberate(
              answers.subject(),
              verdicts.round(answers.subject()),
              answers.person(),
              answers.text("reason").orElseThrow());
      default -> throw new IllegalStateException("Unexpected form " + answers.form());
    }
  }

  private void complete(Answers answers) {
    String reason = answers.text("panel_reason").orElse(null);
    answers.list("jurors").forEach(juror -> panels.add(answers.subject(), juror, reason));
    if (answers.ticked("fewer_reviews")) {
      goOnWith(seats.planned(answers.subject(), verdicts.round(answers.subject())), answers);
    }
  }

  private void goOnWith(int reviews, Answers answers) {
    if (reviews == 0) {
      throw new RefusedAnswers(texts.of("jury.nobody_there"));
    }
    asSystem.ask(
        () -> {
          tasks.setVariable(answers.taskId(), JuryReviewProcess.SEATS.name(), reviews);
          return null;
        });
  }

  private void review(Answers answers) {
    Seat turn =
        seats
            .ofTask(answers.taskId())
            .filter(s -> s.juror().equals(answers.person()) && s.is(SeatState.INVITED))
            .orElseThrow(() -> new RefusedAnswers(texts.of("answer.not_your_review")));
    String reason = answers.text("recusal_reason").orElse(null);
    switch (answers.text("recusal").orElse("none")) {
      case "conflict" -> {
        leave(turn, SeatState.RECUSED, reason);
        followUp.of(turn.juror(), turn.idea());
      }
      case "unavailable" -> leave(turn, SeatState.UNAVAILABLE, reason);
      case "delegate" -> handOn(turn, answers.text("delegate_to").orElseThrow(), reason);
      default -> keep(turn, answers);
    }
  }

  private void leave(Seat turn, SeatState state, String reason) {
    seats.leave(turn.id(), state, reason, EngineClock.now());
  }

  /** Forms offer people without conflict only; what has come up since is looked at here. */
  private void refuseConflict(String juror, String idea) {
    if (conflicts.between(juror, idea).isPresent()) {
      throw new RefusedAnswers(texts.of("jury.colleague_in_conflict"));
    }
  }

  /**
   * Where the jury is blind nobody is told that a colleague may not judge the idea: it would tell
   * who the author is. Somebody else is then found, as for a juror who has no time.
   */
  private void handOn(Seat turn, String colleague, String reason) {
    boolean blind = conflicts.isBlind(turn.idea());
    if (!blind) {
      refuseConflict(colleague, turn.idea());
      refuseSecondSeat(colleague, turn.idea(), turn.round());
    }
    leave(turn, SeatState.DELEGATED, reason);
    if (blind && !mayTakeOver(colleague, turn)) {
      return;
    }
    seats.plan(
        turn.idea(),
        turn.round(),
        turn.number(),
        Choice.by(Chosen.DELEGATED, colleague, turn.juror()));
  }

  private boolean mayTakeOver(String colleague, Seat turn) {
    LocalDate until = (turn.dueAt() == null ? EngineClock.now() : turn.dueAt()).toLocalDate();
    return !hasATurn(colleague, turn.idea(), turn.round())
        && panel.colleagues(turn.idea(), turn.round(), until).stream()
            .anyMatch(free -> free.id().equals(colleague));
  }

  private void refuseSecondSeat(String juror, String idea, int round) {
    if (hasATurn(juror, idea, round)) {
      throw new RefusedAnswers(texts.of("jury.colleague_has_it"));
    }
  }

  private boolean hasATurn(String juror, String idea, int round) {
    return seats.seats(idea, round).stream().anyMatch(turn -> turn.juror().equals(juror));
  }

  private void keep(Seat turn, Answers answers) {
    assessments.keep(
        new Assessment(
            UUID.randomUUID().toString(),
            turn.idea(),
            turn.round(),
            turn.juror(),
            answers.text("advice").orElseThrow(),
            answers.text("confidence").orElseThrow(),
            answers.text("showstopper_reason").orElse(null),
            answers.text("valued").orElse(null),
            answers.text("would_help").orElse(null),
            answers.text("comment_to_jury").orElse(null),
            EngineClock.now(),
            people.unit(turn.juror()).orElse(null),
            people.unit(ideas.find(turn.idea()).orElseThrow().author()).orElse(null),
            null,
            scores(answers)));
    leave(turn, SeatState.REVIEWED, null);
  }

  /**
   * Every input with the property {@code criterion} is a score, its value the criterion's weight.
   */
  private static List<Score> scores(Answers answers) {
    return answers.given().stream()
        .filter(answer -> answer.properties().containsKey("criterion"))
        .map(
            answer ->
                new Score(
                    answer.key(),
                    answer.label(),
                    Double.parseDouble(answer.properties().get("criterion")),
                    Double.parseDouble(answer.value().toString()),
                    answers.text(answer.key() + "_comment").orElse(null)))
        .toList();
  }

  /** The chair names somebody for the seat whose substitutes are used up. */
  private void fill(Answers answers, String juror) {
    String idea = answers.subject();
    int round = verdicts.round(idea);
    refuseConflict(juror, idea);
    refuseSecondSeat(juror, idea, round);
    int number =
        asSystem.ask(() -> (int) tasks.getVariable(answers.taskId(), Fact.LOOP_COUNTER.name()));
    seats.plan(idea, round, number, Choice.by(Chosen.CHAIR, juror, answers.person()));
  }
}
