package fr.fabrique.jury.process;

import fr.fabrique.engine.EngineClock;
import fr.fabrique.engine.ProcessStep;
import fr.fabrique.jury.domain.Assessment;
import fr.fabrique.jury.domain.Tally;
import fr.fabrique.jury.process.Conflicts.Reason;
import fr.fabrique.jury.store.AssessmentTable;
import fr.fabrique.jury.store.VerdictTable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** Counts the round's reviews, without those of jurors who should not have judged. */
@ProcessStep(
    title = "Tally the reviews",
    reads = {"seats"},
    writes = {
      "reviews:number",
      "mean:decimal",
      "spread:decimal",
      "agreement:decimal",
      "showstoppers:number",
      "leadingAdvice:text",
      "round:number"
    })
class TallyReviews implements JavaDelegate {

  private final Conflicts conflicts;
  private final AssessmentTable assessments;
  private final VerdictTable verdicts;
  private final Severities severities;

  TallyReviews(
      Conflicts conflicts,
      AssessmentTable assessments,
      VerdictTable verdicts,
      Severities severities) {
    this.conflicts = conflicts;
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
            counted(idea, assessments.of(idea, round)),
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

  /** Which count, and for the others why not, is kept with the assessments. */
  private List<Assessment> counted(String idea, List<Assessment> given) {
    Map<String, Reason> undone =
        conflicts.undone(idea, given.stream().map(Assessment::juror).toList());
    for (Assessment assessment : given) {
      Reason reason = undone.get(assessment.juror());
      String leftOut = reason == null ? null : reason.name();
      if (!Objects.equals(leftOut, assessment.leftOut())) {
        assessments.leaveOut(assessment.id(), leftOut);
      }
    }
    return given.stream().filter(a -> !undone.containsKey(a.juror())).toList();
  }
}
