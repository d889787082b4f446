package fr.fabrique.jury.past;

import static fr.fabrique.jury.past.ScoresFile.HEADER;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What cannot be reported on is refused before anything is started. */
class ReportJuryTest {

  @TempDir Path folder;

  private final StringWriter printed = new StringWriter();
  private final StringWriter said = new StringWriter();

  @Test
  void a_missing_file_is_refused() {
    assertThat(report("--scores", folder.resolve("none.csv").toString())).isEqualTo(2);
    assertThat(said.toString()).endsWith("none.csv: there is no such file.\n").hasLineCount(1);
    assertThat(printed.toString()).isEmpty();
  }

  @Test
  void a_file_without_the_columns_is_refused() throws IOException {
    assertThat(report("--scores", file("juror;score\njuror1;5\n"))).isEqualTo(2);
    assertThat(said.toString())
        .contains("scores.csv: the first line must name the columns, among them session")
        .hasLineCount(1);
  }

  @Test
  void a_header_without_reviews_is_refused() throws IOException {
    assertThat(report("--scores", file(HEADER + "value\n"))).isEqualTo(2);
    assertThat(said.toString()).endsWith("the file holds no review.\n").hasLineCount(1);
  }

  @Test
  void a_file_of_which_no_line_can_be_taken_is_refused_with_the_first_reason() throws IOException {
    assertThat(report("--scores", file(HEADER + "value\nS,e1,ann,A,bob,,6\n"))).isEqualTo(2);
    assertThat(said.toString())
        .endsWith("no line can be taken; line 2: juror_unit is missing.\n")
        .hasLineCount(1);
  }

  @Test
  void options_that_mean_nothing_are_refused() throws IOException {
    assertThat(report()).isEqualTo(2);
    assertThat(report("--scores", file("x"), "--shuffles", "-1")).isEqualTo(2);
    assertThat(report("--scores", file("x"), "--format", "xml")).isEqualTo(2);
    assertThat(said.toString()).contains("--scores", "--shuffles must not be negative", "--format");
  }

  @Test
  void the_help_tells_of_the_json() {
    assertThat(report("--help")).isZero();
    assertThat(printed.toString())
        .contains("falseAlarms  [shuffled, shuffles, alarms, rate, interval, naming]")
        .contains("Exit codes:");
  }

  private String file(String content) throws IOException {
    return Files.writeString(folder.resolve("scores.csv"), content).toString();
  }

  private int report(String... arguments) {
    return new CommandLine(new ReportJury(Object.class))
        .setOut(new PrintWriter(printed))
        .setErr(new PrintWriter(said, true))
        .execute(arguments);
  }
}
