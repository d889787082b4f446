package fr.fabrique.challenge.process;

import fr.fabrique.challenge.Challenges.Phase;
import fr.fabrique.challenge.store.ChallengeTable;
import fr.fabrique.engine.ProcessStep;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

@ProcessStep(title = "Close the challenge")
class CloseChallenge implements JavaDelegate {

  private final ChallengeTable challenges;

  CloseChallenge(ChallengeTable challenges) {
    this.challenges = challenges;
  }

  @Override
  public void execute(DelegateExecution execution) {
    challenges.enter(execution.getProcessBusinessKey(), Phase.CLOSED);
  }
}
