package fr.fabrique.jury.process;

import fr.fabrique.engine.ProcessStep;
import fr.fabrique.jury.domain.Tally;
import fr.fabrique.jury.store.JuryTable;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

@ProcessStep(
    title = "Tally the reviews",
    writes = {"reviews", "mean", "spread", "showstoppers", "leadingAdvice", "round"})
class TallyReviews implements JavaDelegate {

  private final JuryTable jury;

  TallyReviews(JuryTable jury) {
    this.jury = jury;
  }

  @Override
  public void execute(DelegateExecution execution) {
    String idea = execution.getProcessBusinessKey();
    int round = jury.round(idea);
    Tally tally = Tally.of(jury.assessments(idea, round));
    JuryReviewProcess.REVIEWS.set(execution, tally.reviews());
    JuryReviewProcess.MEAN.set(execution, tally.mean());
    JuryReviewProcess.SPREAD.set(execution, tally.spread());
    JuryReviewProcess.SHOWSTOPPERS.set(execution, tally.showstoppers());
    JuryReviewProcess.LEADING_ADVICE.set(execution, tally.leadingAdvice());
    JuryReviewProcess.ROUND.set(execution, round);
  }
}
