package fr.fabrique.engine.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is plain to see is read as the engine's own parser reads it. */
class FeelTest {

  private static final FeelEngineApi ENGINE = FeelEngineBuilder.forJava().build();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "verdict",
        "verdict = \"rework\"",
        "a != null and b >= 3",
        "a = 1 or b = true",
        "a = = 3",
        "true",
        "null",
        "for",
        "not",
        "a and",
        "a = \"x",
        "orange = 1",
        "a = 1 and and b = 2",
        "a=\"b\"",
        "if",
        "a = -1.5",
        "in = 3",
        "date = 3"
      })
  void an_expression(String text) {
    assertThat(Feel.expression(text).problem().isEmpty())
        .isEqualTo(ENGINE.parseExpression(text).isSuccess());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-",
        "3",
        ">= 3",
        "< quorum",
        "\"a\", \"b\"",
        "[2.5..3.5)",
        "(1..2]",
        "]1..2[",
        "[2..x]",
        "true",
        "\"a\",",
        "> > 3",
        ">= \"a\"",
        "null",
        "quorum",
        "> true",
        "not(\"a\")"
      })
  void a_cell(String text) {
    assertThat(Feel.unaryTests(text).problem().isEmpty())
        .isEqualTo(ENGINE.parseUnaryTests(text).isSuccess());
  }

  @ParameterizedTest
  @CsvSource({
    "a = \"b\" and c > 3, a c",
    "a, a",
    "a = true or null = null, a",
    "a = \"and c\", a",
  })
  void names(String text, String names) {
    assertThat(Feel.expression(text).names()).isEqualTo(Set.of(names.split(" ")));
  }
}
