package fr.fabrique.jury.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.jury.statistics.Distribution.Mark;
import java.util.List;
import org.junit.jupiter.api.Test;

class DistributionTest {

  @Test
  void scores_are_counted_for_each_criterion() {
    List<Distribution> distributions =
        Distribution.of(
            List.of(
                new Mark("value", 4),
                new Mark("effort", 2),
                new Mark("value", 0.25),
                new Mark("value", 4)));

    assertThat(distributions)
        .extracting(Distribution::criterion)
        .containsExactly("value", "effort");
    Distribution value = distributions.get(0);
    assertThat(value.counts().keySet()).containsExactly(0.25, 4.0);
    assertThat(value.count(4)).isEqualTo(2);
    assertThat(value.count(3)).isZero();
    assertThat(value.size()).isEqualTo(3);
  }

  @Test
  void without_scores_there_are_no_criteria() {
    assertThat(Distribution.of(List.of())).isEmpty();
  }
}
