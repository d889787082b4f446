package fr.fabrique.jury.process;

import fr.fabrique.engine.AsSystem;
import fr.fabrique.engine.EngineClock;
import fr.fabrique.engine.SendsMessages;
import fr.fabrique.engine.Texts;
import fr.fabrique.idea.Ideas;
import fr.fabrique.jury.process.Conflicts.Reason;
import fr.fabrique.jury.store.SeatTable;
import fr.fabrique.jury.store.SeatTable.Seat;
import fr.fabrique.jury.store.SeatTable.SeatState;
import fr.fabrique.notification.Outbox;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;

/**
 * Takes a review away from a juror when a conflict of interest has appeared; the diagram then finds
 * a substitute.
 */
@SendsMessages(JuryReviewProcess.REVIEW_WITHDRAWN)
@Component
class WithdrawReviews {

  private final SeatTable seats;
  private final Conflicts conflicts;
  private final Ideas ideas;
  private final Panel panel;
  private final Outbox outbox;
  private final RuntimeService runtime;
  private final TaskService tasks;
  private final AsSystem asSystem;
  private final Texts texts;

  WithdrawReviews(
      SeatTable seats,
      Conflicts conflicts,
      Ideas ideas,
      Panel panel,
      Outbox outbox,
      RuntimeService runtime,
      TaskService tasks,
      AsSystem asSystem,
      Texts texts) {
    this.seats = seats;
    this.conflicts = conflicts;
    this.ideas = ideas;
    this.panel = panel;
    this.outbox = outbox;
    this.runtime = runtime;
    this.tasks = tasks;
    this.asSystem = asSystem;
    this.texts = texts;
  }

  /** Looks again at the person's reviews and at those of their ideas. */
  void lookAround(String person) {
    seats.lockAll(() -> around(person));
    around(person).distinct().forEach(this::lookAtIdea);
  }

  private Stream<String> around(String person) {
    return Stream.concat(
        seats.open(person).stream().map(Seat::idea), ideas.of(person).stream().map(Ideas.Idea::id));
  }

  void lookAtIdea(String idea) {
    seats.lock(idea);
    seats.ofIdea(idea).stream().filter(turn -> turn.is(SeatState.INVITED)).forEach(this::look);
  }

  private void look(Seat turn) {
    conflicts
        .endsReview(turn.juror(), turn.idea())
        .map(Reason::name)
        .or(() -> panel.mayServe(turn) ? Optional.empty() : Optional.of("LEFT"))
        .ifPresent(
            reason -> {
              withdraw(turn, SeatState.WITHDRAWN, texts.of("jury.withdrawn." + reason));
              outbox.tell(
                  turn.juror(),
                  reason.equals(Reason.BARRED.name()) ? "review_passed_on" : "review_withdrawn",
                  turn.idea());
            });
  }

  /** Takes the review away; the diagram goes on from "Review withdrawn". */
  void withdraw(Seat turn, SeatState state, String reason) {
    seats.leave(turn.id(), state, reason, EngineClock.now());
    try {
      asSystem.ask(
          () -> {
            Task task =
                turn.task() == null
                    ? null
                    : tasks.createTaskQuery().taskId(turn.task()).singleResult();
            if (task != null) {
              runtime.messageEventReceived(
                  JuryReviewProcess.REVIEW_WITHDRAWN, task.getExecutionId());
            }
            return null;
          });
    } catch (OptimisticLockingException movedOn) {
      // As a database tells it, so that whoever asked learns that they may ask again.
      throw new OptimisticLockingFailureException("The review has just moved on.", movedOn);
    }
  }
}
