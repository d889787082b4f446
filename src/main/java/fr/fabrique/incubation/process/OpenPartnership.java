package fr.fabrique.incubation.process;

import fr.fabrique.engine.ProcessStep;
import fr.fabrique.partnership.Partnerships;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** The partnership lives on its own, so that an idea need not wait for a signature. */
@ProcessStep(
    title = "Open a partnership",
    reads = {"intrapreneur"})
class OpenPartnership implements JavaDelegate {

  private final Partnerships partnerships;

  OpenPartnership(Partnerships partnerships) {
    this.partnerships = partnerships;
  }

  @Override
  public void execute(DelegateExecution execution) {
    partnerships.open(
        execution.getProcessBusinessKey(), IncubationProcess.INTRAPRENEUR.from(execution));
  }
}
