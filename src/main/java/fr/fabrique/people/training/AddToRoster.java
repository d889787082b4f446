package fr.fabrique.people.training;

import fr.fabrique.engine.ProcessStep;
import fr.fabrique.people.People;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

@ProcessStep(
    title = "Add to the roster",
    reads = {"trainee"})
class AddToRoster implements JavaDelegate {

  private final People people;

  AddToRoster(People people) {
    this.people = people;
  }

  @Override
  public void execute(DelegateExecution execution) {
    people.addToRoster(FacilitatorTrainingProcess.TRAINEE.from(execution));
  }
}
