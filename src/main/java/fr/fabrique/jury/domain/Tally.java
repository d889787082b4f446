package fr.fabrique.jury.domain;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a round's assessments say together.
 *
 * @param seats how many reviews were wanted
 * @param reviews how many there are
 * @param mean of the assessments' totals, 0 to 5; 0 without any
 * @param correctedMean the mean without each juror's usual severity, 0 to 5; see decision 11
 * @param spread the sample standard deviation of the totals; 0 below two assessments
 * @param agreement the share of the jurors who give the leading advice, above 0 up to 1; 0 without
 *     any
 * @param showstoppers how many jurors see something that forbids the idea
 * @param leadingAdvice the advice given most often, of equals the most cautious; "none" without any
 */
public record Tally(
    int seats,
    int reviews,
    double mean,
    double correctedMean,
    double spread,
    double agreement,
    int showstoppers,
    String leadingAdvice) {

  /** The decision that proposes a verdict on a tally: the table on {@code jury-verdict.dmn}. */
  public static final String TABLE = "jury_verdict";

  private static final List<String> CAUTION =
      List.of("rework", "keep_for_later", "incubate", "quick_win", "decline");

  private static final double LEAST = 0;
  private static final double MOST = 5;

  /**
   * @param severity by how much each juror usually scores above (positive) or below the others;
   *     jurors left out score like everybody
   */
  public static Tally of(int seats, List<Assessment> assessments, Map<String, Double> severity) {
    double[] totals = assessments.stream().mapToDouble(Assessment::total).toArray();
    double mean = mean(totals);
    double[] corrected =
        assessments.stream()
            .mapToDouble(a -> a.total() - severity.getOrDefault(a.juror(), 0.0))
            .toArray();
    Map<String, Long> advice =
        assessments.stream()
            .collect(Collectors.groupingBy(Assessment::advice, Collectors.counting()));
    String leading = leading(advice);
    return new Tally(
        seats,
        totals.length,
        rounded(mean),
        rounded(Math.max(LEAST, Math.min(MOST, mean(corrected)))),
        rounded(spread(totals, mean)),
        totals.length == 0 ? 0 : rounded((double) advice.get(leading) / totals.length),
        (int) assessments.stream().filter(a -> a.showstopper() != null).count(),
        leading);
  }

  private static String leading(Map<String, Long> advice) {
    return advice.entrySet().stream()
        .max(
            Map.Entry.<String, Long>comparingByValue()
                .thenComparing(e -> -CAUTION.indexOf(e.getKey()), Comparator.naturalOrder()))
        .map(Map.Entry::getKey)
        .orElse("none");
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return values.length == 0 ? 0 : sum / values.length;
  }

  private static double spread(double[] totals, double mean) {
    if (totals.length < 2) {
      return 0;
    }
    double squares = 0;
    for (double total : totals) {
      squares += (total - mean) * (total - mean);
    }
    return Math.sqrt(squares / (totals.length - 1));
  }

  /** Two decimals, as people read them, so that the rule that fires is the one they expect. */
  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
