package fr.fabrique.jury.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.fabrique.engine.TableRefused;
import fr.fabrique.engine.TrialTable;
import fr.fabrique.idea.Submission.SubmissionRefused;
import fr.fabrique.jury.domain.Tally;
import fr.fabrique.jury.replay.Replay.Change;
import fr.fabrique.jury.replay.Replay.Decision;
import fr.fabrique.jury.replay.Replay.Kind;
import fr.fabrique.jury.replay.Replay.Totals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Past verdicts, and what another table says to the same tallies. */
class ReplayTest {

  @Nested
  class The_table_that_gave_the_verdicts {

    @Test
    void would_change_nothing() {
      Replay replay =
          replay(
              new Tallies()
                  .with("a", 3.5, 0.5, "incubate", "incubate")
                  .with("b", 3.4, 0.5, "rework", "rework")
                  .with("c", 3.4, 1.5, "deliberate", "decline"),
              same -> same);

      assertThat(replay.totals()).isEqualTo(new Totals(3, 3, 0, 0, 0));
      assertThat(replay.changes()).isEmpty();
      assertThat(replay.kinds()).isEmpty();
    }
  }

  @Nested
  class A_lower_bar {

    private final Replay replay =
        replay(
            new Tallies()
                .with("a", 3.4, 0.5, "rework", "rework")
                .with("b", 3.6, 0.5, "incubate", "incubate")
                .with("c", 3.1, 0.5, "rework", "rework")
                .with("d", 3.3, 0.5, "rework", "rework")
                .with("e", 3.4, 1.5, "deliberate", "incubate")
                .with("f", 3.4, 0.5, "", ""),
            ReplayTest::lowered);

    @Test
    void changes_what_lies_between() {
      assertThat(replay.totals()).isEqualTo(new Totals(6, 3, 2, 1, 0));
      assertThat(replay.kinds()).containsExactly(new Kind("rework", "incubate", 2));
      assertThat(replay.changes()).extracting(Change::idea).containsExactly("a", "d");
    }

    @Test
    void tells_what_was_said_by_which_version_and_what_would_be_said() {
      Change change = replay.changes().get(0);

      assertThat(change.line()).isEqualTo(2);
      assertThat(change.title()).isEqualTo("Idea a");
      assertThat(change.round()).isEqualTo(1);
      assertThat(change.given()).isEqualTo("rework");
      assertThat(change.from())
          .isEqualTo(new Decision("rework", "rule_rework", "Their sentence.", 3));
      assertThat(change.to())
          .isEqualTo(
              new Decision(
                  "incubate", "rule_incubate", "A good idea that deserves incubation.", null));
      assertThat(change.inputs().toString())
          .isEqualTo(
              "{reviews=3, quorum=2, showstoppers=0, spread=0.5, agreement=0.67, mean=3.4,"
                  + " leadingAdvice=incubate, round=1}");
    }
  }

  @Nested
  class A_table_to_compare_with {

    @Test
    void takes_the_place_of_what_was_said_then() {
      TalliesFile file =
          file(
              new Tallies()
                  .with("a", 3.4, 0.5, "incubate", "incubate")
                  .with("b", 3.4, 0.5, "", "incubate")
                  .with("c", 3.6, 0.5, "rework", "rework"));

      Replay replay =
          Replay.of(
              file.verdicts(), file.unusable(), table(ReplayTest::lowered), table(t -> t), most());

      assertThat(replay.totals()).isEqualTo(new Totals(3, 1, 2, 0, 0));
      assertThat(replay.changes())
          .extracting(change -> change.from().verdict(), change -> change.from().version())
          .containsOnly(org.assertj.core.groups.Tuple.tuple("rework", null));
    }
  }

  @Nested
  class A_table_that_cannot_be_asked {

    @ParameterizedTest
    @CsvSource({"correctedMean", "verdict", "proposed", "title", "budget", "reason"})
    void asks_for_what_no_tally_tells(String fact) {
      Tallies tallies = new Tallies().with("a", 3.4, 0.5, "rework", "rework");

      assertThatThrownBy(
              () ->
                  replay(
                      tallies,
                      table ->
                          table.replace("<text>mean</text>", "<text>%s</text>".formatted(fact))))
          .isInstanceOf(TableRefused.class)
          .hasMessage(
              "It asks for “%s”, which no tally holds. Tallies hold: agreement, leadingAdvice, mean,"
                      .formatted(fact)
                  + " quorum, reviews, round, seats, showstoppers, spread. Correct the name; if it"
                  + " is a text, put it between quotes.");
    }

    @Test
    void asks_in_a_cell_for_what_no_tally_tells() {
      Tallies tallies = new Tallies().with("a", 3.4, 0.5, "rework", "rework");

      assertThatThrownBy(
              () -> replay(tallies, table -> table.replace("\"quick_win\"</text>", "qick</text>")))
          .isInstanceOf(TableRefused.class)
          .hasMessageContaining("It asks for “qick”");
    }

    @Test
    void gives_no_verdict_to_one_of_them() {
      Tallies tallies =
          new Tallies()
              .with("a", 3.6, 0.5, "incubate", "incubate")
              .with("b", 1.2, 0.5, "decline", "decline");

      assertThatThrownBy(
              () ->
                  replay(
                      tallies,
                      table ->
                          table.replace(
                              "<inputEntry id=\"when_decline_mean\">\n          <text></text>",
                              "<inputEntry id=\"when_decline_mean\">\n          <text>&lt; 1</text>")))
          .isInstanceOf(TableRefused.class)
          .hasMessageContaining("no verdict for reviews 3")
          .hasMessageContaining("mean 1.2");
    }

    @Test
    void may_ask_for_the_seats_that_were_wanted() {
      Tallies tallies = new Tallies().with("a", 3.6, 0.5, "incubate", "incubate");

      assertThat(
              replay(tallies, table -> table.replace("<text>quorum</text>", "<text>seats</text>"))
                  .totals()
                  .unchanged())
          .isEqualTo(1);
    }

    @Test
    void takes_too_long() {
      TalliesFile file = file(new Tallies().with("a", 3.6, 0.5, "incubate", "incubate"));

      assertThatThrownBy(
              () -> Replay.of(file.verdicts(), file.unusable(), table(t -> t), null, Duration.ZERO))
          .isInstanceOf(TableRefused.class)
          .hasMessageContaining("more than 0 seconds for 1 tallies");
    }
  }

  @Nested
  class Lines_that_cannot_be_used {

    @Test
    void are_named_and_leave_the_others_alone() {
      Replay replay =
          replay(
              new Tallies()
                  .with("a", 3.4, 0.5, "rework", "rework")
                  .line("b,B,1,3,3,high,3,0.5,0.67,0,incubate,2,,rework,,rework,3,r,s,")
                  .line("c,C,one,3,3,3.4,3,0.5,0.67,0,incubate,2,,rework,,rework,3,r,s,")
                  .line(",D,1,3,3,3.4,3,0.5,0.67,0,incubate,2,,rework,,rework,3,r,s,")
                  .line("e,E,1,3,3,3.4,3,0.5,0.67,0,incubate,,,rework,,rework,3,r,s,")
                  .with("a", 3.4, 0.5, "rework", "rework")
                  .with("g", 3.4, 0.5, "", "rework")
                  .line("h,H,1,3,3,3.4,3,0.5,0.67,0,incubate,2,,rework,,rework,3,r,s,,too,many")
                  .line("i,I,1,3,3,3.4,3,0.5,0.67,0,incubate,2,,rework,,rework,new,r,s,")
                  .line("\"j,J")
                  .csv(),
              ReplayTest::lowered);

      assertThat(replay.totals()).isEqualTo(new Totals(10, 0, 1, 0, 9));
      assertThat(replay.unusable())
          .extracting(bad -> "%d %s".formatted(bad.line(), bad.reason()))
          .satisfiesExactly(
              bad -> assertThat(bad).isEqualTo("3 “mean” is no number: high."),
              bad -> assertThat(bad).isEqualTo("4 “round” is no whole number: one."),
              bad -> assertThat(bad).isEqualTo("5 “idea” is missing."),
              bad -> assertThat(bad).isEqualTo("6 “quorum” is missing."),
              bad ->
                  assertThat(bad).isEqualTo("7 The same idea and round stand on line 2 already."),
              bad -> assertThat(bad).isEqualTo("8 What the table said then was not kept."),
              bad -> assertThat(bad).startsWith("9 It has 22 cells, but the first line names 20"),
              bad -> assertThat(bad).isEqualTo("10 “table_version” is no whole number: new."),
              bad -> assertThat(bad).startsWith("11 This line is not CSV"));
    }

    @Test
    void a_word_where_the_table_wants_a_number_is_one() {
      Replay replay =
          replay(
              new Tallies()
                  .with("a", 3.4, 0.5, "rework", "rework")
                  .line("b,B,1,3,3,3.4,3,0.5,0.67,0,3.7,2,,rework,,rework,3,r,s,")
                  .csv(),
              table ->
                  table
                      .replace("\"quick_win\"</text>", "> 3</text>")
                      .replace(
                          "<inputExpression id=\"expression_leadingAdvice\" typeRef=\"string\">",
                          "<inputExpression id=\"expression_leadingAdvice\" typeRef=\"double\">"));

      assertThat(replay.unusable())
          .singleElement()
          .satisfies(
              bad -> {
                assertThat(bad.line()).isEqualTo(2);
                assertThat(bad.reason().toString()).contains("cannot be asked", "incubate");
              });
    }
  }

  @Nested
  class A_file {

    @Test
    void may_have_been_saved_by_a_spreadsheet_in_france() {
      String saved =
          "\ufeff"
              + new Tallies()
                  .with("a", 3.4, 0.5, "rework", "rework")
                  .csv()
                  .replace(',', ';')
                  .replaceAll("(\\d)\\.(\\d)", "$1,$2");

      Replay replay = replay(saved, ReplayTest::lowered);

      assertThat(replay.totals()).isEqualTo(new Totals(1, 0, 1, 0, 0));
      assertThat(replay.changes().get(0).inputs()).containsEntry("mean", 3.4);
    }

    @Test
    void that_has_changed_since_is_asked_as_it_was_then() {
      String csv =
          """
          idea,round,reviews,mean,spread,agreement,showstoppers,leading_advice,quorum,\
          asked_mean,asked_reviews,proposed,table_version,rule,verdict
          a,1,1,5.0,0,1,0,incubate,2,3.0,3,rework,1,rule_x,rework
          """;

      assertThat(TalliesFile.read(csv.getBytes(UTF_8)).verdicts())
          .singleElement()
          .satisfies(
              verdict ->
                  assertThat(verdict.facts())
                      .containsEntry("mean", 3.0)
                      .containsEntry("reviews", 3));
    }

    @Test
    void must_say_what_the_table_said() {
      assertThatThrownBy(
              () -> replay(Tallies.HEADER.replace("proposed", "other") + "\n", table -> table))
          .isInstanceOf(SubmissionRefused.class)
          .hasMessageContaining("idea, round, verdict, proposed, table_version and rule");
    }

    @Test
    void without_a_verdict_is_asked_nothing() {
      Replay replay =
          replay(
              new Tallies().with("a", 3.4, 0.5, "", ""),
              table -> table.replace("<text>mean</text>", "<text>unknown</text>"));

      assertThat(replay.totals()).isEqualTo(new Totals(1, 0, 0, 1, 0));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "leadingAdvice, leading_advice",
    "reviews, reviews",
    "maxSubstitutes, max_substitutes",
    "level2Reached, level2_reached"
  })
  void facts_and_columns_have_the_same_name_each_in_its_own_spelling(String fact, String column) {
    assertThat(Facts.column(fact)).isEqualTo(column);
    assertThat(Facts.fact(column)).isEqualTo(fact);
  }

  private static String lowered(String table) {
    return table
        .replace("3.5)", "3.3)")
        .replace(">= 3.5", ">= 3.3")
        .replace("&gt;= 3.5", "&gt;= 3.3");
  }

  private static Replay replay(Tallies tallies, UnaryOperator<String> edit) {
    return replay(tallies.csv(), edit);
  }

  private static Replay replay(String csv, UnaryOperator<String> edit) {
    TalliesFile file = TalliesFile.read(csv.getBytes(UTF_8));
    return Replay.of(file.verdicts(), file.unusable(), table(edit), null, most());
  }

  private static TalliesFile file(Tallies tallies) {
    return TalliesFile.read(tallies.csv().getBytes(UTF_8));
  }

  private static Duration most() {
    return Duration.ofMinutes(1);
  }

  private static TrialTable table(UnaryOperator<String> edit) {
    try {
      String shipped = Files.readString(Path.of("processes/jury-verdict.dmn"));
      return TrialTable.read("edited.dmn", edit.apply(shipped).getBytes(UTF_8), Tally.TABLE);
    } catch (IOException missing) {
      throw new java.io.UncheckedIOException(missing);
    }
  }
}
