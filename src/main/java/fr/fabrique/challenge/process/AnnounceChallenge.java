package fr.fabrique.challenge.process;

import fr.fabrique.challenge.Challenges.Phase;
import fr.fabrique.challenge.store.ChallengeTable;
import fr.fabrique.engine.ProcessStep;
import fr.fabrique.notification.Outbox;
import fr.fabrique.people.Group;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

@ProcessStep(title = "Announce the challenge")
class AnnounceChallenge implements JavaDelegate {

  private final ChallengeTable challenges;
  private final Outbox outbox;

  AnnounceChallenge(ChallengeTable challenges, Outbox outbox) {
    this.challenges = challenges;
    this.outbox = outbox;
  }

  @Override
  public void execute(DelegateExecution execution) {
    String challenge = execution.getProcessBusinessKey();
    challenges.enter(challenge, Phase.OPEN);
    outbox.tell(Group.AGENTS, "challenge_open", challenge);
  }
}
