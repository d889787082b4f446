package fr.fabrique.jury.process;

import fr.fabrique.engine.EngineClock;
import fr.fabrique.engine.ProcessStep;
import fr.fabrique.jury.domain.Tally;
import fr.fabrique.jury.store.AssessmentTable;
import fr.fabrique.jury.store.VerdictTable;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

@ProcessStep(
    title = "Tally the reviews",
    reads = {"seats"},
    writes = {"reviews", "mean", "spread", "agreement", "showstoppers", "leadingAdvice", "round"})
class TallyReviews implements JavaDelegate {

  private final AssessmentTable assessments;
  private final VerdictTable verdicts;
  private final Severities severities;

  TallyReviews(AssessmentTable assessments, VerdictTable verdicts, Severities severities) {
    this.assessments = assessments;
    this.verdicts = verdicts;
    this.severities = severities;
  }

  @Override
  public void execute(DelegateExecution execution) {
    String idea = execution.getProcessBusinessKey();
    int round = verdicts.round(idea);
    Tally tally =
        Tally.of(
            JuryReviewProcess.SEATS.from(execution),
            assessments.of(idea, round),
            severities.around(idea));
    verdicts.take(idea, round, tally, EngineClock.now());
    JuryReviewProcess.REVIEWS.set(execution, tally.reviews());
    JuryReviewProcess.MEAN.set(execution, tally.mean());
    JuryReviewProcess.SPREAD.set(execution, tally.spread());
    JuryReviewProcess.AGREEMENT.set(execution, tally.agreement());
    JuryReviewProcess.SHOWSTOPPERS.set(execution, tally.showstoppers());
    JuryReviewProcess.LEADING_ADVICE.set(execution, tally.leadingAdvice());
    JuryReviewProcess.ROUND.set(execution, round);
  }
}
