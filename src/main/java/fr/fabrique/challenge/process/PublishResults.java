package fr.fabrique.challenge.process;

import fr.fabrique.challenge.Challenges.Phase;
import fr.fabrique.challenge.store.ChallengeTable;
import fr.fabrique.engine.ProcessStep;
import fr.fabrique.notification.Outbox;
import fr.fabrique.people.Group;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

@ProcessStep(title = "Publish the results")
class PublishResults implements JavaDelegate {

  private final ChallengeTable challenges;
  private final Outbox outbox;

  PublishResults(ChallengeTable challenges, Outbox outbox) {
    this.challenges = challenges;
    this.outbox = outbox;
  }

  @Override
  public void execute(DelegateExecution execution) {
    String challenge = execution.getProcessBusinessKey();
    challenges.enter(challenge, Phase.PUBLISHED);
    outbox.tell(Group.AGENTS, "challenge_results", challenge);
  }
}
