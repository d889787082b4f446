package fr.fabrique.jury.web;

import fr.fabrique.jury.store.SeatTable.Seat;
import fr.fabrique.jury.store.SeatTable.SeatState;
import java.time.OffsetDateTime;
import java.util.Collection;

/**
 * How far reviews have come.
 *
 * @param wanted how many seats there are, or as the last assignment counted them
 * @param planned jurors chosen and not yet asked
 * @param asked jurors who are asked and have not answered
 * @param overdue those of them whose time is over
 */
record Progress(
    int wanted, int planned, int asked, int given, int overdue, int ideas, int withVerdict) {

  private record Place(String idea, int round, int number) {}

  static Progress of(
      Collection<Seat> turns, int wantedByRun, int ideas, int withVerdict, OffsetDateTime now) {
    int places =
        (int)
            turns.stream()
                .filter(turn -> !turn.is(SeatState.RELEASED))
                .map(turn -> new Place(turn.idea(), turn.round(), turn.number()))
                .distinct()
                .count();
    return new Progress(
        Math.max(places, wantedByRun),
        count(turns, SeatState.PLANNED),
        count(turns, SeatState.INVITED),
        count(turns, SeatState.REVIEWED),
        (int) turns.stream().filter(turn -> isOverdue(turn, now)).count(),
        ideas,
        withVerdict);
  }

  static int count(Collection<Seat> turns, SeatState state) {
    return (int) turns.stream().filter(turn -> turn.is(state)).count();
  }

  static boolean isOverdue(Seat turn, OffsetDateTime now) {
    return turn.is(SeatState.INVITED) && turn.dueAt() != null && turn.dueAt().isBefore(now);
  }
}
