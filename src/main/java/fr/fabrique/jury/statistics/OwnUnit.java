package fr.fabrique.jury.statistics;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.hipparchus.stat.interval.BinomialProportion;
import org.hipparchus.stat.interval.ConfidenceInterval;

/**
 * Whether jurors favour their own unit: how much higher they score an idea of their own unit than
 * the same juror scores others, beside what the panel says of these ideas.
 *
 * <p>The raw figures are a juror's total less the panel's mean total for the idea. The effect is
 * the coefficient of "own unit" in y<sub>ij</sub> = idea<sub>i</sub> + juror<sub>j</sub> + β
 * own<sub>ij</sub> + e<sub>ij</sub>, with an effect of its own for each idea and each juror: a
 * severe juror is compared with him- or herself, and the own total does not pull the panel's mean
 * towards itself. Ideas and jurors are taken out first (Frisch, R. and Waugh, F. V. (1933).
 * Econometrica 1(4), 387–401).
 *
 * <p>A juror's reviews hang together, so the interval goes by jurors and not by reviews: the
 * jackknife variance over jurors, each juror's score divided by what its leverage leaves, with a t
 * distribution whose degrees of freedom are the effective number of jurors less 1, which is small
 * where few jurors carry the figure (MacKinnon, J. G., Nielsen, M. Ø. and Webb, M. D. (2023).
 * Leverage, influence, and the jackknife in clustered regression models. The Stata Journal 23(4),
 * 942–982; Carter, A. V., Schnepel, K. T. and Steigerwald, D. G. (2017). Asymptotic behavior of a
 * t-test robust to cluster heterogeneity. Review of Economics and Statistics 99(4), 698–709).
 *
 * <p>It is an alert about a jury. About a person it says nothing below {@value #LEAST_CASES}
 * reviews of the own unit. From there on it gives a figure with an interval that takes in how
 * differently the jury's members see ideas of any unit, and is wide enough to hold for all persons
 * together (Bonferroni); an indication is a reason to look, not a finding.
 *
 * @param own the reviews of ideas of the juror's own unit
 * @param others all other reviews
 * @param leftOut reviews left out because a unit is not known or nobody else reviewed the idea
 * @param jurors how many have reviewed ideas of their own unit and others
 * @param effect β with its interval, or null where nothing can be compared
 * @param alert whether the interval of {@value #ALERT_LEVEL} lies above 0, with at least {@value
 *     #LEAST_CASES} reviews of own units by at least {@value #LEAST_JURORS} jurors
 * @param persons those with enough reviews, the highest effect first
 * @param personsBelow how many have reviewed ideas of their own unit, but too few to say anything
 */
public record OwnUnit(
    Group own,
    Group others,
    int leftOut,
    int jurors,
    Effect effect,
    boolean alert,
    List<Person> persons,
    int personsBelow) {

  /** Of the interval that has to lie above 0 for an alert. */
  public static final double ALERT_LEVEL = 0.999;

  /** Of the intervals that are shown. */
  public static final double SHOWN_LEVEL = 0.95;

  /** Below, nothing is said: of a jury, of a person, and of what a person is compared with. */
  public static final int LEAST_CASES = 10;

  /** Fewer jurors are no jury: nothing is said of them together. */
  public static final int LEAST_JURORS = 3;

  /**
   * Reviews and by how much they lie above the panel's mean for the same idea.
   *
   * @param mean in points of the total; null without reviews
   */
  public record Group(int cases, Double mean) {}

  /**
   * The difference that the own unit makes.
   *
   * @param points of the total
   * @param standardised points over the standard deviation of what ideas, jurors and own unit leave
   *     unexplained; null where they leave nothing
   * @param effectiveJurors as how many jurors of equal weight they count
   * @param interval of {@value OwnUnit#SHOWN_LEVEL}; null with fewer than two effective jurors
   * @param alertInterval of {@value OwnUnit#ALERT_LEVEL}; likewise
   */
  public record Effect(
      double points,
      Double standardised,
      double effectiveJurors,
      Interval interval,
      Interval alertInterval) {}

  /**
   * One juror with enough reviews.
   *
   * @param cases reviews of the own unit
   * @param others other reviews
   * @param points the mean difference between the two, both beside the rest of the panel corrected
   *     for severity
   * @param interval of a level at which the intervals of all persons hold together at {@value
   *     OwnUnit#SHOWN_LEVEL}
   * @param indication whether the interval does not contain 0
   */
  public record Person(
      String juror, int cases, int others, double points, Interval interval, boolean indication) {}

  /** What is shuffled. */
  public enum Shuffled {
    /** The units of jurors among the jurors. */
    JUROR_UNITS,
    /** The units of ideas among the ideas. */
    IDEA_UNITS
  }

  /**
   * How often an alert is raised where units mean nothing.
   *
   * @param rate alarms over shuffles
   * @param naming how many shuffles gave an indication about any person
   * @param interval of {@value OwnUnit#SHOWN_LEVEL}, after Wilson, E. B. (1927). Probable
   *     inference, the law of succession, and statistical inference. JASA 22(158), 209–212
   */
  public record FalseAlarms(
      Shuffled shuffled, int shuffles, int alarms, double rate, Interval interval, int naming) {}

  /** Looks at the reviews of ideas that several jurors reviewed, all units being known. */
  public static OwnUnit of(Collection<Review> reviews) {
    List<Review> comparable = comparable(reviews);
    OwnUnitCases cases = new OwnUnitCases(comparable);
    boolean[] own = new boolean[comparable.size()];
    for (int row = 0; row < own.length; row++) {
      own[row] = comparable.get(row).isOfOwnUnit();
    }
    OwnUnitCases.Estimate estimate = cases.estimate(own);
    List<Person> persons = cases.persons(own);
    int withOwn = (int) Arrays.stream(cases.perJuror(own)).filter(n -> n > 0).count();
    return new OwnUnit(
        cases.group(own, true),
        cases.group(own, false),
        reviews.size() - comparable.size(),
        estimate.jurors(),
        estimate.effect(),
        estimate.alert(),
        persons,
        withOwn - persons.size());
  }

  /**
   * Shuffles units again and again and looks for an alert each time. A juror who has been in two
   * units is shuffled as two.
   *
   * @param shuffles at least 1
   * @param seed the same seed gives the same shuffles of the same reviews in the same order
   */
  public static FalseAlarms falseAlarms(
      Collection<Review> reviews, Shuffled shuffled, int shuffles, long seed) {
    List<Review> comparable = comparable(reviews);
    OwnUnitCases cases = new OwnUnitCases(comparable);
    ShuffledUnits units = new ShuffledUnits(comparable, shuffled);
    SplittableRandom random = new SplittableRandom(seed);
    int alarms = 0;
    int naming = 0;
    for (int shuffle = 0; shuffle < shuffles; shuffle++) {
      units.shuffle(random);
      boolean[] own = units.own();
      alarms += cases.estimate(own).alert() ? 1 : 0;
      naming += cases.persons(own).stream().anyMatch(Person::indication) ? 1 : 0;
    }
    double rate = alarms / (double) shuffles;
    ConfidenceInterval interval =
        BinomialProportion.getWilsonScoreInterval(shuffles, rate, SHOWN_LEVEL);
    return new FalseAlarms(
        shuffled,
        shuffles,
        alarms,
        rate,
        new Interval(
            alarms == 0 ? 0 : interval.getLowerBound(), interval.getUpperBound(), SHOWN_LEVEL),
        naming);
  }

  private static List<Review> comparable(Collection<Review> reviews) {
    List<Review> known = reviews.stream().filter(Review::hasUnits).toList();
    Map<String, Long> perIdea =
        known.stream().collect(Collectors.groupingBy(Review::idea, Collectors.counting()));
    return known.stream().filter(review -> perIdea.get(review.idea()) > 1).toList();
  }
}
