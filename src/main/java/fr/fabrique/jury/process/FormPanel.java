package fr.fabrique.jury.process;

import fr.fabrique.challenge.Challenges;
import fr.fabrique.engine.ProcessStep;
import fr.fabrique.idea.Ideas;
import fr.fabrique.jury.process.Askings.Free;
import fr.fabrique.jury.store.SeatTable;
import fr.fabrique.jury.store.SeatTable.Choice;
import fr.fabrique.jury.store.VerdictTable;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/**
 * Chooses a juror for every seat, unless the assignment of the whole challenge has done so, or will
 * when the challenge closes.
 */
@ProcessStep(
    title = "Form the panel",
    reads = {"seats", "reviewTime"},
    writes = {"challengeGathers:flag", "panelComplete:flag", "chair:text"})
class FormPanel implements JavaDelegate {

  private final Ideas ideas;
  private final Challenges challenges;
  private final Panel panel;
  private final SeatTable seats;
  private final VerdictTable verdicts;

  FormPanel(
      Ideas ideas, Challenges challenges, Panel panel, SeatTable seats, VerdictTable verdicts) {
    this.ideas = ideas;
    this.challenges = challenges;
    this.panel = panel;
    this.seats = seats;
    this.verdicts = verdicts;
  }

  @Override
  public void execute(DelegateExecution execution) {
    String idea = execution.getProcessBusinessKey();
    boolean gathers = challenges.gathers(ideas.find(idea).orElseThrow().challenge());
    JuryReviewProcess.CHALLENGE_GATHERS.set(execution, gathers);
    JuryReviewProcess.CHAIR.set(execution, panel.chair(idea).orElse(null));
    JuryReviewProcess.PANEL_COMPLETE.set(execution, !gathers && form(idea, execution));
  }

  private boolean form(String idea, DelegateExecution execution) {
    int round = verdicts.round(idea);
    int wanted = JuryReviewProcess.SEATS.from(execution);
    int planned = seats.planned(idea, round);
    if (planned < wanted) {
      seats.unplan(idea, round);
      List<Choice> choices =
          panel.choose(
              new Free(idea, round, wanted),
              ReviewTime.lastDay(JuryReviewProcess.REVIEW_TIME.from(execution)));
      for (planned = 0; planned < choices.size(); planned++) {
        seats.plan(idea, round, planned, choices.get(planned));
      }
    }
    return planned >= wanted;
  }
}
