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
import java.util.function.BiPredicate;
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
  private final ConflictFollowUp followUp;
  private final Texts texts;

  LateReviews(
      SeatTable seats,
      AssessmentTable assessments,
      LateTable late,
      Drafts drafts,
      FormWords words,
      ConflictFollowUp followUp,
      Texts texts) {
    this.seats = seats;
    this.assessments = assessments;
    this.late = late;
    this.drafts = drafts;
    this.words = words;
    this.followUp = followUp;
    this.texts = texts;
  }

  @Override
  @Transactional
  public Optional<String> keep(String task, String person, Map<String, Object> answers) {
    Optional<Seat> turn = turn(task, person);
    if (turn.isEmpty()) {
      return Optional.empty();
    }
    boolean reviewed = turn.get().is(SeatState.REVIEWED);
    if ("conflict".equals(answers.get("recusal"))) {
      // However late it is said: it bars them from this idea for good, and undoes their review.
      seats.leave(
          turn.get().id(),
          SeatState.RECUSED,
          Objects.toString(answers.get("recusal_reason"), null),
          EngineClock.now());
      followUp.of(person, turn.get().idea());
      keep(turn.get(), reviewed ? Kind.AGAIN : Kind.LATE, answers);
      return Optional.of(texts.of("jury.late.conflict"));
    }
    if (reviewed) {
      return Optional.of(keepBesideReview(turn.get(), answers));
    }
    keep(turn.get(), Kind.LATE, answers);
    return Optional.of(texts.of("jury.late.kept"));
  }

  private Optional<Seat> turn(String task, String person) {
    seats.ofTask(task).map(Seat::idea).ifPresent(seats::lock);
    return seats.ofTask(task).filter(seat -> seat.juror().equals(person));
  }

  /** What is still being typed when the review is over; it was not sent. */
  @Override
  @Transactional
  public Optional<String> keepTyped(String task, String person, Map<String, Object> answers) {
    return turn(task, person)
        .filter(turn -> !turn.is(SeatState.INVITED))
        .map(
            turn -> {
              if (!isGiven(turn, answers, String::startsWith)) {
                keep(turn, Kind.UNSENT, answers);
              }
              return texts.of("jury.late.typed");
            });
  }

  /** A second window may hold other words than the one from which the review was given. */
  private String keepBesideReview(Seat turn, Map<String, Object> answers) {
    if (isGiven(turn, answers, String::equals)) {
      return texts.of("jury.late.reviewed");
    }
    keep(turn, Kind.AGAIN, answers);
    return texts.of("jury.late.again");
  }

  /** Whether the review that was given says all this, as the comparison of words has it. */
  private boolean isGiven(
      Seat turn, Map<String, Object> answers, BiPredicate<String, String> says) {
    Map<String, Object> given =
        assessments
            .of(turn.idea(), turn.round(), turn.juror())
            .map(Assessment::answers)
            .orElse(Map.of());
    return words.read(turn.task(), answers).stream()
        .filter(answer -> !WAYS_TO_ANSWER.contains(answer.key()))
        .allMatch(
            answer -> says.test(plain(given.get(answer.key())), answer.value().toString().strip()));
  }

  private static String plain(Object given) {
    return given instanceof Double score
        ? "%.0f".formatted(score)
        : Objects.toString(given, "").strip();
  }

  /**
   * Before the drafts go with their task. Where a review is given in their place, what another
   * window holds is kept for its juror alone: they have not chosen to say it.
   */
  @EventListener
  @Order(0)
  void keepDraft(DelegateTask task) {
    boolean stepsOut =
        task.getEventName().equals(TaskListener.EVENTNAME_COMPLETE)
            && !Set.of("none", "").contains(Objects.toString(task.getVariable("recusal"), ""));
    if (stepsOut || task.getEventName().equals(TaskListener.EVENTNAME_DELETE)) {
      keepDrafts(task, Kind.UNFINISHED, (turn, draft) -> true);
    } else if (task.getEventName().equals(TaskListener.EVENTNAME_COMPLETE)) {
      keepDrafts(task, Kind.UNSENT, (turn, draft) -> !isGiven(turn, draft, String::startsWith));
    }
  }

  private void keepDrafts(
      DelegateTask task, Kind kind, BiPredicate<Seat, Map<String, Object>> which) {
    Optional<Seat> seat = seats.ofTask(task.getId());
    // In the order in which whoever gives the review asks for them.
    seat.map(Seat::idea).ifPresent(seats::lock);
    drafts.close(task.getId());
    seat.ifPresent(
        turn ->
            drafts.find(task.getId(), turn.juror()).stream()
                .filter(draft -> which.test(turn, draft))
                .forEach(draft -> keep(turn, kind, draft)));
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
