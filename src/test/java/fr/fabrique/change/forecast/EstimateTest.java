package fr.fabrique.change.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class EstimateTest {

  @Test
  void one_play_more_lies_within_nineteen_times_of_twenty() {
    Random random = new Random(1);
    int within = 0;
    for (int i = 0; i < 4_000; i++) {
      Estimate estimate =
          Estimate.ofPlay(random.doubles(5, 0, 1).map(u -> 50 + random.nextGaussian()).toArray());
      double next = 50 + random.nextGaussian();
      within += estimate.low() <= next && next <= estimate.high() ? 1 : 0;
    }

    assertThat(within / 4_000.0).isCloseTo(0.95, within(0.012));
  }

  @Test
  void the_mean_of_all_lies_within_nineteen_times_of_twenty() {
    Random random = new Random(2);
    int within = 0;
    for (int i = 0; i < 4_000; i++) {
      Estimate estimate =
          Estimate.ofMean(random.doubles(3, 0, 1).map(u -> random.nextGaussian()).toArray());
      within += estimate.low() <= 0 && 0 <= estimate.high() ? 1 : 0;
    }

    assertThat(within / 4_000.0).isCloseTo(0.95, within(0.012));
  }

  @Test
  void no_play_takes_less_than_no_time_and_one_play_has_no_interval() {
    assertThat(Estimate.ofPlay(0, 1, 0).low()).isZero();
    assertThat(Estimate.ofPlay(3)).isEqualTo(new Estimate(3, null, null));
  }
}
