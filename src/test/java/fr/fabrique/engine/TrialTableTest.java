package fr.fabrique.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import fr.fabrique.engine.TrialTable.Answer;
import fr.fabrique.engine.TrialTable.NotAsked;
import fr.fabrique.engine.check.Hostile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A table that anybody may have written is asked, or refused with words that help. */
class TrialTableTest {

  private static final String ATTACK =
      "${''.getClass().forName('java.lang.System').getMethod('setProperty',"
          + "''.getClass(),''.getClass()).invoke(null,'fabrique.reached','yes')}";

  private static final String SCRIPT = "java.lang.System.setProperty('fabrique.reached', 'yes')";

  @AfterEach
  void forget() {
    Hostile.forget();
  }

  @Nested
  class The_shipped_table {

    @Test
    void says_by_which_rule_it_answers() throws IOException {
      TrialTable table = shipped();

      assertThat(table.asks())
          .containsExactly(
              "reviews",
              "quorum",
              "showstoppers",
              "spread",
              "agreement",
              "mean",
              "leadingAdvice",
              "round");
      assertThat(table.answer(facts(3.5)))
          .isEqualTo(
              new Answer("incubate", "rule_incubate", "A good idea that deserves incubation."));
      assertThat(table.answer(facts(3.49)).rule()).isEqualTo("rule_rework");
    }

    @Test
    void cannot_be_asked_about_a_word_where_it_wants_a_number() throws IOException {
      Map<String, Object> facts = facts(3);
      facts.put("mean", "high");

      assertThatThrownBy(() -> shipped().answer(facts))
          .isInstanceOf(NotAsked.class)
          .hasMessageContaining("high");
    }

    private Map<String, Object> facts(double mean) {
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("reviews", 3);
      facts.put("quorum", 2);
      facts.put("showstoppers", 0);
      facts.put("spread", 0.5);
      facts.put("agreement", 1);
      facts.put("mean", mean);
      facts.put("leadingAdvice", "rework");
      facts.put("round", 1);
      return facts;
    }

    private TrialTable shipped() throws IOException {
      return TrialTable.read(
          "jury-verdict.dmn",
          Files.readAllBytes(Path.of("processes/jury-verdict.dmn")),
          "jury_verdict");
    }
  }

  @Nested
  class An_honest_table {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "> 3",
          "[1..4)",
          "not(2)",
          "1, 2, 3, 4",
          "-",
          "? > 3 and round < 9",
          "cellInput >= 3",
          "> min(1, quorum)",
          "? in ([1..2], [3..4])",
          "if quorum > 1 then ? > 3 else ? > 2"
        })
    void may_use_what_compares_and_adds(String cell) {
      Map<String, Object> facts = Map.of("mean", 3.9, "quorum", 2, "round", 1);

      assertThat(answer(table(cell), facts)).isIn("incubate", "decline");
    }

    @Test
    void may_rest_on_another_decision_of_the_file() {
      TrialTable table =
          read(
              dmn(
                  "",
                  """
                  <decision id="level" name="level">
                    <variable id="v" name="level" typeRef="string" />
                    <literalExpression id="e"><text>if mean > quorum then "high" else "low"</text></literalExpression>
                  </decision>
                  <decision id="jury_verdict" name="verdict">
                    <informationRequirement id="needs"><requiredDecision href="#level" /></informationRequirement>
                    %s
                  </decision>
                  """
                      .formatted(rules("FIRST", "level", List.of("\"high\""), "\"incubate\""))));

      assertThat(table.asks()).containsExactly("mean", "quorum");
      assertThat(table.answer(Map.of("mean", 3, "quorum", 2)))
          .isEqualTo(new Answer("incubate", "r0", null));
    }

    @Test
    void may_be_a_single_expression_without_rules() {
      TrialTable table =
          read(
              dmn(
                  "",
                  """
                  <decision id="jury_verdict" name="verdict">
                    <variable id="v" name="verdict" typeRef="string" />
                    <literalExpression id="e"><text>if mean > 3 then "incubate" else "decline"</text></literalExpression>
                  </decision>
                  """));

      assertThat(table.answer(Map.of("mean", 4))).isEqualTo(new Answer("incubate", null, null));
    }
  }

  @Nested
  class A_table_that_does_not_give_one_verdict {

    private static final Map<String, Object> FACTS = Map.of("mean", 3);

    @Test
    void gives_none() {
      TrialTable table = read(decision("FIRST", "mean", List.of("> 4"), "\"incubate\""));

      assertRefused(() -> table.answer(FACTS), "no verdict for mean 3. Add a rule");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "\" \""})
    void gives_no_word(String result) {
      TrialTable table = read(decision("FIRST", "mean", List.of("-"), result));

      assertRefused(() -> table.answer(FACTS), "no verdict for mean 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNIQUE", "COLLECT", "RULE ORDER"})
    void lets_two_rules_hold(String hitPolicy) {
      TrialTable table = read(decision(hitPolicy, "mean", List.of("> 1", "> 2"), "\"incubate\""));

      assertRefused(() -> table.answer(FACTS), "more than one verdict for mean 3");
    }

    @Test
    void has_two_results() {
      TrialTable table =
          read(
              decision("FIRST", "mean", List.of("-"), "\"incubate\"")
                  .replace("<rule ", "<output id=\"o2\" name=\"why\" typeRef=\"string\" /><rule ")
                  .replace(
                      "</rule>", "<outputEntry id=\"x\"><text>\"b\"</text></outputEntry></rule>"));

      assertRefused(() -> table.answer(FACTS), "more than one verdict");
    }
  }

  @Nested
  class A_hostile_table {

    @ParameterizedTest
    @CsvSource({
      "juel, inputExpression",
      "juel, inputEntry",
      "juel, outputEntry",
      "JUEL, outputEntry",
      "javascript, inputEntry",
      "groovy, outputEntry",
      "python, inputExpression",
      "http://www.omg.org/spec/FEELING, outputEntry"
    })
    void speaks_another_language(String language, String element) {
      String table =
          decision("FIRST", "mean", List.of(language.equals("juel") ? ATTACK : SCRIPT), ATTACK)
              .replaceAll(
                  "<%s id=\"[a-z0-9]+\"".formatted(element),
                  "$0 expressionLanguage=\"%s\"".formatted(language));

      assertRefused(() -> run(table), "it is written in “%s”. Only FEEL".formatted(language));
    }

    @Test
    void speaks_another_language_as_a_whole() {
      assertRefused(
          () ->
              run(
                  table("> 3")
                      .replace("<definitions ", "<definitions expressionLanguage=\"juel\" ")),
          "written in “juel”");
    }

    @Test
    void speaks_another_language_in_a_decision_that_is_not_asked() {
      String other =
          """
          <decision id="other" name="other"><variable id="v" name="v" typeRef="string" />
            <literalExpression id="e" expressionLanguage="juel"><text>%s</text></literalExpression>
          </decision>
          """
              .formatted(ATTACK);

      assertRefused(
          () -> run(table("> 3").replace("<decision id", other + "<decision id")),
          "written in “juel”");
    }

    @Test
    void hides_the_language_behind_a_prefix() {
      String prefixed =
          decision("FIRST", "mean", List.of(ATTACK), ATTACK)
              .replace(
                  "<definitions ",
                  "<definitions xmlns:d=\"https://www.omg.org/spec/DMN/20191111/MODEL/\" ")
              .replace("<inputEntry ", "<inputEntry d:expressionLanguage=\"juel\" ");

      assertRefused(() -> run(prefixed), "cannot be read. Write it in FEEL");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "count(for i in 1..1000000000 return i) > 1",
          "some i in 1..1000000000 satisfies i < 0",
          "every i in 1..1000000000 satisfies i > 0",
          "count([1,2][item > 1]) > 1",
          "{a: 1}.a > 1",
          "? = function(x) x",
          "matches(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\", \"(a+)+$\")",
          "replace(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\", \"(a+)+$\", \"b\") = \"b\"",
          "split(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\", \"(a+)+$\") = [1]",
          "? > 10 ** 999999999",
          "> number(\"1e999999999\")",
          "now() > now()",
          "exit(1)",
          "a.b(1) = 1"
        })
    void calls_or_repeats_what_could_go_on_without_end(String cell) {
      assertRefused(() -> run(table(cell)), "calls a function, runs a loop or defines something");
    }

    @Test
    void calls_java() {
      String external =
          "function(x,y) external { java: { class: \"java.lang.System\","
              + " method signature: \"setProperty(java.lang.String,java.lang.String)\" } }";

      assertRefused(
          () -> run(decision("FIRST", external, List.of("-"), "\"incubate\"")),
          "the cell “function(x,y) external");
    }

    @ParameterizedTest
    @CsvSource({
      "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>",
      "<!DOCTYPE d SYSTEM 'http://127.0.0.1:1/x.dtd'>",
      "<!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
    })
    void declares_a_document_type(String type) {
      String declared = table("> 3").replace("?>", "?>" + type).replace("\"incubate\"", "\"&x;\"");

      assertRefused(() -> run(declared), "declares a document type (DOCTYPE)");
    }

    @Test
    void lies_deeper_than_any_table() {
      String deep =
          table("> 3")
              .replace(
                  "<decision id",
                  "<extensionElements>%s%s</extensionElements><decision id"
                      .formatted("<a>".repeat(100_000), "</a>".repeat(100_000)));

      assertRefused(() -> run(deep), "lie in each other deeper than 90");
    }

    @Test
    void nests_brackets_or_goes_on_for_ever() {
      for (String cell :
          List.of(
              "(".repeat(21) + "1" + ")".repeat(21),
              "[".repeat(400),
              "1" + " in 1".repeat(5_000),
              "1" + "+1".repeat(50_000))) {
        assertRefused(() -> run(table(cell)), "longer than 500 characters, or its brackets");
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1", "*9", " in 1", " and 1", "-1", "/3", ".b", " or 1"})
    void is_as_long_as_a_cell_may_be(String part) {
      String cell = "1" + part.repeat(499 / part.length());

      assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () -> {
            try {
              answer(table(cell), Map.of("mean", 3));
            } catch (TableRefused | NotAsked refused) {
              assertThat(refused.getMessage()).isNotBlank();
            }
          });
    }

    @Test
    void rests_on_itself_by_a_thousand_ways() {
      String layers =
          IntStream.range(0, 40)
              .mapToObj(
                  layer ->
                      """
                      <decision id="%1$s" name="n"><variable id="v%3$d" name="w%3$d" typeRef="string" />%2$s
                        <literalExpression id="e%3$d"><text>"incubate"</text></literalExpression></decision>
                      """
                          .formatted(
                              layer == 39 ? "jury_verdict" : "layer" + layer,
                              layer == 0
                                  ? ""
                                  : IntStream.range(0, 3)
                                      .mapToObj(
                                          way ->
                                              "<informationRequirement id=\"i%d_%d\"><requiredDecision href=\"#layer%d\" /></informationRequirement>"
                                                  .formatted(layer, way, layer - 1))
                                      .collect(Collectors.joining()),
                              layer))
              .collect(Collectors.joining());

      assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () -> assertThat(read(dmn("", layers)).answer(Map.of()).outcome()).isEqualTo("incubate"));
    }

    @Test
    void needs_itself() {
      String circle =
          """
          <decision id="jury_verdict" name="n">
            <variable id="v" name="w" typeRef="string" />
            <informationRequirement id="i"><requiredDecision href="#jury_verdict" /></informationRequirement>
            <literalExpression id="e"><text>"incubate"</text></literalExpression>
          </decision>
          """;

      assertRefused(() -> run(dmn("", circle)), "The engine cannot take this table");
    }

    private void run(String table) {
      try {
        assertTimeoutPreemptively(
            Duration.ofSeconds(20), () -> answer(table, Map.of("mean", 3, "round", 1)));
      } finally {
        assertThat(Hostile.hasRun()).as("it has run").isFalse();
      }
    }
  }

  @Nested
  class A_file_that_is_no_such_table {

    @Test
    void has_another_decision() {
      assertRefused(
          () -> read(table("> 3").replace("\"jury_verdict\"", "\"verdict_of_jury\"")),
          "no decision with the id “jury_verdict”; it has: verdict_of_jury.");
    }

    @Test
    void has_no_decision() {
      assertRefused(() -> read(dmn("", "")), "it has: –.");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          " ",
          "verdict: incubate",
          "{\"verdict\": 1}",
          "<definitions>",
          "PK\u0003\u0004",
          "<a>\u0000</a>"
        })
    void is_no_xml(String content) {
      assertThatThrownBy(() -> read(content)).isInstanceOf(TableRefused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html/>", "<definitions/>", "<definitions xmlns='urn:x'/>"})
    void is_no_dmn(String content) {
      assertRefused(() -> read(content), "no DMN file. Choose the decision table");
    }

    @Test
    void is_a_diagram() throws IOException {
      String diagram = Files.readString(Path.of("processes/jury-review.bpmn"));

      assertRefused(() -> read(diagram), "no DMN file");
    }

    @Test
    void is_dmn_that_the_engine_does_not_take() {
      assertRefused(
          () -> read(table("> 3").replace("<output ", "<exit ")),
          "The engine cannot take this table");
    }

    @ParameterizedTest
    @CsvSource({"'< < 5', cannot be read", "'\"a', cannot be read"})
    void has_a_cell_that_means_nothing(String cell, String said) {
      assertRefused(() -> read(table(cell)), said);
    }

    @Test
    void has_a_column_that_asks_for_nothing() {
      assertRefused(
          () -> read(decision("FIRST", "", List.of("> 3"), "\"incubate\"")),
          "the column asks for nothing");
    }

    @Test
    void is_larger_than_a_table_may_be() {
      String large = table("> 3") + " ".repeat(TrialTable.MOST_BYTES);

      assertRefused(() -> read(large), "larger than 1 MB");
    }

    @Test
    void is_refused_in_the_readers_language() {
      TableRefused refused = catchThrowableOfType(TableRefused.class, () -> read("<html/>"));

      assertThat(refused.why().in(Locale.ENGLISH)).startsWith("This is no DMN file.");
      assertThat(refused.why().in(Locale.FRENCH)).startsWith("Ce n’est pas un fichier DMN.");
      assertThat(refused).hasMessage(refused.why().in(Locale.ENGLISH));
    }
  }

  private static void assertRefused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable act, String said) {
    assertThatThrownBy(act).isInstanceOf(TableRefused.class).hasMessageContaining(said);
  }

  private static String answer(String table, Map<String, Object> facts) {
    return read(table).answer(facts).outcome();
  }

  private static TrialTable read(String dmn) {
    return TrialTable.read("table.dmn", dmn.getBytes(StandardCharsets.UTF_8), "jury_verdict");
  }

  /** One cell on the mean; what it leaves over is declined. */
  private static String table(String cell) {
    return decision("FIRST", "mean", List.of(cell, "-"), "\"incubate\"");
  }

  private static String decision(
      String hitPolicy, String input, List<String> cells, String result) {
    return dmn(
        "",
        "<decision id=\"jury_verdict\" name=\"verdict\">%s</decision>"
            .formatted(rules(hitPolicy, input, cells, result)));
  }

  private static String rules(String hitPolicy, String input, List<String> cells, String result) {
    return """
    <decisionTable id="t" hitPolicy="%s">
      <input id="in"><inputExpression id="ie"><text>%s</text></inputExpression></input>
      <output id="out" name="verdict" typeRef="string" />
      %s
    </decisionTable>
    """
        .formatted(
            hitPolicy,
            escaped(input),
            IntStream.range(0, cells.size())
                .mapToObj(
                    i ->
                        """
                        <rule id="r%1$d"><inputEntry id="i%1$d"><text>%2$s</text></inputEntry>
                          <outputEntry id="o%1$d"><text>%3$s</text></outputEntry></rule>
                        """
                            .formatted(i, escaped(cells.get(i)), escaped(result)))
                .collect(Collectors.joining()));
  }

  private static String escaped(String cell) {
    return cell.replace("&", "&amp;").replace("<", "&lt;");
  }

  private static String dmn(String before, String content) {
    return """
    <?xml version="1.0" encoding="UTF-8"?>%s
    <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"
        xmlns:camunda="http://camunda.org/schema/1.0/dmn" id="d" name="d" namespace="trial">
    %s
    </definitions>
    """
        .formatted(before, content);
  }
}
