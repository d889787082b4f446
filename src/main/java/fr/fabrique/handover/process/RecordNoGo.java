package fr.fabrique.handover.process;

import fr.fabrique.engine.ProcessStep;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

@ProcessStep(
    title = "Record the no-go",
    writes = {"handoverOutcome:no_go"})
class RecordNoGo implements JavaDelegate {

  private final HandoverRegister register;

  RecordNoGo(HandoverRegister register) {
    this.register = register;
  }

  @Override
  public void execute(DelegateExecution execution) {
    register.record(execution.getProcessBusinessKey(), HandoverProcess.NO_GO);
    HandoverProcess.HANDOVER_OUTCOME.set(execution, HandoverProcess.NO_GO);
  }
}
