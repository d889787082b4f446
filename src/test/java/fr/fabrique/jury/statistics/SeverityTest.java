package fr.fabrique.jury.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.fabrique.jury.statistics.Severity.Juror;
import fr.fabrique.jury.statistics.Severity.Variances;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.junit.jupiter.api.Test;

class SeverityTest {

  /**
   * Six targets rated by the same four judges: Shrout, P. E. and Fleiss, J. L. (1979). Intraclass
   * correlations: uses in assessing rater reliability. Psychological Bulletin 86(2), 420–428, table
   * 2. Their analysis of variance, table 3: mean squares 32.49 between judges, 1.02 residual.
   */
  private static final double[][] SHROUT_FLEISS = {
    {9, 2, 5, 8}, {6, 1, 3, 2}, {8, 4, 6, 8}, {7, 1, 2, 6}, {10, 5, 6, 9}, {6, 2, 4, 7}
  };

  @Test
  void the_variance_of_errors_is_that_of_a_published_analysis() {
    Variances variances = Severity.of(table(SHROUT_FLEISS)).variances();

    assertThat(variances.ofErrors()).isEqualTo(1.02, within(0.005));
    assertThat(variances.estimated()).as("15 degrees of freedom are too few").isFalse();
    assertThat(variances.ratio()).isEqualTo(Severity.USUAL_RATIO);
  }

  @Test
  void the_variance_of_severity_is_that_of_a_published_analysis_once_there_is_enough() {
    double[][] threeTimes =
        IntStream.range(0, 18).mapToObj(row -> SHROUT_FLEISS[row % 6]).toArray(double[][]::new);
    double[][] twoOfEach = new double[18][8];
    for (int row = 0; row < 18; row++) {
      for (int column = 0; column < 8; column++) {
        twoOfEach[row][column] = threeTimes[row][column % 4];
      }
    }

    Variances variances = Severity.of(table(twoOfEach)).variances();

    // Squares between judges and of errors grow with the table, their freedom by its own count.
    double betweenJudges = 32.49 * 3 * 3 * 2 / 7;
    double ofErrors = 1.02 * 15 * 3 * 2 / (17 * 7);
    assertThat(variances.estimated()).isTrue();
    assertThat(variances.ofErrors()).isEqualTo(ofErrors, within(0.01));
    assertThat(variances.ofSeverity()).isEqualTo((betweenJudges - ofErrors) / 18, within(0.01));
  }

  @Test
  void the_means_are_those_of_all_equations_solved_together() {
    List<Review> reviews = SimulatedJury.of(1, 40, 3, 12, 3).reviews();

    Severity severity = Severity.of(reviews);

    Map<String, Double> together = mixedModelEquations(reviews, severity.variances().ratio());
    severity
        .correctedMeans()
        .forEach((idea, mean) -> assertThat(mean).isEqualTo(together.get(idea), within(1e-9)));
    severity
        .jurors()
        .forEach(
            juror ->
                assertThat(juror.severity()).isEqualTo(together.get(juror.juror()), within(1e-9)));
  }

  @Test
  void where_everybody_reviews_everything_nothing_is_to_be_corrected() {
    List<Review> reviews = SimulatedJury.of(2, 20, 6, 6, 2).deviating(2, 1).reviews();

    Severity severity = Severity.of(reviews);

    Map<String, Double> means =
        reviews.stream()
            .collect(
                Collectors.groupingBy(Review::idea, Collectors.averagingDouble(Review::total)));
    severity
        .correctedMeans()
        .forEach((idea, mean) -> assertThat(mean).isEqualTo(means.get(idea), within(1e-9)));
    assertThat(severity.jurors().stream().mapToDouble(Juror::severity).sum())
        .isEqualTo(0, within(1e-9));
  }

  @Test
  void an_idea_that_met_the_severe_jurors_gains() {
    List<Review> reviews = new ArrayList<>();
    for (int idea = 0; idea < 12; idea++) {
      reviews.add(new Review("shared" + idea, "mild", 30 + idea % 3));
      reviews.add(new Review("shared" + idea, "usual", 29 + idea % 2));
      reviews.add(new Review("shared" + idea, "severe", 24 + idea % 3));
    }
    reviews.add(new Review("lucky", "mild", 30));
    reviews.add(new Review("lucky", "usual", 29));
    reviews.add(new Review("unlucky", "usual", 29));
    reviews.add(new Review("unlucky", "severe", 24));

    Severity severity = Severity.of(reviews);

    assertThat(severity.jurors())
        .extracting(Juror::juror)
        .containsExactly("severe", "usual", "mild");
    assertThat(severity.correctedMeans().get("unlucky")).isGreaterThan(26.5 + 0.5);
    assertThat(severity.correctedMeans().get("lucky")).isLessThan(29.5 - 0.5);
  }

  @Test
  void a_single_review_is_corrected_by_little_and_never_explodes() {
    List<Review> reviews = new ArrayList<>(SimulatedJury.of(3, 60, 3, 10, 2).reviews());
    reviews.add(new Review("idea0", "newcomer", 0));
    reviews.add(new Review("alone", "newcomer", 1_000));
    reviews.add(new Review("lonely", "hermit", -1_000));

    Severity severity = Severity.of(reviews);

    Map<String, Juror> jurors = byName(severity);
    double distance = 30;
    assertThat(jurors.get("newcomer").severity()).isBetween(-distance / 2, 0.0);
    assertThat(jurors.get("hermit").severity()).as("compared with nobody").isZero();
    assertThat(severity.correctedMeans().get("lonely")).isEqualTo(-1_000);
    assertThat(severity.correctedMeans().get("alone")).isBetween(1_000.0, 1_000 + distance / 2);
    assertThat(jurors.get("hermit").standardError())
        .as("nothing is known of them")
        .isGreaterThan(jurors.get("juror0").standardError());
  }

  @Test
  void panels_without_a_common_juror_need_no_link_and_each_sum_to_nothing() {
    List<Review> reviews = new ArrayList<>();
    for (Review review : SimulatedJury.of(4, 30, 3, 6, 2).reviews()) {
      reviews.add(new Review("one-" + review.idea(), "one-" + review.juror(), review.total()));
    }
    for (Review review : SimulatedJury.of(5, 30, 3, 6, 2).reviews()) {
      reviews.add(new Review("two-" + review.idea(), "two-" + review.juror(), review.total() - 9));
    }

    List<Juror> jurors = Severity.of(reviews).jurors();

    for (String panel : List.of("one", "two")) {
      assertThat(
              jurors.stream()
                  .filter(juror -> juror.juror().startsWith(panel))
                  .mapToDouble(Juror::severity)
                  .sum())
          .isEqualTo(0, within(1e-9));
    }
  }

  @Test
  void jurors_who_do_not_differ_correct_nothing() {
    List<Review> reviews = new ArrayList<>();
    for (int idea = 0; idea < 20; idea++) {
      for (int juror = 0; juror < 5; juror++) {
        reviews.add(new Review("idea" + idea, "juror" + juror, (idea + juror) % 5));
      }
    }

    Severity severity = Severity.of(reviews);

    assertThat(severity.variances().ratio()).isNull();
    assertThat(severity.jurors()).allMatch(juror -> juror.severity() == 0);
    assertThat(severity.jurors()).allMatch(juror -> juror.standardError() == 0);
  }

  @Test
  void corrected_means_lie_nearer_to_what_ideas_are_worth() {
    double raw = 0;
    double corrected = 0;
    for (int jury = 0; jury < 50; jury++) {
      SimulatedJury simulated = SimulatedJury.of(jury, 60, 3, 20, 4).deviating(1, 1.5);
      List<Review> reviews = simulated.reviews();
      Map<String, Double> means =
          reviews.stream()
              .collect(
                  Collectors.groupingBy(Review::idea, Collectors.averagingDouble(Review::total)));
      raw += distance(means, simulated.worth());
      corrected += distance(Severity.of(reviews).correctedMeans(), simulated.worth());
    }

    assertThat(corrected).isLessThan(0.9 * raw);
  }

  @Test
  void the_standard_error_covers_the_truth() {
    int within = 0;
    int jurors = 0;
    for (int jury = 0; jury < 100; jury++) {
      List<Review> lenient =
          SimulatedJury.of(jury, 40, 3, 10, 2).deviating(0, 1).reviews().stream()
              .map(
                  review ->
                      new Review(
                          review.idea(), review.juror(), review.total() + planted(review.juror())))
              .toList();
      for (Juror juror : Severity.of(lenient).jurors()) {
        jurors++;
        within +=
            Math.abs(juror.severity() - planted(juror.juror())) < 1.96 * juror.standardError()
                ? 1
                : 0;
      }
    }

    assertThat(within / (double) jurors).isBetween(0.9, 0.99);
  }

  @Test
  void without_reviews_there_is_nobody() {
    Severity severity = Severity.of(List.of());

    assertThat(severity.jurors()).isEmpty();
    assertThat(severity.correctedMeans()).isEmpty();
  }

  @Test
  void ten_thousand_reviews_by_five_hundred_jurors_are_corrected() {
    List<Review> reviews = SimulatedJury.of(6, 3_334, 3, 500, 50).reviews();

    assertThat(Severity.of(reviews).jurors()).hasSize(500);
  }

  /** Severities that sum to nothing: -1.35 to 1.35. */
  private static double planted(String juror) {
    return (Integer.parseInt(juror.substring("juror".length())) - 4.5) * 0.3;
  }

  private static Map<String, Juror> byName(Severity severity) {
    return severity.jurors().stream().collect(Collectors.toMap(Juror::juror, Function.identity()));
  }

  private static double distance(Map<String, Double> means, Map<String, Double> worth) {
    double off = means.keySet().stream().mapToDouble(i -> means.get(i) - worth.get(i)).sum();
    double shift = off / means.size();
    return means.keySet().stream()
        .mapToDouble(idea -> Math.pow(means.get(idea) - worth.get(idea) - shift, 2))
        .sum();
  }

  private static List<Review> table(double[][] rows) {
    List<Review> reviews = new ArrayList<>();
    for (int row = 0; row < rows.length; row++) {
      for (int column = 0; column < rows[row].length; column++) {
        reviews.add(new Review("idea" + row, "juror" + column, rows[row][column]));
      }
    }
    return reviews;
  }

  /** One row for each idea and each juror, nothing eliminated. */
  private static Map<String, Double> mixedModelEquations(List<Review> reviews, double ratio) {
    Map<String, Integer> places = new HashMap<>();
    for (Review review : reviews) {
      places.putIfAbsent(review.idea(), places.size());
      places.putIfAbsent(review.juror(), places.size());
    }
    RealMatrix left = MatrixUtils.createRealMatrix(places.size(), places.size());
    RealVector right = new ArrayRealVector(places.size());
    for (Review review : reviews) {
      int[] both = {places.get(review.idea()), places.get(review.juror())};
      for (int one : both) {
        right.addToEntry(one, review.total());
        for (int other : both) {
          left.addToEntry(one, other, 1);
        }
      }
    }
    reviews.stream()
        .map(Review::juror)
        .distinct()
        .forEach(juror -> left.addToEntry(places.get(juror), places.get(juror), ratio));
    RealVector solved = new LUDecomposition(left).getSolver().solve(right);
    return places.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, place -> solved.getEntry(place.getValue())));
  }
}
