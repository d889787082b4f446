package fr.fabrique.jury.process;

import fr.fabrique.engine.ProcessStep;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

@ProcessStep(title = "Send the reviews to the jury")
class SendReviews implements JavaDelegate {

  private final WaitingReviews waiting;

  SendReviews(WaitingReviews waiting) {
    this.waiting = waiting;
  }

  @Override
  public void execute(DelegateExecution execution) {
    waiting.goOn(execution.getProcessBusinessKey());
  }
}
