package fr.fabrique.incubation.process;

import fr.fabrique.engine.ProcessStep;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

@ProcessStep(
    title = "Stop for lack of time",
    writes = {"committeeDecision:stop"})
class StopForLackOfTime implements JavaDelegate {

  @Override
  public void execute(DelegateExecution execution) {
    IncubationProcess.COMMITTEE_DECISION.set(execution, "stop");
  }
}
