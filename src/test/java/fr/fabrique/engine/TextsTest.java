package fr.fabrique.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.StaticMessageSource;

class TextsTest {

  @Test
  void in_french_the_first_of_a_month_is_an_ordinal_alone_of_all_its_days() {
    var day = new Texts(new StaticMessageSource(), "fr").day();
    assertThat(LocalDate.of(2026, 10, 1).format(day)).isEqualTo("1er octobre 2026");
    assertThat(LocalDate.of(2026, 10, 21).format(day)).isEqualTo("21 octobre 2026");
  }
}
