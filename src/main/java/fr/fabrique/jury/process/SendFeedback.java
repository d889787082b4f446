package fr.fabrique.jury.process;

import fr.fabrique.engine.ProcessStep;
import fr.fabrique.idea.Ideas;
import fr.fabrique.notification.Outbox;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

@ProcessStep(title = "Send feedback to the author")
class SendFeedback implements JavaDelegate {

  private final Ideas ideas;
  private final Outbox outbox;

  SendFeedback(Ideas ideas, Outbox outbox) {
    this.ideas = ideas;
    this.outbox = outbox;
  }

  @Override
  public void execute(DelegateExecution execution) {
    String idea = execution.getProcessBusinessKey();
    ideas.authors(idea).forEach(author -> outbox.tell(author, "idea_verdict", idea));
  }
}
