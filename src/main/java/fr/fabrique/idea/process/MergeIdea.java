package fr.fabrique.idea.process;

import fr.fabrique.engine.ProcessStep;
import fr.fabrique.idea.AuthorsChanged;
import fr.fabrique.idea.Ideas.Idea;
import fr.fabrique.idea.store.IdeaTable;
import fr.fabrique.notification.Outbox;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.ApplicationEventPublisher;

/** The idea's authors become co-authors of the similar one, which goes on for both. */
@ProcessStep(title = "Merge into the similar idea")
class MergeIdea implements JavaDelegate {

  private final IdeaTable ideas;
  private final Outbox outbox;
  private final ApplicationEventPublisher events;

  MergeIdea(IdeaTable ideas, Outbox outbox, ApplicationEventPublisher events) {
    this.ideas = ideas;
    this.outbox = outbox;
    this.events = events;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Idea idea = ideas.find(execution.getProcessBusinessKey()).orElseThrow();
    ideas.authors(idea.id()).forEach(author -> ideas.addCoAuthor(idea.mergedInto(), author));
    events.publishEvent(new AuthorsChanged(idea.mergedInto()));
    outbox.tell(idea.author(), "idea_merged", idea.mergedInto());
  }
}
