package fr.fabrique.idea.process;

import fr.fabrique.engine.ProcessStep;
import fr.fabrique.idea.IdeaWithdrawn;
import fr.fabrique.idea.Ideas.Idea;
import fr.fabrique.idea.store.IdeaTable;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.ApplicationEventPublisher;

@ProcessStep(title = "Record the withdrawal")
class RecordWithdrawal implements JavaDelegate {

  private final IdeaTable ideas;
  private final ApplicationEventPublisher events;

  RecordWithdrawal(IdeaTable ideas, ApplicationEventPublisher events) {
    this.ideas = ideas;
    this.events = events;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Idea idea = ideas.find(execution.getProcessBusinessKey()).orElseThrow();
    events.publishEvent(new IdeaWithdrawn(idea.id()));
  }
}
