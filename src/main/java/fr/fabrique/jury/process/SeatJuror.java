package fr.fabrique.jury.process;

import fr.fabrique.engine.Fact;
import fr.fabrique.engine.ProcessStep;
import fr.fabrique.jury.store.JuryTable;
import fr.fabrique.jury.store.JuryTable.Seat;
import fr.fabrique.jury.store.JuryTable.SeatState;
import fr.fabrique.people.People.Person;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/**
 * Gives the seat to the juror with the least work; on the way back from a recusal or from silence,
 * to a substitute, until the bound on substitutes is reached.
 */
@ProcessStep(
    title = "Seat a juror",
    reads = {"maxSubstitutes", "loopCounter"},
    writes = {"juror", "seated"})
class SeatJuror implements JavaDelegate {

  private final Panel panel;
  private final JuryTable jury;

  SeatJuror(Panel panel, JuryTable jury) {
    this.panel = panel;
    this.jury = jury;
  }

  @Override
  public void execute(DelegateExecution execution) {
    String idea = execution.getProcessBusinessKey();
    int round = jury.round(idea);
    int number = Fact.LOOP_COUNTER.from(execution);
    List<Seat> turns =
        jury.seats(idea, round).stream().filter(seat -> seat.number() == number).toList();
    turns.stream()
        .filter(seat -> seat.state() == SeatState.INVITED)
        .forEach(seat -> jury.leave(seat.id(), SeatState.SILENT));
    Optional<Person> juror =
        turns.size() > JuryReviewProcess.MAX_SUBSTITUTES.from(execution)
            ? Optional.empty()
            : panel.available(idea, round).stream().findFirst();
    juror.ifPresent(person -> jury.invite(idea, round, number, turns.size(), person.id()));
    JuryReviewProcess.SEATED.set(execution, juror.isPresent());
    JuryReviewProcess.JUROR.set(execution, juror.map(Person::id).orElse(null));
  }
}
