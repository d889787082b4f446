package fr.fabrique.jury.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.jury.statistics.Agreement.Bootstrap;
import fr.fabrique.jury.statistics.Agreement.Metric;
import fr.fabrique.jury.statistics.Agreement.Undefined;
import fr.fabrique.jury.statistics.JuryReport.Scale;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JuryReportTest {

  private static final Bootstrap FEW = new Bootstrap(100, 0.95, 1);

  @Test
  void it_puts_all_figures_side_by_side() {
    List<Review> reviews =
        new ArrayList<>(SimulatedJury.of(1, 30, 3, 9, 3).favouringOwnUnitBy(2).reviews());
    reviews.add(new Review("without a theme", "juror0", 30));

    JuryReport report = JuryReport.of(Scale.SUM, reviews, FEW);

    assertThat(report.reviews()).isEqualTo(91);
    assertThat(report.ideas()).isEqualTo(31);
    assertThat(report.severity()).isEqualTo(Severity.of(reviews).jurors());
    assertThat(report.agreement()).isEqualTo(Agreement.of(reviews, Metric.INTERVAL, FEW));
    assertThat(report.agreementByTheme()).containsOnlyKeys("theme0", "theme1", "theme2");
    assertThat(report.agreementByTheme().get("theme1").ideas()).isEqualTo(10);
    assertThat(report.ownUnit()).isEqualTo(OwnUnit.of(reviews));
  }

  @Test
  void without_reviews_it_says_so() {
    JuryReport report = JuryReport.of(Scale.WEIGHTED_MEAN, List.of(), FEW);

    assertThat(report.severity()).isEmpty();
    assertThat(report.agreement().undefined()).isEqualTo(Undefined.TOO_FEW_IDEAS);
    assertThat(report.ownUnit().alert()).isFalse();
  }
}
