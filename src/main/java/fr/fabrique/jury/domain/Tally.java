package fr.fabrique.jury.domain;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a round's assessments say together.
 *
 * @param reviews how many there are
 * @param mean of the assessments' totals, 0 to 5; 0 without any
 * @param spread the sample standard deviation of the totals; 0 below two assessments
 * @param showstoppers how many jurors see something that forbids the idea
 * @param leadingAdvice the advice given most often, of equals the most cautious; "none" without any
 */
public record Tally(
    int reviews, double mean, double spread, int showstoppers, String leadingAdvice) {

  private static final List<String> CAUTION =
      List.of("rework", "keep_for_later", "incubate", "quick_win", "decline");

  public static Tally of(List<Assessment> assessments) {
    double[] totals = assessments.stream().mapToDouble(Assessment::total).toArray();
    double mean = assessments.isEmpty() ? 0 : sum(totals) / totals.length;
    return new Tally(
        totals.length,
        rounded(mean),
        rounded(spread(totals, mean)),
        (int) assessments.stream().filter(a -> a.showstopper() != null).count(),
        leadingAdvice(assessments));
  }

  private static String leadingAdvice(List<Assessment> assessments) {
    Map<String, Long> counts =
        assessments.stream()
            .collect(
                Collectors.groupingBy(
                    Assessment::advice,
                    Collectors.mapping(Function.identity(), Collectors.counting())));
    return counts.entrySet().stream()
        .max(
            Map.Entry.<String, Long>comparingByValue()
                .thenComparing(e -> -CAUTION.indexOf(e.getKey()), Comparator.naturalOrder()))
        .map(Map.Entry::getKey)
        .orElse("none");
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

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  /** Two decimals, as people read them, so that the rule that fires is the one they expect. */
  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
