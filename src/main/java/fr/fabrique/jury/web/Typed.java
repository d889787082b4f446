package fr.fabrique.jury.web;

import fr.fabrique.idea.Wording;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What people type into the fields of these pages, understood or refused. */
final class Typed {

  private static final int MOST_REVIEWS = 999;
  private static final int MOST_FIELDS = 30;
  private static final int LONGEST_FIELD = 60;
  private static final int LONGEST_REASON = 1_000;
  private static final int FIRST_YEAR = 2000;
  private static final int LAST_YEAR = 2200;

  private Typed() {}

  /** A bound on reviews; nothing typed is no bound. */
  static Optional<Integer> quota(String typed) {
    String line = line(typed);
    if (line.isEmpty()) {
      return Optional.empty();
    }
    if (!line.matches("[0-9]{1,3}") || Integer.parseInt(line) > MOST_REVIEWS) {
      throw new Refusal("portal.jury.refused.quota");
    }
    return Optional.of(Integer.valueOf(line));
  }

  /** Fields of expertise, one a line or separated by commas. */
  static Set<String> fields(String typed) {
    Set<String> fields =
        Arrays.stream((typed == null ? "" : typed).split("[,;\\r\\n]+"))
            .map(Wording::line)
            .filter(field -> !field.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
    if (fields.size() > MOST_FIELDS
        || fields.stream().anyMatch(field -> field.length() > LONGEST_FIELD)) {
      throw new Refusal("portal.jury.refused.fields");
    }
    return fields;
  }

  static String reason(String typed) {
    String reason = Wording.text(typed == null ? "" : typed).strip();
    if (Wording.line(reason).isEmpty()) {
      throw new Refusal("portal.jury.refused.reason");
    }
    if (reason.length() > LONGEST_REASON) {
      throw new Refusal("portal.jury.refused.long");
    }
    return reason;
  }

  static LocalDate day(String typed) {
    try {
      LocalDate day = LocalDate.parse(line(typed));
      if (day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR) {
        return day;
      }
    } catch (DateTimeException malformed) {
      // Refused below, with the same words.
    }
    throw new Refusal("portal.reviews.refused.day");
  }

  static String line(String typed) {
    return typed == null ? "" : Wording.line(typed);
  }
}
