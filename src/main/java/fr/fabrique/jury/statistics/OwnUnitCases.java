package fr.fabrique.jury.statistics;

import static fr.fabrique.jury.statistics.OwnUnit.ALERT_LEVEL;
import static fr.fabrique.jury.statistics.OwnUnit.LEAST_CASES;
import static fr.fabrique.jury.statistics.OwnUnit.LEAST_JURORS;
import static fr.fabrique.jury.statistics.OwnUnit.SHOWN_LEVEL;

import fr.fabrique.jury.statistics.OwnUnit.Effect;
import fr.fabrique.jury.statistics.OwnUnit.Group;
import fr.fabrique.jury.statistics.OwnUnit.Person;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.stat.StatUtils;

/** Reviews with ideas and jurors taken out once, to look at who is of whose unit many times. */
final class OwnUnitCases {

  /** Less than this is left of "own unit", or of the errors, by rounding alone. */
  private static final double NOTHING = 1e-9;

  private final Crossing crossing;
  private final int[] units;
  private final int unitCount;
  private final double[] rest;
  private double[] beside;

  /** What one look finds. */
  record Estimate(int jurors, Effect effect, boolean alert) {}

  OwnUnitCases(List<Review> reviews) {
    crossing = new Crossing(reviews);
    Map<String, Integer> numbers = new HashMap<>();
    units =
        reviews.stream()
            .mapToInt(review -> numbers.computeIfAbsent(review.ideaUnit(), u -> numbers.size()))
            .toArray();
    unitCount = numbers.size();
    rest = reviews.isEmpty() ? new double[0] : crossing.withoutIdeasAndJurors(crossing.totals());
  }

  Group group(boolean[] own, boolean which) {
    double[] deviations = crossing.withoutIdeas(crossing.totals());
    double[] chosen =
        IntStream.range(0, own.length)
            .filter(row -> own[row] == which)
            .mapToDouble(row -> deviations[row])
            .toArray();
    double sum = 0;
    for (double deviation : chosen) {
      sum += deviation;
    }
    return new Group(chosen.length, chosen.length == 0 ? null : sum / chosen.length);
  }

  /** How many reviews of the own unit each juror gave. */
  int[] perJuror(boolean[] own) {
    int[] cases = new int[crossing.jurors().size()];
    for (int row = 0; row < own.length; row++) {
      cases[crossing.jurorOf(row)] += own[row] ? 1 : 0;
    }
    return cases;
  }

  Estimate estimate(boolean[] own) {
    int cases = 0;
    int compared = 0;
    int[] perJuror = perJuror(own);
    for (int juror = 0; juror < perJuror.length; juror++) {
      cases += perJuror[juror];
      compared += perJuror[juror] > 0 && perJuror[juror] < crossing.reviewsOfJuror(juror) ? 1 : 0;
    }
    Effect effect = cases == 0 ? null : effect(own);
    boolean alert =
        effect != null
            && effect.alertInterval() != null
            && effect.alertInterval().low() > 0
            && cases >= LEAST_CASES
            && compared >= LEAST_JURORS;
    return new Estimate(compared, effect, alert);
  }

  private Effect effect(boolean[] own) {
    double[] flags = new double[own.length];
    for (int row = 0; row < own.length; row++) {
      flags[row] = own[row] ? 1 : 0;
    }
    double[] regressor = crossing.withoutIdeasAndJurors(flags);
    double[] leverages = crossing.sumsOfJurors(products(regressor, regressor));
    double information = sum(leverages);
    if (information < NOTHING) {
      return null;
    }
    double points = sum(products(regressor, rest)) / information;
    double[] errors = new double[own.length];
    for (int row = 0; row < own.length; row++) {
      errors[row] = rest[row] - points * regressor[row];
    }
    double[] scores = crossing.sumsOfJurors(products(regressor, unshortened(errors)));
    double concentration = 0;
    double squares = 0;
    for (int juror = 0; juror < scores.length; juror++) {
      double leverage = leverages[juror] / information;
      concentration += leverage * leverage;
      squares += leverage == 0 ? 0 : Math.pow(scores[juror] / (1 - leverage), 2);
    }
    double standardError = Math.sqrt(squares) / information;
    double effectiveJurors = 1 / concentration;
    return new Effect(
        points,
        standardised(points, errors),
        effectiveJurors,
        interval(points, standardError, effectiveJurors, SHOWN_LEVEL),
        interval(points, standardError, effectiveJurors, ALERT_LEVEL));
  }

  /**
   * Taking the mean of n reviews away leaves each error with a variance of 1 - 1/n of its own, and
   * ideas are shared by jurors, which the jackknife over jurors does not see.
   */
  private double[] unshortened(double[] errors) {
    double[] full = new double[errors.length];
    for (int row = 0; row < errors.length; row++) {
      double panel = crossing.reviewsOfIdea(crossing.ideaOf(row));
      full[row] = errors[row] * Math.sqrt(panel / (panel - 1));
    }
    return full;
  }

  private Double standardised(double points, double[] errors) {
    int freedom = crossing.degreesOfFreedom() - 1;
    double deviation = freedom < 1 ? 0 : Math.sqrt(sum(products(errors, errors)) / freedom);
    return deviation < NOTHING ? null : points / deviation;
  }

  private static Interval interval(
      double points, double standardError, double effectiveJurors, double level) {
    if (effectiveJurors < 2 || !Double.isFinite(standardError)) {
      return null;
    }
    double reach = standardError * quantile(effectiveJurors - 1, level);
    return new Interval(points - reach, points + reach, level);
  }

  private static double quantile(double freedom, double level) {
    return new TDistribution(freedom).inverseCumulativeProbability((1 + level) / 2);
  }

  /** Jurors with enough reviews on both sides, the highest difference first. */
  List<Person> persons(boolean[] own) {
    int[] perJuror = perJuror(own);
    List<Integer> judged =
        IntStream.range(0, perJuror.length)
            .filter(juror -> perJuror[juror] >= LEAST_CASES)
            .filter(juror -> crossing.reviewsOfJuror(juror) - perJuror[juror] >= LEAST_CASES)
            .boxed()
            .toList();
    if (judged.isEmpty()) {
      return List.of();
    }
    JurorsAndUnits views = new JurorsAndUnits(crossing, units, unitCount, beside(), own);
    double level = 1 - (1 - SHOWN_LEVEL) / judged.size();
    List<Person> persons = new ArrayList<>();
    for (int juror : judged) {
      persons.add(person(juror, views, own, level));
    }
    persons.sort(
        Comparator.comparingDouble(Person::points).reversed().thenComparing(Person::juror));
    return persons;
  }

  /**
   * The difference of two means with unequal variances (Welch, B. L. (1947). The generalization of
   * "Student's" problem when several different population variances are involved. Biometrika
   * 34(1–2), 28–35), to which the variance of jurors' views of any unit is added.
   */
  private Person person(int juror, JurorsAndUnits views, boolean[] own, double level) {
    double[] ofOwn = besideOf(juror, own, true);
    double[] ofOthers = besideOf(juror, own, false);
    double one = StatUtils.variance(ofOwn) / ofOwn.length;
    double other = StatUtils.variance(ofOthers) / ofOthers.length;
    double variance = one + other + views.varianceOfDifference(juror);
    double freedom =
        variance
            * variance
            / (one * one / (ofOwn.length - 1) + other * other / (ofOthers.length - 1));
    double reach =
        one + other == 0 ? Math.sqrt(variance) : Math.sqrt(variance) * quantile(freedom, level);
    double points = StatUtils.mean(ofOwn) - StatUtils.mean(ofOthers);
    return new Person(
        crossing.jurors().get(juror),
        ofOwn.length,
        ofOthers.length,
        points,
        new Interval(points - reach, points + reach, level),
        Math.abs(points) > reach);
  }

  private double[] besideOf(int juror, boolean[] own, boolean which) {
    double[] values = beside();
    return IntStream.range(0, own.length)
        .filter(row -> crossing.jurorOf(row) == juror && own[row] == which)
        .mapToDouble(row -> values[row])
        .toArray();
  }

  private double[] beside() {
    if (beside == null) {
      beside = besideTheRestOfThePanel();
    }
    return beside;
  }

  /** A total less the mean of the other jurors' for the idea, these corrected for severity. */
  private double[] besideTheRestOfThePanel() {
    double[] totals = crossing.totals();
    double[] effects =
        crossing.unshrunkEffects(crossing.sumsOfJurors(crossing.withoutIdeas(totals)));
    double[] corrected = new double[totals.length];
    double[] sums = new double[crossing.ideas().size()];
    for (int row = 0; row < totals.length; row++) {
      corrected[row] = totals[row] - effects[crossing.jurorOf(row)];
      sums[crossing.ideaOf(row)] += corrected[row];
    }
    double[] found = new double[totals.length];
    for (int row = 0; row < totals.length; row++) {
      int idea = crossing.ideaOf(row);
      found[row] = totals[row] - (sums[idea] - corrected[row]) / (crossing.reviewsOfIdea(idea) - 1);
    }
    return found;
  }

  private static double[] products(double[] one, double[] other) {
    double[] products = new double[one.length];
    for (int place = 0; place < one.length; place++) {
      products[place] = one[place] * other[place];
    }
    return products;
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
