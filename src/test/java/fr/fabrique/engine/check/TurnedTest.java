package fr.fabrique.engine.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurnedTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "${panelComplete} | ${!panelComplete}",
        "${panelComplete} | ${not panelComplete}",
        "${verdict == 'incubate'} | ${verdict != 'incubate'}",
        "${verdict == 'incubate'} | ${ verdict ne 'incubate' }",
        "${awaitingVerdict == 0} | ${awaitingVerdict > 0}",
        "${attempt < maxAttempts} | ${attempt >= maxAttempts}",
        "${attempt lt maxAttempts} | ${attempt > maxAttempts}",
        "< 40 | > 40",
        "\"fair\" | not(\"fair\")",
        "=missing != \"yes\" | =missing = \"yes\"",
        "${a == 'x' && b == 'y'} | ${a == 'x' && b != 'y'}"
      })
  void the_opposite_is_seen(String was, String is) {
    assertThat(Turned.is(was, is)).isTrue();
    assertThat(Turned.is(is, was)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "${panelComplete} | ${panelComplete}",
        "${panelComplete} | ${ panelComplete == true }",
        "${verdict == 'incubate'} | ${verdict == 'rework'}",
        "${verdict == 'incubate'} | ${verdict != 'rework'}",
        "${verdict == 'incubate'} | ${verdict eq 'incubate'}",
        "${attempt < maxAttempts} | ${attempt <= maxAttempts}",
        "${a == '!'} | ${a == ''}",
        "< 40 | < 50",
        "< 40 | > 60",
        "${x} | ${!(!x)}",
        "${recusal != 'none'} | ${!(recusal == 'none')}",
        "> 1.2 | not(<= 1.2)"
      })
  void what_is_merely_different_is_not(String was, String is) {
    assertThat(Turned.is(was, is)).isFalse();
  }
}
