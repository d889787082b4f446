package fr.fabrique.jury.process;

import fr.fabrique.jury.store.SeatTable;
import fr.fabrique.jury.store.SeatTable.SeatState;
import fr.fabrique.jury.store.VerdictTable;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Notes in which task a juror is asked, and by when: the diagram decides both. */
@Component
class AskedInTask {

  private final SeatTable seats;
  private final VerdictTable verdicts;

  AskedInTask(SeatTable seats, VerdictTable verdicts) {
    this.seats = seats;
    this.verdicts = verdicts;
  }

  @EventListener
  void note(DelegateTask task) {
    if (task.getEventName().equals(TaskListener.EVENTNAME_CREATE) && isReview(task)) {
      String idea = task.getExecution().getProcessBusinessKey();
      seats.seats(idea, verdicts.round(idea)).stream()
          .filter(turn -> turn.is(SeatState.INVITED) && turn.juror().equals(task.getAssignee()))
          .findFirst()
          .ifPresent(turn -> seats.askIn(task.getId(), due(task.getDueDate()), turn.id()));
    }
  }

  private static boolean isReview(DelegateTask task) {
    return JuryReviewProcess.REVIEW_FORM.equals(
        task.getBpmnModelElementInstance().getCamundaFormRef());
  }

  private static OffsetDateTime due(Date date) {
    return date == null ? null : date.toInstant().atZone(ZoneId.systemDefault()).toOffsetDateTime();
  }
}
