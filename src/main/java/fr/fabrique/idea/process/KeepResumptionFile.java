package fr.fabrique.idea.process;

import fr.fabrique.engine.ProcessStep;
import fr.fabrique.idea.Ideas.Idea;
import fr.fabrique.idea.store.IdeaTable;
import fr.fabrique.notification.Outbox;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** The journal and the idea stay as they are: together they are the resumption file. */
@ProcessStep(title = "Keep a resumption file")
class KeepResumptionFile implements JavaDelegate {

  private final IdeaTable ideas;
  private final Settlement settlement;
  private final Outbox outbox;

  KeepResumptionFile(IdeaTable ideas, Settlement settlement, Outbox outbox) {
    this.ideas = ideas;
    this.settlement = settlement;
    this.outbox = outbox;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Idea idea = ideas.find(execution.getProcessBusinessKey()).orElseThrow();
    settlement.settle(idea);
    outbox.tell(idea.author(), "idea_asleep", idea.id());
  }
}
