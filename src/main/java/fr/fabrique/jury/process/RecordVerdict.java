package fr.fabrique.jury.process;

import fr.fabrique.engine.Decisions;
import fr.fabrique.engine.Decisions.Taken;
import fr.fabrique.engine.EngineClock;
import fr.fabrique.engine.ProcessStep;
import fr.fabrique.idea.IdeaSettled;
import fr.fabrique.jury.domain.Tally;
import fr.fabrique.jury.store.SeatTable;
import fr.fabrique.jury.store.VerdictTable;
import fr.fabrique.jury.store.VerdictTable.Verdict;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Keeps the verdict with all that it rests on: what the table was asked, and the rule that fired.
 */
@ProcessStep(
    title = "Record the verdict",
    reads = {"round", "verdict", "reviews", "mean", "spread"})
class RecordVerdict implements JavaDelegate {

  private final VerdictTable verdicts;
  private final SeatTable seats;
  private final Decisions decisions;
  private final ApplicationEventPublisher events;

  RecordVerdict(
      VerdictTable verdicts,
      SeatTable seats,
      Decisions decisions,
      ApplicationEventPublisher events) {
    this.verdicts = verdicts;
    this.seats = seats;
    this.decisions = decisions;
    this.events = events;
  }

  @Override
  public void execute(DelegateExecution execution) {
    String idea = execution.getProcessBusinessKey();
    seats.lock(idea);
    int round = JuryReviewProcess.ROUND.from(execution);
    // It may have been taken again since the table was asked.
    Optional<Tally> tally = verdicts.tally(idea, round);
    Optional<Taken> taken = decisions.last(idea, Tally.TABLE);
    verdicts.give(
        new Verdict(
            idea,
            round,
            JuryReviewProcess.VERDICT.from(execution),
            tally.map(Tally::reviews).orElseGet(() -> JuryReviewProcess.REVIEWS.from(execution)),
            tally.map(Tally::mean).orElseGet(() -> JuryReviewProcess.MEAN.from(execution)),
            tally.map(Tally::spread).orElseGet(() -> JuryReviewProcess.SPREAD.from(execution)),
            verdicts.deliberation(idea, round).orElse(null),
            EngineClock.now(),
            taken.map(Taken::outcome).orElse(null),
            taken.map(Taken::definition).orElse(null),
            taken.map(Taken::version).orElse(null),
            taken.map(Taken::rule).orElse(null),
            taken.map(Taken::sentence).orElse(null)),
        taken.map(Taken::inputs).orElse(Map.of()));
    events.publishEvent(new IdeaSettled(idea));
  }
}
