package fr.fabrique.jury.statistics;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.hipparchus.stat.descriptive.rank.Percentile;

/**
 * How far jurors agree: Krippendorff's alpha with a confidence interval. Alpha is 1 when jurors
 * agree on every idea, 0 when they agree as by chance; an idea with one review says nothing and is
 * left out, missing reviews leave gaps and nothing else.
 *
 * <p>Alpha: Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability; computed by DKPro
 * Statistics. The interval: percentiles of alpha over samples of ideas drawn with replacement, as
 * recommended by Zapf, A., Castell, S., Morawietz, L. and Karch, A. (2016). Measuring inter-rater
 * reliability for nominal data – which coefficients and confidence intervals are appropriate? BMC
 * Medical Research Methodology 16:93. Samples in which all reviews are equal have no alpha and do
 * not count.
 *
 * @param alpha at most 1; null where it is undefined
 * @param interval null where alpha is undefined, and below five ideas
 * @param ideas how many have two reviews or more
 * @param jurors how many reviewed these ideas
 * @param missing the share of pairs of these ideas and jurors without a review, 0 to 1
 * @param undefined why there is no alpha, or null
 */
public record Agreement(
    Double alpha, Interval interval, int ideas, int jurors, double missing, Undefined undefined) {

  /** What the distance between two totals is. */
  public enum Metric {
    /** Equal or not. */
    NOMINAL,
    /** How many reviews lie between them. */
    ORDINAL,
    /** Their difference, squared. */
    INTERVAL
  }

  /** Why there is no alpha. */
  public enum Undefined {
    /** Fewer than two ideas have two reviews. */
    TOO_FEW_IDEAS,
    /** All reviews are equal: nothing shows whether jurors could tell ideas apart. */
    NO_VARIATION
  }

  /**
   * How the interval is found.
   *
   * @param resamples how many samples of ideas, such as 1,000
   * @param level such as 0.95
   * @param seed the same seed gives the same interval for reviews in the same order
   */
  public record Bootstrap(int resamples, double level, long seed) {

    /** 1,000 samples for 95%. */
    public static final Bootstrap USUAL = new Bootstrap(1_000, 0.95, 1);
  }

  /** Totals that are equal to so many parts of a point are the same but for rounding. */
  private static final double PARTS = 1e6;

  private static final int LEAST_IDEAS = 2;

  /** Of fewer ideas too few different samples can be drawn for their percentiles to say much. */
  private static final int LEAST_FOR_INTERVAL = 5;

  /** Looks at the reviews of ideas with at least two of them. */
  public static Agreement of(Collection<Review> reviews, Metric metric, Bootstrap bootstrap) {
    Map<String, Map<String, Double>> byIdea = new LinkedHashMap<>();
    for (Review review : reviews) {
      byIdea
          .computeIfAbsent(review.idea(), idea -> new LinkedHashMap<>())
          .put(review.juror(), Math.rint(review.total() * PARTS) / PARTS);
    }
    List<Map<String, Double>> pairable =
        byIdea.values().stream().filter(totals -> totals.size() > 1).toList();
    Set<String> jurors = new HashSet<>();
    pairable.forEach(totals -> jurors.addAll(totals.keySet()));
    int given = pairable.stream().mapToInt(Map::size).sum();
    double missing =
        pairable.isEmpty() ? 0 : 1 - given / ((double) pairable.size() * jurors.size());
    if (pairable.size() < LEAST_IDEAS) {
      return new Agreement(
          null, null, pairable.size(), jurors.size(), missing, Undefined.TOO_FEW_IDEAS);
    }
    Coincidences coincidences =
        new Coincidences(pairable.stream().map(Map::values).toList(), metric);
    double alpha = coincidences.alpha();
    if (Double.isNaN(alpha)) {
      return new Agreement(
          null, null, pairable.size(), jurors.size(), missing, Undefined.NO_VARIATION);
    }
    Interval interval =
        pairable.size() < LEAST_FOR_INTERVAL ? null : interval(coincidences, bootstrap);
    return new Agreement(alpha, interval, pairable.size(), jurors.size(), missing, null);
  }

  private static Interval interval(Coincidences coincidences, Bootstrap bootstrap) {
    SplittableRandom random = new SplittableRandom(bootstrap.seed());
    double[] alphas = new double[bootstrap.resamples()];
    int defined = 0;
    for (int sample = 0; sample < alphas.length; sample++) {
      double alpha = coincidences.alphaOfSample(random);
      if (!Double.isNaN(alpha)) {
        alphas[defined++] = alpha;
      }
    }
    double[] known = Arrays.copyOf(alphas, defined);
    double tail = 100 * (1 - bootstrap.level()) / 2;
    Percentile percentile = new Percentile();
    percentile.setData(known);
    return new Interval(
        percentile.evaluate(tail), percentile.evaluate(100 - tail), bootstrap.level());
  }
}
