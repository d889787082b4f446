package fr.fabrique.jury.process;

import fr.fabrique.engine.ProcessStep;
import fr.fabrique.jury.domain.Tally;
import fr.fabrique.jury.store.VerdictTable;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** Counts the round's reviews, without those of jurors who should not have judged. */
@ProcessStep(
    title = "Tally the reviews",
    reads = {"seats"},
    writes = {
      "reviews:number:0..seats",
      "mean:decimal:0..5",
      "spread:decimal:0..5",
      "agreement:decimal:0..1",
      "showstoppers:number:0..",
      "leadingAdvice:text",
      "round:number:1.."
    })
class TallyReviews implements JavaDelegate {

  private final Tallying tallying;
  private final VerdictTable verdicts;

  TallyReviews(Tallying tallying, VerdictTable verdicts) {
    this.tallying = tallying;
    this.verdicts = verdicts;
  }

  @Override
  public void execute(DelegateExecution execution) {
    String idea = execution.getProcessBusinessKey();
    int round = verdicts.round(idea);
    Tally tally = tallying.take(idea, round, JuryReviewProcess.SEATS.from(execution));
    JuryReviewProcess.REVIEWS.set(execution, tally.reviews());
    JuryReviewProcess.MEAN.set(execution, tally.mean());
    JuryReviewProcess.SPREAD.set(execution, tally.spread());
    JuryReviewProcess.AGREEMENT.set(execution, tally.agreement());
    JuryReviewProcess.SHOWSTOPPERS.set(execution, tally.showstoppers());
    JuryReviewProcess.LEADING_ADVICE.set(execution, tally.leadingAdvice());
    JuryReviewProcess.ROUND.set(execution, round);
  }
}
