package fr.fabrique.idea.process;

import fr.fabrique.engine.ProcessStep;
import fr.fabrique.idea.Ideas.Idea;
import fr.fabrique.idea.store.IdeaTable;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

@ProcessStep(title = "Record the withdrawal")
class RecordWithdrawal implements JavaDelegate {

  private final IdeaTable ideas;
  private final Settlement settlement;

  RecordWithdrawal(IdeaTable ideas, Settlement settlement) {
    this.ideas = ideas;
    this.settlement = settlement;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Idea idea = ideas.find(execution.getProcessBusinessKey()).orElseThrow();
    settlement.settle(idea);
  }
}
