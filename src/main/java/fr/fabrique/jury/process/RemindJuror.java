package fr.fabrique.jury.process;

import fr.fabrique.engine.ProcessStep;
import fr.fabrique.notification.Outbox;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

@ProcessStep(
    title = "Remind the juror",
    reads = {"juror"})
class RemindJuror implements JavaDelegate {

  private final Outbox outbox;

  RemindJuror(Outbox outbox) {
    this.outbox = outbox;
  }

  @Override
  public void execute(DelegateExecution execution) {
    outbox.gather(JuryReviewProcess.JUROR.from(execution), JuryMail.REVIEWS_OPEN);
  }
}
