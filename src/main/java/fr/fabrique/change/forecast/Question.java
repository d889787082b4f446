package fr.fabrique.change.forecast;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What a forecast is asked.
 *
 * @param arrivals when the ideas come in, in their order
 * @param people how many each group has, in place of what the past says
 * @param hours how long they work on a weekday; 24 for always
 * @param effortMinutes what one task takes
 * @param until the element after which an idea is followed no further
 * @param seeds the first seed and the ones after it, one run each
 */
public record Question(
    List<LocalDateTime> arrivals,
    Map<String, Integer> people,
    int hours,
    int effortMinutes,
    String until,
    List<Long> seeds) {

  /** Where a jury has given its verdict. */
  public static final String VERDICT = "call_jury_review";

  static final int USUAL_HOURS = 7;
  static final int USUAL_EFFORT = 30;
  static final int USUAL_SEEDS = 3;

  /** A Monday morning, so that all forecasts have the same weekends. */
  static final LocalDateTime START = LocalDateTime.of(2030, 1, 7, 9, 0);

  static List<Long> seeds(long first, int number) {
    return LongStream.range(first, first + number).boxed().toList();
  }

  /** A stream without peaks: so many ideas, evenly over so many days. */
  static List<LocalDateTime> evenly(int ideas, int days, LocalDateTime from) {
    double gap = days * 24.0 * 3_600 / ideas;
    return IntStream.range(0, ideas).mapToObj(i -> from.plusSeconds(Math.round(i * gap))).toList();
  }
}
