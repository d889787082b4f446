package fr.fabrique.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What cannot be rehearsed with is refused before anything is started. */
class RehearseTest {

  @TempDir Path folder;

  private final StringWriter printed = new StringWriter();
  private final StringWriter said = new StringWriter();

  @Test
  void a_missing_file_is_refused() {
    assertThat(rehearse("--ideas", folder.resolve("none.csv").toString(), "--seed", "1"))
        .isEqualTo(2);
    assertThat(said.toString()).endsWith("none.csv: there is no such file.\n").hasLineCount(1);
    assertThat(printed.toString()).isEmpty();
  }

  @Test
  void a_folder_is_refused() {
    assertThat(rehearse("--ideas", folder.toString(), "--seed", "1")).isEqualTo(2);
    assertThat(said.toString()).endsWith("this is not a file.\n").hasLineCount(1);
  }

  @Test
  void an_empty_file_is_refused() throws IOException {
    assertThat(rehearse("--ideas", file(""), "--seed", "1")).isEqualTo(2);
    assertThat(said.toString()).endsWith("the file is empty.\n").hasLineCount(1);
  }

  @Test
  void a_file_in_another_encoding_is_refused() throws IOException {
    Path latin = folder.resolve("latin.csv");
    Files.write(
        latin,
        ("external_id,title,body\n1,Congés,\"" + "x".repeat(20_000) + "é\"\n")
            .getBytes(StandardCharsets.ISO_8859_1));
    assertThat(rehearse("--ideas", latin.toString(), "--seed", "1")).isEqualTo(2);
    assertThat(said.toString()).contains("latin.csv: the file is not UTF-8").hasLineCount(1);
  }

  @Test
  void a_header_without_ideas_is_refused() throws IOException {
    assertThat(rehearse("--ideas", file("external_id,title,body\n\n"), "--seed", "1")).isEqualTo(2);
    assertThat(said.toString()).endsWith("the file holds no idea.\n").hasLineCount(1);
  }

  @Test
  void a_file_without_the_columns_is_refused() throws IOException {
    assertThat(rehearse("--ideas", file("id;titre\n1;Congés\n"), "--seed", "1")).isEqualTo(2);
    assertThat(said.toString())
        .contains("ideas.csv: the first line must name the columns", "external_id", "id, titre")
        .hasLineCount(1);
  }

  @Test
  void a_file_with_a_column_twice_is_refused() throws IOException {
    assertThat(rehearse("--ideas", file("external_id,title,title\n1,A,B\n"), "--seed", "1"))
        .isEqualTo(2);
    assertThat(said.toString()).contains("title twice").hasLineCount(1);
  }

  @Test
  void an_unknown_format_and_a_missing_seed_are_refused() {
    assertThat(rehearse("--ideas", "x.csv", "--seed", "1", "--format", "xml")).isEqualTo(2);
    assertThat(rehearse("--ideas", "x.csv")).isEqualTo(2);
    assertThat(said.toString()).contains("--format", "--seed");
  }

  private String file(String content) throws IOException {
    return Files.writeString(folder.resolve("ideas.csv"), content).toString();
  }

  private int rehearse(String... arguments) {
    return new CommandLine(new Rehearse(Object.class))
        .setOut(new PrintWriter(printed))
        .setErr(new PrintWriter(said, true))
        .execute(arguments);
  }
}
