package fr.fabrique.jury.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.fabrique.jury.statistics.OwnUnit.FalseAlarms;
import fr.fabrique.jury.statistics.OwnUnit.Group;
import fr.fabrique.jury.statistics.OwnUnit.Person;
import fr.fabrique.jury.statistics.OwnUnit.Shuffled;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hipparchus.stat.regression.OLSMultipleLinearRegression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnUnitTest {

  @Test
  void a_jury_that_favours_its_own_units_raises_the_alert() {
    OwnUnit found = OwnUnit.of(favouring(1.5));

    assertThat(found.alert()).isTrue();
    assertThat(found.effect().points()).isEqualTo(1.5, within(0.5));
    assertThat(found.effect().alertInterval().low()).isBetween(0.0, 1.5);
    assertThat(found.effect().alertInterval().high()).isGreaterThan(1.5);
    assertThat(found.effect().interval().low()).isGreaterThan(found.effect().alertInterval().low());
    assertThat(found.own().mean()).isGreaterThan(found.others().mean());
  }

  @Test
  void a_jury_that_does_not_raises_none() {
    assertThat(OwnUnit.of(favouring(0)).alert()).isFalse();
  }

  @Test
  void a_jury_that_is_hard_on_its_own_units_raises_none() {
    OwnUnit found = OwnUnit.of(favouring(-1.5));

    assertThat(found.effect().interval().high()).isNegative();
    assertThat(found.alert()).isFalse();
  }

  @Test
  void the_effect_is_that_of_a_regression_with_all_ideas_and_jurors_in_it() {
    List<Review> reviews = SimulatedJury.of(7, 25, 3, 8, 3).favouringOwnUnitBy(1).reviews();
    double[][] columns = new double[reviews.size()][];
    double[] totals = new double[reviews.size()];
    for (int row = 0; row < columns.length; row++) {
      Review review = reviews.get(row);
      columns[row] = new double[1 + 24 + 7];
      columns[row][0] = review.ideaUnit().equals(review.jurorUnit()) ? 1 : 0;
      mark(columns[row], 0, review.idea().substring("idea".length()));
      mark(columns[row], 24, review.juror().substring("juror".length()));
      totals[row] = review.total();
    }
    OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression();
    regression.newSampleData(totals, columns);

    OwnUnit found = OwnUnit.of(reviews);

    double points = regression.estimateRegressionParameters()[1];
    assertThat(found.effect().points()).isEqualTo(points, within(1e-9));
    assertThat(found.effect().standardised())
        .isEqualTo(points / regression.estimateRegressionStandardError(), within(1e-9));
  }

  /** Number 0 is in the regression's intercept. */
  private static void mark(double[] columns, int offset, String number) {
    if (!number.equals("0")) {
      columns[offset + Integer.parseInt(number)] = 1;
    }
  }

  @Test
  void severity_is_not_mistaken_for_favour() {
    List<Review> reviews = new ArrayList<>();
    for (Review review : SimulatedJury.of(8, 200, 4, 24, 4).deviating(0, 1).reviews()) {
      boolean ofLenientUnit = review.jurorUnit().equals("unit0");
      // Lenient jurors see ideas of their own unit nearly always, the others theirs now and then.
      if (!ofLenientUnit || review.ideaUnit().equals("unit0") || review.idea().endsWith("7")) {
        reviews.add(with(review, review.total() + (ofLenientUnit ? 4 : 0)));
      }
    }

    OwnUnit found = OwnUnit.of(reviews);

    assertThat(found.own().mean() - found.others().mean()).isGreaterThan(0.5);
    assertThat(found.effect().points()).isEqualTo(0, within(0.3));
    assertThat(found.alert()).isFalse();
  }

  @Test
  void raw_means_are_taken_beside_the_panels_mean() {
    List<Review> reviews =
        List.of(
            review("idea1", "u1", "A", "u1", 9),
            review("idea1", "u1", "B", "u2", 3),
            review("idea1", "u1", "C", "u3", 3),
            review("idea2", "u2", "A", "u1", 5),
            review("idea2", "u2", "C", "u3", 5));

    OwnUnit found = OwnUnit.of(reviews);

    assertThat(found.own()).isEqualTo(new Group(1, 4.0));
    assertThat(found.others()).isEqualTo(new Group(4, -1.0));
    assertThat(found.alert()).as("one case is none").isFalse();
  }

  @Test
  void what_cannot_be_compared_is_left_out() {
    List<Review> reviews = new ArrayList<>(favouring(1.5));
    OwnUnit before = OwnUnit.of(reviews);
    reviews.add(review("idea0", "unit0", "stranger", null, 99));
    reviews.add(review("unknown", null, "juror1", "unit1", 99));
    reviews.add(review("alone", "unit1", "juror1", "unit1", 99));

    OwnUnit after = OwnUnit.of(reviews);

    assertThat(after.leftOut()).isEqualTo(3);
    assertThat(after.effect()).isEqualTo(before.effect());
    assertThat(after.own()).isEqualTo(before.own());
  }

  @Test
  void without_reviews_of_own_units_there_is_no_effect() {
    OwnUnit found =
        OwnUnit.of(favouring(1).stream().filter(r -> !r.ideaUnit().equals(r.jurorUnit())).toList());

    assertThat(found.own()).isEqualTo(new Group(0, null));
    assertThat(found.effect()).isNull();
    assertThat(found.alert()).isFalse();
    assertThat(OwnUnit.of(List.of()).effect()).isNull();
  }

  /** However clear it looks, it may be one person's. */
  @Test
  void two_jurors_are_no_jury() {
    List<Review> reviews = new ArrayList<>();
    for (int idea = 0; idea < 60; idea++) {
      String unit = "u" + idea % 3;
      for (String juror : List.of("0", "1", "2", "3")) {
        boolean favours = unit.equals("u" + juror) && !juror.equals("2");
        reviews.add(
            review(
                "idea" + idea,
                unit,
                "juror" + juror,
                juror.equals("2") ? "elsewhere" : "u" + juror,
                idea % 7 + (favours ? 20 : 0) + (idea * 5 + juror.hashCode() * 3) % 4 * 0.1));
      }
    }

    OwnUnit found = OwnUnit.of(reviews);

    assertThat(found.effect().interval().low()).isPositive();
    assertThat(found.own().cases()).isEqualTo(40);
    assertThat(found.jurors()).isEqualTo(2);
    assertThat(found.alert()).isFalse();
  }

  /** However clear it looks, it may be chance. */
  @Test
  void a_handful_of_cases_raises_no_alert() {
    OwnUnit nine = OwnUnit.of(threeWhoFavour(3));
    OwnUnit twelve = OwnUnit.of(threeWhoFavour(4));

    assertThat(nine.own().cases()).isEqualTo(9);
    assertThat(nine.effect().alertInterval().low()).isPositive();
    assertThat(nine.alert()).isFalse();
    assertThat(twelve.alert()).isTrue();
  }

  /** Three jurors, as many ideas of each one's unit, and a fourth juror of no idea's unit. */
  private static List<Review> threeWhoFavour(int ideasOfEach) {
    List<Review> reviews = new ArrayList<>();
    for (int idea = 0; idea < 3 * ideasOfEach; idea++) {
      for (int juror = 0; juror < 4; juror++) {
        reviews.add(
            review(
                "idea" + idea,
                "unit" + idea % 3,
                "juror" + juror,
                "unit" + juror,
                idea + (idea % 3 == juror ? 20 : 0) + idea * 5 % (juror + 2) * 0.01));
      }
    }
    return reviews;
  }

  @Test
  void a_person_below_the_threshold_is_counted_and_not_named() {
    List<Review> reviews = SimulatedJury.of(9, 40, 4, 12, 4).favouringOwnUnitBy(5).reviews();

    OwnUnit found = OwnUnit.of(reviews);

    assertThat(found.alert()).isTrue();
    assertThat(found.personsBelow()).isPositive();
    assertThat(found.persons())
        .allMatch(
            person ->
                person.cases() >= OwnUnit.LEAST_CASES && person.others() >= OwnUnit.LEAST_CASES);
    assertThat(found.personsBelow() + found.persons().size()).isEqualTo(12);
  }

  @Test
  void among_many_persons_the_one_who_favours_is_indicated() {
    List<Review> reviews =
        SimulatedJury.of(10, 400, 4, 12, 4).reviews().stream()
            .map(r -> r.juror().equals("juror3") && r.isOfOwnUnit() ? with(r, r.total() + 3) : r)
            .toList();

    OwnUnit found = OwnUnit.of(reviews);

    assertThat(found.persons()).hasSize(12);
    assertThat(found.persons().get(0).juror()).isEqualTo("juror3");
    assertThat(found.persons().get(0).points()).isEqualTo(3, within(1.0));
    assertThat(found.persons().get(0).interval().level()).isEqualTo(1 - 0.05 / 12, within(1e-12));
    assertThat(found.persons()).filteredOn(Person::indication).hasSize(1);
  }

  /** The correction for many persons: of juries without favour, one in twenty names anybody. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 3})
  void where_nobody_favours_hardly_any_jury_names_anybody(double views) {
    int naming = 0;
    int juries = 200;
    for (int jury = 0; jury < juries; jury++) {
      OwnUnit found =
          OwnUnit.of(SimulatedJury.of(jury, 300, 4, 12, 6).seeingUnitsDifferently(views).reviews());
      assertThat(found.persons()).hasSizeGreaterThan(8);
      naming += found.persons().stream().anyMatch(Person::indication) ? 1 : 0;
    }

    assertThat(naming / (double) juries).isLessThan(0.1);
  }

  /** Whoever sees some units in a better light than others may see the own one so by chance. */
  @Test
  void the_more_differently_jurors_see_units_the_wider_is_what_is_said_of_a_person() {
    double narrow = reachOfFirst(SimulatedJury.of(12, 400, 4, 12, 6));
    double wide = reachOfFirst(SimulatedJury.of(12, 400, 4, 12, 6).seeingUnitsDifferently(2));

    // 2.9 standard deviations of 2 times the root of 1 + 1/5.
    assertThat(wide - narrow).isBetween(3.5, 7.5);
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0.1", "2, 3, 5"})
  void the_variance_of_views_is_free_of_errors(double deviation, double least, double most) {
    List<Review> reviews =
        SimulatedJury.of(13, 600, 4, 12, 30)
            .deviating(0, 2)
            .seeingUnitsDifferently(deviation)
            .reviews();
    int[] units =
        reviews.stream()
            .mapToInt(r -> Integer.parseInt(r.ideaUnit().substring("unit".length())))
            .toArray();

    JurorsAndUnits views =
        new JurorsAndUnits(
            new Crossing(reviews), units, 30, besideThePanel(reviews), new boolean[units.length]);

    assertThat(views.varianceOfDifference(0)).isBetween(least, most);
  }

  /** Less what all jurors of an idea share: a quarter of errors and views goes with it. */
  private static double[] besideThePanel(List<Review> reviews) {
    Crossing crossing = new Crossing(reviews);
    double[] rest = crossing.withoutIdeas(crossing.totals());
    for (int row = 0; row < rest.length; row++) {
      rest[row] *= Math.sqrt(4 / 3.0);
    }
    return rest;
  }

  private static double reachOfFirst(SimulatedJury jury) {
    Interval interval = OwnUnit.of(jury.reviews()).persons().get(0).interval();
    return (interval.high() - interval.low()) / 2;
  }

  @ParameterizedTest
  @EnumSource
  void where_units_are_shuffled_nothing_is_found(Shuffled shuffled) {
    FalseAlarms alarms = OwnUnit.falseAlarms(favouring(1.5), shuffled, 1_000, 1);

    assertThat(alarms.shuffles()).isEqualTo(1_000);
    assertThat(alarms.rate()).isEqualTo(alarms.alarms() / 1_000.0).isLessThanOrEqualTo(0.005);
    assertThat(alarms.naming()).isLessThan(100);
    assertThat(alarms.interval().low()).isLessThanOrEqualTo(alarms.rate());
    assertThat(alarms.interval().high()).isGreaterThan(alarms.rate()).isLessThan(0.02);
    assertThat(OwnUnit.falseAlarms(favouring(1.5), shuffled, 1_000, 1)).isEqualTo(alarms);
  }

  private static IntStream rowsOf(boolean[] own) {
    return IntStream.range(0, own.length).filter(row -> own[row]);
  }

  /** Each unit has one juror and one idea: wherever the units go, they meet once. */
  @ParameterizedTest
  @EnumSource
  void shuffling_loses_no_unit(Shuffled shuffled) {
    List<Review> reviews = new ArrayList<>();
    for (int idea = 0; idea < 9; idea++) {
      for (int juror = 0; juror < 9; juror++) {
        reviews.add(review("idea" + idea, "unit" + idea, "juror" + juror, "unit" + juror, 0));
      }
    }
    ShuffledUnits units = new ShuffledUnits(reviews, shuffled);
    SplittableRandom random = new SplittableRandom(1);
    for (int shuffle = 0; shuffle < 20; shuffle++) {
      units.shuffle(random);
      boolean[] own = units.own();
      assertThat(rowsOf(own).map(row -> row / 9)).doesNotHaveDuplicates().hasSize(9);
      assertThat(rowsOf(own).map(row -> row % 9)).doesNotHaveDuplicates().hasSize(9);
    }
  }

  /** The interval keeps its word with small panels, few jurors and units of one juror. */
  @ParameterizedTest
  @CsvSource({"300, 3, 30, 10", "200, 2, 20, 5", "40, 9, 9, 5", "100, 3, 12, 12"})
  void the_interval_leaves_out_the_truth_as_often_as_it_says(
      int ideas, int panel, int jurors, int units) {
    int outside = 0;
    int juries = 400;
    for (int jury = 0; jury < juries; jury++) {
      Interval interval =
          OwnUnit.of(
                  SimulatedJury.of(jury, ideas, panel, jurors, units)
                      .favouringOwnUnitBy(0.5)
                      .reviews())
              .effect()
              .interval();
      outside += interval.low() > 0.5 || interval.high() < 0.5 ? 1 : 0;
    }

    assertThat(outside / (double) juries).isBetween(0.02, 0.085);
  }

  private static List<Review> favouring(double points) {
    return SimulatedJury.of(11, 120, 4, 24, 6).favouringOwnUnitBy(points).reviews();
  }

  private static Review with(Review r, double total) {
    return new Review(r.idea(), r.theme(), r.ideaUnit(), r.juror(), r.jurorUnit(), total);
  }

  private static Review review(
      String idea, String ideaUnit, String juror, String jurorUnit, double total) {
    return new Review(idea, null, ideaUnit, juror, jurorUnit, total);
  }
}
