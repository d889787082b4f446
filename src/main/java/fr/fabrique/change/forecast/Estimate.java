package fr.fabrique.change.forecast;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Arrays;

/**
 * A figure over several seeds, with an interval (Student's t, nineteen times of twenty). With one
 * seed there is no interval.
 */
public record Estimate(double mean, Double low, Double high) {

  /** Student's t for 95 of 100, both sides, by degrees of freedom from 1 on; beyond them 1.96. */
  private static final double[] T = {
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
    2.145, 2.131, 2.120, 2.110, 2.101, 2.093
  };

  /** With the interval in which one more play lies, which is what people would meet. */
  static Estimate ofPlay(double... values) {
    Estimate play = of(1 + 1.0 / values.length, values);
    return play.low == null ? play : new Estimate(play.mean, Math.max(0, play.low), play.high);
  }

  /** With the interval in which the mean of very many plays lies. */
  static Estimate ofMean(double... values) {
    return of(1.0 / values.length, values);
  }

  private static Estimate of(double variances, double... values) {
    double mean = Arrays.stream(values).average().orElse(Double.NaN);
    if (values.length < 2) {
      return new Estimate(mean, null, null);
    }
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    double error = Math.sqrt(squares / (values.length - 1) * variances);
    double half = (values.length - 2 < T.length ? T[values.length - 2] : 1.96) * error;
    return new Estimate(mean, mean - half, mean + half);
  }

  /** Whether it is surely not nothing. */
  @JsonIgnore
  public boolean isSure() {
    return low != null && (low > 0 || high < 0);
  }
}
