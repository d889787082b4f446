package fr.fabrique.people.training;

import fr.fabrique.engine.Fact;
import fr.fabrique.engine.ProcessStep;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

@ProcessStep(
    title = "Name the trainee",
    reads = {"loopCounter"},
    writes = {"trainee:text", "attempt:number:1.."})
class NameTrainee implements JavaDelegate {

  private final CohortTable cohorts;

  NameTrainee(CohortTable cohorts) {
    this.cohorts = cohorts;
  }

  @Override
  public void execute(DelegateExecution execution) {
    int number = Fact.LOOP_COUNTER.from(execution);
    FacilitatorTrainingProcess.TRAINEE.set(
        execution, cohorts.trainees(execution.getProcessBusinessKey()).get(number));
    FacilitatorTrainingProcess.ATTEMPT.set(
        execution, FacilitatorTrainingProcess.ATTEMPT.in(execution).orElse(0) + 1);
  }
}
