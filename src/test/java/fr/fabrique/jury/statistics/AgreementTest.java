package fr.fabrique.jury.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.fabrique.jury.statistics.Agreement.Bootstrap;
import fr.fabrique.jury.statistics.Agreement.Metric;
import fr.fabrique.jury.statistics.Agreement.Undefined;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.dkpro.statistics.agreement.coding.CodingAnnotationStudy;
import org.dkpro.statistics.agreement.coding.KrippendorffAlphaAgreement;
import org.dkpro.statistics.agreement.distance.IntervalDistanceFunction;
import org.dkpro.statistics.agreement.distance.OrdinalDistanceFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AgreementTest {

  private static final Bootstrap FEW = new Bootstrap(200, 0.95, 1);

  /**
   * Four observers and twelve units, with gaps and a unit that one observer alone coded:
   * Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability, section D/E.
   */
  private static final List<Review> FOUR_OBSERVERS =
      observers(
          "1 2 3 3 2 1 4 1 2 . . .",
          "1 2 3 3 2 2 4 1 2 5 . 3",
          ". 3 3 3 2 3 4 2 2 5 1 .",
          "1 2 3 3 2 4 4 1 2 5 1 .");

  /**
   * Three coders and fifteen units, with gaps, units that one coder alone coded and one that nobody
   * coded: the computational example of the article "Krippendorff's alpha" of Wikipedia, after
   * Krippendorff, K. (2004). Content Analysis: An Introduction to Its Methodology, 2nd edition.
   */
  private static final List<Review> THREE_CODERS =
      observers(
          ". . . . . 3 4 1 2 1 1 3 3 . 3",
          "1 . 2 1 3 3 4 3 . . . . . . .",
          ". . 2 1 3 4 4 . 2 1 1 3 3 . 4");

  /**
   * Five observers and forty articles: Hayes, A. F. and Krippendorff, K. (2007). Answering the call
   * for a standard reliability measure for coding data. Communication Methods and Measures 1(1),
   * 77–89, table 1. Published there: ordinal 0.7598.
   */
  private static final List<Review> FIVE_OBSERVERS =
      observers(
          "1 1 2 . 0 0 1 1 2 2 . 0 1 3 1 1 2 1 1 0 0 0 2 0 1 0 0 1 1 1 1 2 2 3 2 2 2 2 2 1",
          "1 1 3 0 0 0 0 . 2 1 1 0 2 3 1 1 1 2 1 0 0 0 3 0 2 1 0 2 1 1 1 1 2 2 2 2 2 2 2 1",
          "2 0 3 0 0 0 2 2 2 1 0 0 2 2 1 1 2 3 0 0 1 . 3 0 . 1 0 1 2 2 0 2 . 2 2 3 2 . 2 1",
          ". 1 3 . . . . 0 . 1 0 0 2 2 . . . 3 1 . 1 0 3 0 2 1 1 2 2 . . 1 2 2 . . . 1 2 .",
          "2 . . 0 0 0 1 . 2 . . . . 3 1 1 2 . . 0 . 0 . . 2 . 0 . . 2 0 . 2 . 2 2 2 2 . 1");

  @ParameterizedTest
  @CsvSource({"NOMINAL, 0.743", "ORDINAL, 0.815", "INTERVAL, 0.849"})
  void alpha_of_four_observers_is_as_published(Metric metric, double published) {
    assertThat(alpha(FOUR_OBSERVERS, metric)).isEqualTo(published, within(0.0005));
  }

  @ParameterizedTest
  @CsvSource({"NOMINAL, 0.691", "INTERVAL, 0.811"})
  void alpha_of_three_coders_is_as_published(Metric metric, double published) {
    assertThat(alpha(THREE_CODERS, metric)).isEqualTo(published, within(0.0005));
  }

  @Test
  void alpha_of_five_observers_is_as_published() {
    assertThat(alpha(FIVE_OBSERVERS, Metric.ORDINAL)).isEqualTo(0.7598, within(0.00005));
  }

  @Test
  void ordinal_distances_are_those_of_the_library() {
    CodingAnnotationStudy study = new CodingAnnotationStudy(3);
    List<Review> reviews = new ArrayList<>();
    Random random = new Random(1);
    for (int idea = 0; idea < 12; idea++) {
      Integer[] scores = random.ints(3, 0, 6).boxed().toArray(Integer[]::new);
      study.addItemAsArray(scores);
      for (int juror = 0; juror < scores.length; juror++) {
        reviews.add(new Review("idea" + idea, "juror" + juror, scores[juror]));
      }
    }

    assertThat(alpha(reviews, Metric.ORDINAL))
        .isEqualTo(
            new KrippendorffAlphaAgreement(study, new OrdinalDistanceFunction())
                .calculateAgreement(),
            within(1e-12));
  }

  @Test
  void missing_reviews_are_counted_over_the_ideas_that_say_something() {
    Agreement agreement = Agreement.of(FOUR_OBSERVERS, Metric.NOMINAL, FEW);

    assertThat(agreement.ideas()).isEqualTo(11);
    assertThat(agreement.jurors()).isEqualTo(4);
    assertThat(agreement.missing()).isEqualTo(4 / 44.0, within(1e-12));
    assertThat(agreement.undefined()).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void an_idea_with_one_review_changes_nothing(Metric metric) {
    List<Review> more = new ArrayList<>(FOUR_OBSERVERS);
    more.add(new Review("alone", "A", 99));
    more.add(new Review("alone too", "stranger", -99));

    assertThat(Agreement.of(more, metric, FEW))
        .isEqualTo(Agreement.of(FOUR_OBSERVERS, metric, FEW));
  }

  @ParameterizedTest
  @EnumSource
  void it_does_not_matter_who_gave_a_score(Metric metric) {
    List<Review> swapped =
        FOUR_OBSERVERS.stream()
            .map(
                r ->
                    new Review(
                        r.idea(), r.idea() + (char) ('A' + 'D' - r.juror().charAt(0)), r.total()))
            .toList();

    assertThat(alpha(swapped, metric)).isEqualTo(alpha(FOUR_OBSERVERS, metric), within(1e-12));
  }

  @Test
  void of_fewer_than_five_ideas_no_interval_is_told() {
    Agreement agreement =
        Agreement.of(observers("1 2 3 4", "1 2 3 5"), Metric.INTERVAL, Bootstrap.USUAL);

    assertThat(agreement.alpha()).isPositive();
    assertThat(agreement.interval()).isNull();
  }

  @Test
  void jurors_who_agree_on_every_idea_have_an_alpha_of_one_and_no_doubt() {
    Agreement agreement =
        Agreement.of(observers("1 2 3 4 5", "1 2 3 4 5"), Metric.INTERVAL, Bootstrap.USUAL);

    assertThat(agreement.alpha()).isEqualTo(1);
    assertThat(agreement.interval()).isEqualTo(new Interval(1, 1, 0.95));
  }

  @Test
  void one_idea_is_too_few() {
    assertThat(Agreement.of(observers("1 3 .", "2 . 4"), Metric.INTERVAL, FEW))
        .isEqualTo(new Agreement(null, null, 1, 2, 0, Undefined.TOO_FEW_IDEAS));
    assertThat(Agreement.of(List.of(), Metric.INTERVAL, FEW))
        .isEqualTo(new Agreement(null, null, 0, 0, 0, Undefined.TOO_FEW_IDEAS));
  }

  @ParameterizedTest
  @EnumSource
  void equal_scores_everywhere_say_nothing(Metric metric) {
    assertThat(Agreement.of(observers("3 3 3", "3 3 3"), metric, FEW))
        .isEqualTo(new Agreement(null, null, 3, 2, 0, Undefined.NO_VARIATION));
  }

  @Test
  void totals_that_differ_by_rounding_are_equal() {
    List<Review> reviews =
        List.of(
            new Review("one", "A", 0.1 + 0.2),
            new Review("one", "B", 0.3),
            new Review("two", "A", 1),
            new Review("two", "B", 1));

    assertThat(alpha(reviews, Metric.NOMINAL)).isEqualTo(1);
  }

  @Test
  void the_interval_is_the_same_for_the_same_seed_and_narrows_with_more_ideas() {
    List<Review> many = SimulatedJury.of(1, 80, 3, 9, 3).reviews();
    List<Review> some = many.stream().filter(r -> r.idea().length() < "idea10".length()).toList();

    Interval interval = Agreement.of(many, Metric.INTERVAL, Bootstrap.USUAL).interval();

    assertThat(Agreement.of(many, Metric.INTERVAL, Bootstrap.USUAL).interval()).isEqualTo(interval);
    assertThat(Agreement.of(many, Metric.INTERVAL, new Bootstrap(1_000, 0.95, 2)).interval())
        .isNotEqualTo(interval);
    assertThat(width(Agreement.of(some, Metric.INTERVAL, Bootstrap.USUAL).interval()))
        .isGreaterThan(1.5 * width(interval));
    assertThat(width(Agreement.of(many, Metric.INTERVAL, new Bootstrap(1_000, 0.99, 1)).interval()))
        .isGreaterThan(width(interval));
  }

  /** With as many severities as reviews, alpha is the share of ideas in the variance: 9 of 12. */
  @Test
  void the_interval_covers_the_truth_about_as_often_as_it_says() {
    int covered = 0;
    int juries = 200;
    for (int jury = 0; jury < juries; jury++) {
      Interval interval =
          Agreement.of(
                  SimulatedJury.of(jury, 40, 3, 400, 3).deviating(1, Math.sqrt(2)).reviews(),
                  Metric.INTERVAL,
                  FEW)
              .interval();
      covered += interval.low() <= 0.75 && 0.75 <= interval.high() ? 1 : 0;
    }

    assertThat(covered / (double) juries).isBetween(0.88, 0.98);
  }

  /** The same draws, made into a study of the library each. */
  @Test
  void the_interval_holds_the_middle_of_the_alphas_of_studies_of_drawn_ideas() {
    Bootstrap bootstrap = new Bootstrap(400, 0.9, 3);
    Interval interval = Agreement.of(FIVE_OBSERVERS, Metric.INTERVAL, bootstrap).interval();

    List<List<Review>> ideas =
        new ArrayList<>(
            FIVE_OBSERVERS.stream()
                .sorted(Comparator.comparing(Review::juror))
                .collect(
                    Collectors.groupingBy(Review::idea, LinkedHashMap::new, Collectors.toList()))
                .values());
    SplittableRandom random = new SplittableRandom(3);
    int below = 0;
    int above = 0;
    for (int sample = 0; sample < 400; sample++) {
      CodingAnnotationStudy study = new CodingAnnotationStudy(5);
      for (int draw = 0; draw < ideas.size(); draw++) {
        Object[] codes = new Object[5];
        ideas
            .get(random.nextInt(ideas.size()))
            .forEach(review -> codes[review.juror().charAt(0) - 'A'] = review.total());
        study.addItemAsArray(codes);
      }
      double alpha =
          new KrippendorffAlphaAgreement(study, new IntervalDistanceFunction())
              .calculateAgreement();
      below += alpha < interval.low() ? 1 : 0;
      above += alpha > interval.high() ? 1 : 0;
    }
    assertThat(below).isEqualTo(20);
    assertThat(above).isEqualTo(20);
  }

  private static double width(Interval interval) {
    return interval.high() - interval.low();
  }

  private static double alpha(List<Review> reviews, Metric metric) {
    return Agreement.of(reviews, metric, FEW).alpha();
  }

  /** One line for each observer, one column for each unit; a point is a gap. */
  private static List<Review> observers(String... lines) {
    List<Review> reviews = new ArrayList<>();
    for (int observer = 0; observer < lines.length; observer++) {
      String[] codes = lines[observer].split(" ");
      for (int unit = 0; unit < codes.length; unit++) {
        if (!codes[unit].equals(".")) {
          reviews.add(
              new Review(
                  "unit" + unit,
                  String.valueOf((char) ('A' + observer)),
                  Double.parseDouble(codes[unit])));
        }
      }
    }
    return Collections.unmodifiableList(reviews);
  }
}
