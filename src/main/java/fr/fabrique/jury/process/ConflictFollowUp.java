package fr.fabrique.jury.process;

import fr.fabrique.idea.AuthorsChanged;
import fr.fabrique.jury.store.SeatTable;
import fr.fabrique.jury.store.SeatTable.Seat;
import fr.fabrique.people.PersonChanged;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What follows when a conflict of interest may have appeared: open reviews are taken away, chairs'
 * tasks are given back, and what no verdict rests on yet is counted again.
 */
@Component
class ConflictFollowUp {

  private final WithdrawReviews withdrawals;
  private final ChairTasks chairTasks;
  private final Tallying tallying;
  private final SeatTable seats;

  ConflictFollowUp(
      WithdrawReviews withdrawals, ChairTasks chairTasks, Tallying tallying, SeatTable seats) {
    this.withdrawals = withdrawals;
    this.chairTasks = chairTasks;
    this.tallying = tallying;
    this.seats = seats;
  }

  /** Somebody has moved, joined or left a group: a review that they have given counts on. */
  @EventListener
  @Transactional
  public void of(PersonChanged changed) {
    withdrawals.lookAround(changed.person());
    chairTasks.lookAround(changed.person());
  }

  @EventListener
  @Transactional
  public void of(AuthorsChanged changed) {
    withdrawals.lookAtIdea(changed.idea());
    chairTasks.lookAtIdea(changed.idea());
    tallying.again(changed.idea());
  }

  /** Whether they may judge this idea has been said or settled. */
  void of(String juror, String idea) {
    withdrawals.lookAtIdea(idea);
    chairTasks.lookAround(juror);
    tallying.again(idea);
  }

  /** They have declared a tie, or taken one back. */
  void of(String juror) {
    seats.lockAll(() -> judged(juror));
    judged(juror).forEach(withdrawals::lookAtIdea);
    chairTasks.lookAround(juror);
    judged(juror).forEach(tallying::again);
  }

  private Stream<String> judged(String juror) {
    return seats.of(juror).stream().map(Seat::idea).distinct();
  }
}
