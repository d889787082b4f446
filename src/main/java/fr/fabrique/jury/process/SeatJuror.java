package fr.fabrique.jury.process;

import fr.fabrique.engine.EngineClock;
import fr.fabrique.engine.Fact;
import fr.fabrique.engine.ProcessStep;
import fr.fabrique.jury.process.Askings.Free;
import fr.fabrique.jury.store.SeatTable;
import fr.fabrique.jury.store.SeatTable.Seat;
import fr.fabrique.jury.store.SeatTable.SeatState;
import fr.fabrique.jury.store.VerdictTable;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/**
 * Gives the seat to the juror it is kept for; on the way back from somebody who stepped out, stayed
 * silent or had to be replaced, to a substitute, until the bound on substitutes is reached.
 */
@ProcessStep(
    title = "Seat a juror",
    reads = {"maxSubstitutes", "reviewTime", "loopCounter"},
    writes = {"juror:text", "seated:flag"})
class SeatJuror implements JavaDelegate {

  private final Panel panel;
  private final SeatTable seats;
  private final VerdictTable verdicts;
  private final Conflicts conflicts;

  SeatJuror(Panel panel, SeatTable seats, VerdictTable verdicts, Conflicts conflicts) {
    this.panel = panel;
    this.seats = seats;
    this.verdicts = verdicts;
    this.conflicts = conflicts;
  }

  @Override
  public void execute(DelegateExecution execution) {
    String idea = execution.getProcessBusinessKey();
    seats.lock(idea);
    int round = verdicts.round(idea);
    int number = Fact.LOOP_COUNTER.from(execution);
    seats.turns(idea, round, number).stream()
        .filter(turn -> turn.is(SeatState.INVITED))
        .forEach(turn -> seats.leave(turn.id(), SeatState.SILENT, null, EngineClock.now()));
    Optional<Seat> turn =
        kept(idea, round, number).or(() -> substitute(idea, round, number, execution));
    turn.ifPresent(seat -> seats.invite(seat.id(), EngineClock.now()));
    JuryReviewProcess.SEATED.set(execution, turn.isPresent());
    JuryReviewProcess.JUROR.set(execution, turn.map(Seat::juror).orElse(null));
  }

  /** Whom the seat is kept for, if nothing has come between meanwhile. */
  private Optional<Seat> kept(String idea, int round, int number) {
    for (Seat turn : seats.turns(idea, round, number)) {
      if (turn.is(SeatState.PLANNED)) {
        if (panel.mayServe(turn) && conflicts.between(turn.juror(), idea).isEmpty()) {
          return Optional.of(turn);
        }
        seats.leave(turn.id(), SeatState.WITHDRAWN, null, EngineClock.now());
      }
    }
    return Optional.empty();
  }

  private Optional<Seat> substitute(
      String idea, int round, int number, DelegateExecution execution) {
    List<Seat> turns = seats.turns(idea, round, number);
    long spent = turns.stream().filter(turn -> turn.state().callsForSubstitute()).count();
    if (spent > JuryReviewProcess.MAX_SUBSTITUTES.from(execution)) {
      return Optional.empty();
    }
    panel
        .choose(
            new Free(idea, round, 1),
            ReviewTime.lastDay(JuryReviewProcess.REVIEW_TIME.from(execution)))
        .forEach(choice -> seats.plan(idea, round, number, choice));
    return kept(idea, round, number);
  }
}
