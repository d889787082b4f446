package fr.fabrique.jury.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The subcommand's exit codes, and what it says of what it cannot use. */
class ReplayVerdictsTest {

  private static final Path SHIPPED = Path.of("processes/jury-verdict.dmn");

  @TempDir Path folder;

  private final StringWriter printed = new StringWriter();
  private final StringWriter said = new StringWriter();

  @Test
  void nothing_changes_with_the_table_of_this_folder() throws IOException {
    assertThat(replay("--tallies", tallies())).isZero();
    assertThat(printed.toString()).contains("The verdict would change                  0");
    assertThat(said.toString()).isEmpty();
  }

  @Test
  void something_changes_with_a_lower_bar() throws IOException {
    assertThat(replay("--tallies", tallies(), "--table", lowered())).isEqualTo(1);
    assertThat(printed.toString())
        .contains("  rework           incubate                  1")
        .contains("  Idea a (a), round 1")
        .contains("from rework by rule_rework, version 3 of the table: Their sentence.")
        .contains("to   incubate by rule_incubate: A good idea that deserves incubation.")
        .contains("asked: reviews 3, quorum 2, showstoppers 0, spread 0.5,");
  }

  @Test
  void two_tables_are_compared() throws IOException {
    assertThat(
            replay("--tallies", tallies(), "--table", lowered(), "--against", SHIPPED.toString()))
        .isEqualTo(1);
    assertThat(printed.toString())
        .contains("from rework by rule_rework: A promising idea")
        .doesNotContain("version 3");
  }

  @Test
  void what_the_chair_settled_is_told_with_what_the_table_said() throws IOException {
    String file = file("t.csv", new Tallies().with("a", 3.6, 1.3, "deliberate", "quick_win").csv());

    assertThat(replay("--tallies", file, "--table", edited("1.2</text>", "1.4</text>")))
        .isEqualTo(1);
    assertThat(printed.toString())
        .contains("deliberate       incubate", "the round ended with quick_win");
  }

  @Test
  void a_title_cannot_pretend_to_be_a_line_of_the_report() throws IOException {
    String file =
        file(
            "t.csv",
            new Tallies()
                .line("a,\"A\r\n\u001b[2K  Total 0\",1,3,3,3.4,3,0.5,0.67,0,incubate,2,,rework,,")
                .csv()
                .replace("rework,,\n", "rework,,rework,3,r,s,\n"));

    assertThat(replay("--tallies", file, "--table", lowered())).isEqualTo(1);
    assertThat(printed.toString())
        .doesNotContain("\u001b")
        .contains("  A [2K  Total 0 (a), round 1");
  }

  @Test
  void missing_files_are_refused() throws IOException {
    String none = folder.resolve("none").toString();

    assertThat(replay("--tallies", none)).isEqualTo(2);
    assertThat(replay("--tallies", tallies(), "--table", none)).isEqualTo(2);
    assertThat(replay("--tallies", tallies(), "--against", none)).isEqualTo(2);
    assertThat(said.toString().lines())
        .hasSize(3)
        .allMatch(l -> l.endsWith("none: there is no such file."));
  }

  @ParameterizedTest
  @CsvSource({
    "'<html/>', no DMN file",
    "'<?xml version=\"1.0\"?><!DOCTYPE d><d/>', DOCTYPE",
    "nothing, not well-formed XML"
  })
  void a_table_that_is_none_is_refused_by_its_name(String content, String reason)
      throws IOException {
    String table = file("edited.dmn", content);

    assertThat(replay("--tallies", tallies(), "--table", table)).isEqualTo(2);
    assertThat(said.toString()).contains("edited.dmn: ", reason).hasLineCount(1);
    assertThat(printed.toString()).isEmpty();
  }

  @Test
  void a_table_that_gives_no_verdict_is_refused_by_its_name() throws IOException {
    assertThat(
            replay(
                "--tallies",
                tallies(),
                "--table",
                edited("<text>\"rework\"</text>", "<text></text>")))
        .isEqualTo(2);
    assertThat(said.toString()).contains("edited.dmn: It gives no verdict for reviews 3");
  }

  @Test
  void a_file_that_holds_no_tally_is_refused() throws IOException {
    assertThat(replay("--tallies", file("t.csv", "a,b\n1,2\n"))).isEqualTo(2);
    assertThat(replay("--tallies", file("t.csv", Tallies.HEADER + "\n"))).isEqualTo(2);
    assertThat(replay("--tallies", file("t.csv", Tallies.HEADER + "\n,,\n"))).isEqualTo(2);
    assertThat(said.toString())
        .contains("t.csv: the first line must name the columns")
        .contains("t.csv: the file holds no tally.")
        .contains("t.csv: no line can be used; line 2: “idea” is missing.");
  }

  @Test
  void options_that_mean_nothing_are_refused() throws IOException {
    assertThat(replay()).isEqualTo(2);
    assertThat(replay("--tallies", tallies(), "--format", "xml")).isEqualTo(2);
    assertThat(said.toString()).contains("--tallies", "--format");
  }

  @Test
  void the_help_tells_of_the_json_and_the_exit_codes() {
    assertThat(replay("--help")).isZero();
    assertThat(printed.toString()).contains("kinds     [from, to, count]", "Exit codes:");
  }

  private String tallies() throws IOException {
    return file(
        "tallies.csv",
        new Tallies()
            .with("a", 3.4, 0.5, "rework", "rework")
            .with("b", 3.6, 0.5, "incubate", "incubate")
            .csv());
  }

  private String lowered() throws IOException {
    return edited("3.5", "3.3");
  }

  private String edited(String old, String text) throws IOException {
    return file("edited.dmn", Files.readString(SHIPPED).replace(old, text));
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  private int replay(String... arguments) {
    return new CommandLine(new ReplayVerdicts())
        .setOut(new PrintWriter(printed))
        .setErr(new PrintWriter(said, true))
        .execute(arguments);
  }
}
