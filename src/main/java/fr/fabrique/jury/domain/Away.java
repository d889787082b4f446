package fr.fabrique.jury.domain;

import java.time.LocalDate;
import java.util.List;

/** Days on which somebody is away, both included. */
public record Away(LocalDate firstDay, LocalDate lastDay) {

  /** Whether the absences leave somebody less than half of the days, both included. */
  public static boolean takesMostOf(List<Away> absences, LocalDate from, LocalDate to) {
    LocalDate end = to.isBefore(from) ? from : to;
    long days = from.datesUntil(end.plusDays(1)).count();
    long away =
        from.datesUntil(end.plusDays(1))
            .filter(day -> absences.stream().anyMatch(absence -> absence.covers(day)))
            .count();
    return 2 * away > days;
  }

  private boolean covers(LocalDate day) {
    return !day.isBefore(firstDay) && !day.isAfter(lastDay);
  }
}
