package fr.fabrique.idea.process;

import fr.fabrique.engine.ProcessStep;
import fr.fabrique.idea.Ideas.Idea;
import fr.fabrique.idea.store.IdeaTable;
import fr.fabrique.notification.Outbox;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** The journal keeps the committee's reasons; the author is told. */
@ProcessStep(title = "Keep the lessons")
class KeepLessons implements JavaDelegate {

  private final IdeaTable ideas;
  private final Outbox outbox;

  KeepLessons(IdeaTable ideas, Outbox outbox) {
    this.ideas = ideas;
    this.outbox = outbox;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Idea idea = ideas.find(execution.getProcessBusinessKey()).orElseThrow();
    outbox.tell(idea.author(), "idea_stopped", idea.id());
  }
}
