package fr.fabrique.jury.process;

import fr.fabrique.draft.Drafts;
import fr.fabrique.engine.Answers.Answer;
import fr.fabrique.engine.EngineClock;
import fr.fabrique.engine.FormWords;
import fr.fabrique.engine.LateAnswers;
import fr.fabrique.engine.Texts;
import fr.fabrique.jury.domain.Assessment;
import fr.fabrique.jury.store.AssessmentTable;
import fr.fabrique.jury.store.LateTable;
import fr.fabrique.jury.store.LateTable.Kind;
import fr.fabrique.jury.store.LateTable.Said;
import fr.fabrique.jury.store.SeatTable;
import fr.fabrique.jury.store.SeatTable.Seat;
import fr.fabrique.jury.store.SeatTable.SeatState;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what a juror had typed when the review was taken away, for the chair to see. */
@Component
class LateReviews implements LateAnswers {

  /** They tell which of the other questions are asked, and say nothing about the idea. */
  private static final Set<String> WAYS_TO_ANSWER = Set.of("recusal", "showstopper");

  private final SeatTable seats;
  private final AssessmentTable assessments;
  private final LateTable late;
  private final Drafts drafts;
  private final FormWords words;
  private final Texts texts;

  LateReviews(
      SeatTable seats,
      AssessmentTable assessments,
      LateTable late,
      Drafts drafts,
      FormWords words,
      Texts texts) {
    this.seats = seats;
    this.assessments = assessments;
    this.late = late;
    this.drafts = drafts;
    this.words = words;
    this.texts = texts;
  }

  @Override
  @Transactional
  public Optional<String> keep(String task, String person, Map<String, Object> answers) {
    Optional<Seat> turn = seats.ofTask(task).filter(seat -> seat.juror().equals(person));
    if (turn.isEmpty()) {
      return Optional.empty();
    }
    if (turn.get().is(SeatState.REVIEWED)) {
      return Optional.of(keepBesideReview(turn.get(), answers));
    }
    if ("conflict".equals(answers.get("recusal"))) {
      // However late it is said: it bars them from this idea for good.
      seats.leave(
          turn.get().id(),
          SeatState.RECUSED,
          (String) answers.get("recusal_reason"),
          EngineClock.now());
    }
    keep(turn.get(), Kind.LATE, answers);
    return Optional.of(texts.of("jury.late.kept"));
  }

  /** A second window may hold other words than the one from which the review was given. */
  private String keepBesideReview(Seat turn, Map<String, Object> answers) {
    Map<String, Object> given =
        assessments
            .of(turn.idea(), turn.round(), turn.juror())
            .map(Assessment::answers)
            .orElse(Map.of());
    boolean isTheSame =
        words.read(turn.task(), answers).stream()
            .filter(answer -> !WAYS_TO_ANSWER.contains(answer.key()))
            .allMatch(answer -> isSame(answer.value(), given.get(answer.key())));
    if (isTheSame) {
      return texts.of("jury.late.reviewed");
    }
    keep(turn, Kind.AGAIN, answers);
    return texts.of("jury.late.again");
  }

  private static boolean isSame(Object sent, Object given) {
    return given instanceof Double score
        ? sent.toString().equals("%.0f".formatted(score))
        : sent.toString().strip().equals(Objects.toString(given, "").strip());
  }

  /** Before the draft goes with its task, unless a review is given in its place. */
  @EventListener
  @Order(0)
  void keepDraft(DelegateTask task) {
    boolean stepsOut =
        task.getEventName().equals(TaskListener.EVENTNAME_COMPLETE)
            && !Set.of("none", "").contains(Objects.toString(task.getVariable("recusal"), ""));
    if (stepsOut || task.getEventName().equals(TaskListener.EVENTNAME_DELETE)) {
      seats
          .ofTask(task.getId())
          .ifPresent(
              turn ->
                  drafts
                      .find(task.getId(), turn.juror())
                      .forEach(draft -> keep(turn, Kind.UNFINISHED, draft)));
    }
  }

  private void keep(Seat turn, Kind kind, Map<String, Object> answers) {
    List<Answer> said = words.read(turn.task(), answers);
    if (!said.isEmpty()) {
      late.keep(
          turn.idea(),
          turn.round(),
          turn.juror(),
          kind,
          said.stream().map(a -> new Said(a.key(), a.label(), a.text())).toList(),
          EngineClock.now());
    }
  }
}
