package fr.fabrique.challenge.process;

import fr.fabrique.challenge.Challenges.Challenge;
import fr.fabrique.challenge.store.ChallengeTable;
import fr.fabrique.engine.ProcessStep;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

@ProcessStep(
    title = "Set the calendar",
    writes = {"opensAt:date", "closesAt:date"})
class SetCalendar implements JavaDelegate {

  private final ChallengeTable challenges;

  SetCalendar(ChallengeTable challenges) {
    this.challenges = challenges;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Challenge challenge = challenges.find(execution.getProcessBusinessKey()).orElseThrow();
    ChallengeProcess.OPENS_AT.set(execution, Date.from(challenge.opensOn().toInstant()));
    ChallengeProcess.CLOSES_AT.set(execution, Date.from(challenge.closesOn().toInstant()));
  }
}
