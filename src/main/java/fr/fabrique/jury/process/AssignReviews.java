package fr.fabrique.jury.process;

import fr.fabrique.engine.ProcessStep;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** At the close of a challenge: one optimum over all its ideas that wait for the jury. */
@ProcessStep(
    title = "Assign the reviews",
    writes = {"everySeatFilled:flag"})
class AssignReviews implements JavaDelegate {

  private final Assignments assignments;

  AssignReviews(Assignments assignments) {
    this.assignments = assignments;
  }

  @Override
  public void execute(DelegateExecution execution) {
    JuryReviewProcess.EVERY_SEAT_FILLED.set(
        execution, assignments.assign(execution.getProcessBusinessKey()).isComplete());
  }
}
