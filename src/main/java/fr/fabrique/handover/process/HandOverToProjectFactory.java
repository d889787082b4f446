package fr.fabrique.handover.process;

import fr.fabrique.engine.ProcessStep;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

@ProcessStep(title = "Hand over to the project factory")
class HandOverToProjectFactory implements JavaDelegate {

  private final ProjectFactory factory;

  HandOverToProjectFactory(ProjectFactory factory) {
    this.factory = factory;
  }

  @Override
  public void execute(DelegateExecution execution) {
    factory.request(execution.getProcessBusinessKey());
  }
}
