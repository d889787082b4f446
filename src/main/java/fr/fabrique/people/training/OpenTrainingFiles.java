package fr.fabrique.people.training;

import fr.fabrique.engine.ProcessStep;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

@ProcessStep(
    title = "Open the training files",
    writes = {"participants:number:0.."})
class OpenTrainingFiles implements JavaDelegate {

  private final CohortTable cohorts;

  OpenTrainingFiles(CohortTable cohorts) {
    this.cohorts = cohorts;
  }

  @Override
  public void execute(DelegateExecution execution) {
    FacilitatorTrainingProcess.PARTICIPANTS.set(
        execution, cohorts.trainees(execution.getProcessBusinessKey()).size());
  }
}
