package fr.fabrique.jury.process;

import fr.fabrique.engine.EngineClock;
import fr.fabrique.engine.ProcessStep;
import fr.fabrique.idea.IdeaSettled;
import fr.fabrique.jury.store.JuryTable;
import fr.fabrique.jury.store.JuryTable.Verdict;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.ApplicationEventPublisher;

@ProcessStep(
    title = "Record the verdict",
    reads = {"round", "verdict", "reviews", "mean", "spread"})
class RecordVerdict implements JavaDelegate {

  private final JuryTable jury;
  private final ApplicationEventPublisher events;

  RecordVerdict(JuryTable jury, ApplicationEventPublisher events) {
    this.jury = jury;
    this.events = events;
  }

  @Override
  public void execute(DelegateExecution execution) {
    String idea = execution.getProcessBusinessKey();
    int round = JuryReviewProcess.ROUND.from(execution);
    jury.give(
        new Verdict(
            idea,
            round,
            JuryReviewProcess.VERDICT.from(execution),
            JuryReviewProcess.REVIEWS.from(execution),
            JuryReviewProcess.MEAN.from(execution),
            JuryReviewProcess.SPREAD.from(execution),
            jury.deliberation(idea, round).orElse(null)),
        EngineClock.now());
    events.publishEvent(new IdeaSettled(idea));
  }
}
