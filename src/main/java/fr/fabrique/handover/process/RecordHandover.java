package fr.fabrique.handover.process;

import fr.fabrique.engine.EngineClock;
import fr.fabrique.engine.ProcessStep;
import fr.fabrique.idea.Ideas;
import fr.fabrique.notification.Outbox;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

@ProcessStep(
    title = "Record the handover",
    writes = {"handoverOutcome:accepted", "inUseSince:text"})
class RecordHandover implements JavaDelegate {

  private final HandoverRegister register;
  private final Ideas ideas;
  private final Outbox outbox;

  RecordHandover(HandoverRegister register, Ideas ideas, Outbox outbox) {
    this.register = register;
    this.ideas = ideas;
    this.outbox = outbox;
  }

  @Override
  public void execute(DelegateExecution execution) {
    String idea = execution.getProcessBusinessKey();
    register.record(idea, HandoverProcess.ACCEPTED);
    HandoverProcess.HANDOVER_OUTCOME.set(execution, HandoverProcess.ACCEPTED);
    HandoverProcess.IN_USE_SINCE.set(execution, EngineClock.now().toLocalDate().toString());
    ideas.authors(idea).forEach(author -> outbox.tell(author, "idea_in_production", idea));
  }
}
