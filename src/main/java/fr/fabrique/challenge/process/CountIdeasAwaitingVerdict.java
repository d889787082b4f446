package fr.fabrique.challenge.process;

import fr.fabrique.challenge.ChallengeStanding;
import fr.fabrique.engine.ProcessStep;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

@ProcessStep(
    title = "Count the ideas awaiting a verdict",
    writes = {"awaitingVerdict:number:0.."})
class CountIdeasAwaitingVerdict implements JavaDelegate {

  private final ChallengeStanding standing;

  CountIdeasAwaitingVerdict(ChallengeStanding standing) {
    this.standing = standing;
  }

  @Override
  public void execute(DelegateExecution execution) {
    String challenge = execution.getProcessBusinessKey();
    ChallengeProcess.AWAITING_VERDICT.set(execution, standing.awaitingVerdict(challenge));
  }
}
