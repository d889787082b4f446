package fr.fabrique.change.forecast;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;

/**
 * How people work: on weekdays, so many hours from nine o'clock on, one task at a time.
 *
 * @param hours a day; 24 for always, weekends included
 * @param effort what one task takes
 */
record People(int hours, Duration effort) {

  private static final LocalTime MORNING = LocalTime.of(9, 0);

  /** The next moment at which somebody works, not before the given one. */
  LocalDateTime next(LocalDateTime time) {
    if (hours >= 24) {
      return time;
    }
    LocalDateTime at = time;
    if (!at.toLocalTime().isBefore(MORNING.plusHours(hours))) {
      at = at.toLocalDate().plusDays(1).atTime(MORNING);
    } else if (at.toLocalTime().isBefore(MORNING)) {
      at = at.toLocalDate().atTime(MORNING);
    }
    while (at.getDayOfWeek() == DayOfWeek.SATURDAY || at.getDayOfWeek() == DayOfWeek.SUNDAY) {
      at = at.toLocalDate().plusDays(1).atTime(MORNING);
    }
    return at;
  }

  /** When a task is done that is begun then. */
  LocalDateTime done(LocalDateTime begun) {
    LocalDateTime at = next(begun);
    Duration left = effort;
    while (hours < 24) {
      Duration today = Duration.between(at, at.toLocalDate().atTime(MORNING.plusHours(hours)));
      if (left.compareTo(today) <= 0) {
        break;
      }
      left = left.minus(today);
      at = next(at.toLocalDate().plusDays(1).atTime(MORNING));
    }
    return at.plus(left);
  }

  /** How many hours one person works between two moments. */
  double hoursBetween(LocalDateTime from, LocalDateTime to) {
    if (hours >= 24) {
      return Duration.between(from, to).toMinutes() / 60.0;
    }
    double sum = 0;
    for (LocalDateTime day = from.toLocalDate().atStartOfDay();
        day.isBefore(to);
        day = day.plusDays(1)) {
      if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
        sum += hours;
      }
    }
    return sum;
  }
}
