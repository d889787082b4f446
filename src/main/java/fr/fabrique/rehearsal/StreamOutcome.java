package fr.fabrique.rehearsal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.fabrique.rehearsal.Outcome.Refusal;
import java.util.List;
import java.util.Locale;

/**
 * What a rehearsal of a stream showed; times are in days from coming in to the verdict, as those of
 * a forecast are.
 *
 * @param ideas lines accepted
 * @param seen how many came to a verdict
 * @param ended how many ended before
 * @param underWay how many did neither
 * @param median half of those who came to a verdict needed no longer; null for none
 * @param slowest nine of ten needed no longer; null for none
 * @param incidents jobs that failed and tasks that could not be answered
 * @param refused lines that stand for no idea
 * @param seconds wall time
 */
record StreamOutcome(
    int ideas,
    int seen,
    int ended,
    int underWay,
    Double median,
    Double slowest,
    int incidents,
    List<Refusal> refused,
    long seconds) {

  private static final String ROW = "  %-44s %10s%n";

  boolean isClean() {
    return incidents == 0 && underWay == 0;
  }

  String asJson() {
    try {
      return new ObjectMapper().writeValueAsString(this);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** A table for people. */
  String asText() {
    StringBuilder text = new StringBuilder();
    text.append(ROW.formatted("Ideas that came in", ideas));
    text.append(ROW.formatted("Ideas that came to a verdict", seen));
    text.append(ROW.formatted("Ideas that ended before", ended));
    text.append(ROW.formatted("Still under way", underWay));
    text.append(ROW.formatted("Days to the verdict, half needed at most", days(median)));
    text.append(ROW.formatted("Days to the verdict, nine of ten", days(slowest)));
    text.append(ROW.formatted("Incidents", incidents));
    text.append(ROW.formatted("Lines refused", refused.size()));
    refused.forEach(
        refusal -> text.append("    line %d: %s%n".formatted(refusal.line(), refusal.reason())));
    text.append(ROW.formatted("Seconds", seconds));
    return text.toString();
  }

  private static String days(Double days) {
    return days == null ? "–" : String.format(Locale.ROOT, "%.2f", days);
  }

  /** The smallest value that so large a part of all does not exceed; null for none. */
  static Double quantile(List<Double> sorted, double part) {
    return sorted.isEmpty() ? null : sorted.get((int) Math.ceil(part * sorted.size()) - 1);
  }
}
