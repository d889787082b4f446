package fr.fabrique.jury.statistics;

/**
 * How differently jurors see ideas of one unit or another, whatever the unit is to them: a juror
 * may like what comes from a unit, as the same authors and subjects come back in it. A figure about
 * a person and the own unit is remarkable only beside that.
 *
 * <p>The model is y = juror + view of the unit + error, over reviews of other units than the own;
 * the variance of views comes from the analysis of variance of units within jurors (Searle, S. R.,
 * Casella, G. and McCulloch, C. E. (1992). Variance Components. Wiley, section 3.6).
 */
final class JurorsAndUnits {

  private final int[][] counts;
  private final double[][] sums;
  private double squares;
  private final double variance;

  /**
   * @param units of the ideas, by row, counted from 0
   * @param values what a juror gives beside the rest of the panel, by row
   */
  JurorsAndUnits(Crossing crossing, int[] units, int unitCount, double[] values, boolean[] own) {
    counts = new int[crossing.jurors().size()][unitCount];
    sums = new double[counts.length][unitCount];
    for (int row = 0; row < own.length; row++) {
      if (!own[row]) {
        counts[crossing.jurorOf(row)][units[row]]++;
        sums[crossing.jurorOf(row)][units[row]] += values[row];
        squares += values[row] * values[row];
      }
    }
    variance = varianceOfViews();
  }

  /** Of a juror's mean over one unit less that over all others, as far as views go. */
  double varianceOfDifference(int juror) {
    return variance * (1 + concentration(counts[juror]));
  }

  private double varianceOfViews() {
    double ofUnits = 0;
    double ofJurors = 0;
    int reviews = 0;
    int pairs = 0;
    int jurors = 0;
    double weight = 0;
    for (int juror = 0; juror < counts.length; juror++) {
      int count = 0;
      double sum = 0;
      for (int unit = 0; unit < counts[juror].length; unit++) {
        if (counts[juror][unit] > 0) {
          count += counts[juror][unit];
          sum += sums[juror][unit];
          ofUnits += sums[juror][unit] * sums[juror][unit] / counts[juror][unit];
          pairs++;
        }
      }
      if (count > 0) {
        ofJurors += sum * sum / count;
        weight += count * (1 - concentration(counts[juror]));
        reviews += count;
        jurors++;
      }
    }
    if (reviews == pairs || weight == 0) {
      return 0;
    }
    double error = (squares - ofUnits) / (reviews - pairs);
    return Math.max(0, (ofUnits - ofJurors - error * (pairs - jurors)) / weight);
  }

  /** The sum of the squared shares of the units. */
  private static double concentration(int[] counts) {
    double sum = 0;
    double squares = 0;
    for (int count : counts) {
      sum += count;
      squares += (double) count * count;
    }
    return squares / (sum * sum);
  }
}
