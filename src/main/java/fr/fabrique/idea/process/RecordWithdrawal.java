package fr.fabrique.idea.process;

import fr.fabrique.engine.ProcessStep;
import fr.fabrique.idea.IdeaWithdrawn;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.ApplicationEventPublisher;

@ProcessStep(title = "Record the withdrawal")
class RecordWithdrawal implements JavaDelegate {

  private final ApplicationEventPublisher events;

  RecordWithdrawal(ApplicationEventPublisher events) {
    this.events = events;
  }

  @Override
  public void execute(DelegateExecution execution) {
    events.publishEvent(new IdeaWithdrawn(execution.getProcessBusinessKey()));
  }
}
