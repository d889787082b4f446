package fr.fabrique.engine.check;

import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.engine.StepCatalogue.Limits;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DomainTest {

  private static final double NONE = Double.POSITIVE_INFINITY;

  @Test
  void a_whole_number_is_held_against_whole_numbers_only() {
    assertThat(Domain.numbers(new Limits(0, NONE, true)).samples(List.of(2.5)))
        .containsExactly(0.0, 1.0, 2.0, 3.0);
  }

  @Test
  void a_decimal_may_be_what_it_is_compared_with_and_keeps_to_its_limits() {
    assertThat(Domain.numbers(new Limits(0, 3, false)).samples(List.of(2.5, 7.0)))
        .containsExactly(0.0, 1.0, 1.25, 2.5, 2.75, 3.0);
  }

  @Test
  void what_several_write_lies_between_the_outer_limits() {
    Domain both = Domain.numbers(new Limits(1, 4, true)).or(Domain.numbers(new Limits(3, 9, true)));
    assertThat(both.limits()).isEqualTo(new Limits(1, 9, true));
    assertThat(both.or(Domain.ANY).isLimited()).isFalse();
    assertThat(both.or(Domain.of(Set.of("late"))).isLimited()).isFalse();
  }
}
