package fr.fabrique.challenge.process;

import fr.fabrique.challenge.ChallengeStanding;
import fr.fabrique.challenge.Challenges.Phase;
import fr.fabrique.challenge.store.ChallengeTable;
import fr.fabrique.engine.ProcessStep;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

@ProcessStep(
    title = "Count the ideas awaiting a verdict",
    writes = {"awaitingVerdict"})
class CountIdeasAwaitingVerdict implements JavaDelegate {

  private final ChallengeTable challenges;
  private final ChallengeStanding standing;

  CountIdeasAwaitingVerdict(ChallengeTable challenges, ChallengeStanding standing) {
    this.challenges = challenges;
    this.standing = standing;
  }

  @Override
  public void execute(DelegateExecution execution) {
    String challenge = execution.getProcessBusinessKey();
    challenges.enter(challenge, Phase.CLOSED);
    ChallengeProcess.AWAITING_VERDICT.set(execution, standing.awaitingVerdict(challenge));
  }
}
