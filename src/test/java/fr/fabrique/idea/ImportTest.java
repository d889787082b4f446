package fr.fabrique.idea;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fr.fabrique.FabriqueTest;
import fr.fabrique.idea.Ideas.Idea;
import fr.fabrique.idea.Program.Answer;
import fr.fabrique.people.People;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Files of ideas as spreadsheets and programs write them, good and bad. */
@FabriqueTest
class ImportTest {

  @LocalServerPort private int port;
  @Autowired private Ideas ideas;
  @Autowired private People people;

  @ParameterizedTest
  @CsvSource({"semicolon, ;", "comma, ','", "tab, '\t'"})
  void the_columns_are_parted_by_what_the_first_line_says(String name, String delimiter) {
    Answer report =
        importCsv(
            String.join("\r\n", "\ufeffexternal_id|Title| body |theme", "%s|\"A | title\"|b|t", "")
                .formatted("parted-" + name)
                .replace("|", delimiter));

    assertThat(report.status()).isEqualTo(200);
    Idea idea = ideas.find(report.body().at("/accepted/0/id").asText()).orElseThrow();
    assertThat(idea.externalId()).isEqualTo("parted-" + name);
    assertThat(idea.title()).isEqualTo(("A " + delimiter + " title").replaceAll("\\s+", " "));
  }

  @Test
  void a_comma_inside_a_semicolon_file_is_text() {
    Answer report = importCsv("external_id;title;body\nsemi-1;One, two;Three, four\n");

    assertThat(idea(report).solution()).isEqualTo("<p>Three, four</p>");
  }

  @Test
  void two_columns_of_the_same_name_are_refused() {
    Answer answer = importCsv("external_id,title,body,Title\ntwice-1,One,Text,Two\n");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.detail()).contains("title", "twice");
  }

  @Test
  void missing_columns_are_told_with_those_found() {
    Answer answer = importCsv("id;titre;texte\n1;A;B\n");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.detail()).contains("external_id", "title", "id, titre, texte");
  }

  @Test
  void columns_that_mean_nothing_here_are_named_in_the_report() {
    Answer report = importCsv("external_id,title,body,votes\nignored-1,One,Text,12\n");

    assertThat(report.body().path("ignoredColumns")).hasSize(1);
    assertThat(report.body().at("/ignoredColumns/0").asText()).isEqualTo("votes");
  }

  @Test
  void authors_who_had_no_account_are_named_in_the_report() {
    String file =
        "external_id,title,body,author\nnew-1,One,Text,newcomer7\nnew-2,Two,Text,newcomer7\n"
            + "new-3,Three,Text,author2\n";

    assertThat(importCsv(file).body().path("registered"))
        .extracting(JsonNode::asText)
        .containsExactly("newcomer7");
    assertThat(importCsv(file).body().path("registered")).isEmpty();
  }

  @Test
  void a_line_that_creates_no_idea_registers_nobody() {
    importCsv("external_id,title,body,author\nthere-1,One,Text,author2\n");

    Answer again = importCsv("external_id,title,body,author\nthere-1,One,Text,nobodyYet\n");

    assertThat(again.body().path("existing")).hasSize(1);
    assertThat(again.body().path("registered")).isEmpty();
    assertThat(people.exists("nobodyYet")).isFalse();
  }

  @Test
  void an_author_written_with_other_capitals_is_not_somebody_else() {
    Answer report = importCsv("external_id,title,body,author\ncapitals-1,One,Text,Author2\n");

    assertThat(report.body().at("/refused/0/reason").asText())
        .isEqualTo(
            "author: There is no account 'Author2', but an account 'author2':"
                + " write it with the same capitals.");
    assertThat(people.exists("Author2")).isFalse();
  }

  @Test
  void one_byte_of_another_encoding_late_in_the_file_takes_no_line_at_all() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write("external_id,title,body\n".getBytes(StandardCharsets.UTF_8));
    for (int line = 2; line <= 400; line++) {
      file.write(
          "latin-%d,Un congé,%s\n"
              .formatted(line, "x".repeat(80))
              .getBytes(StandardCharsets.UTF_8));
    }
    file.write("latin-401,Un congé,Texte\n".getBytes(StandardCharsets.ISO_8859_1));

    Answer answer = animator().importCsv(file.toByteArray());

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.detail()).contains("not UTF-8", "CSV UTF-8", "line 401");
    assertThat(ideas.of("animator")).extracting(Idea::externalId).doesNotContain("latin-2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+999999999-12-31T23:59:59+18:00",
        "2027-02-30T09:00:00Z",
        "99999999999999",
        "0001-01-01T00:00:00Z"
      })
  void a_line_with_a_time_that_none_is_is_refused_and_the_others_are_taken(String time) {
    String id = "time-" + time.hashCode();
    Answer report =
        importCsv(
            "external_id,title,body,submitted_at\n%s-a,Good,Text,2027-01-31T09:30:00Z\n%s-b,Bad,Text,%s\n%s-c,Good,Text,\n"
                .formatted(id, id, time, id));

    assertThat(report.status()).isEqualTo(200);
    assertThat(report.body().path("accepted")).hasSize(2);
    assertThat(report.body().at("/refused/0/line").asInt()).isEqualTo(3);
    assertThat(report.body().at("/refused/0/reason").asText()).contains("submitted_at");
  }

  @Test
  void null_characters_are_treated_as_anywhere_else() {
    Answer report =
        importCsv(
            """
            external_id,title,body,theme,author
            null-1,A\u0000title,Te\u0000xt,A\u0000theme,
            null-2\u0000,A title,Text,,
            null-3,\u0000,Text,,
            null-4,A title,Text,,a\u0000b
            """);

    assertThat(report.status()).isEqualTo(200);
    assertThat(report.body().path("accepted")).hasSize(1);
    assertThat(report.body().path("refused").findValuesAsText("line"))
        .containsExactly("3", "4", "5");
    assertThat(idea(report).title()).isEqualTo("A title");
    assertThat(idea(report).solution()).isEqualTo("<p>Text</p>");
  }

  @Test
  void a_line_with_more_cells_than_columns_is_refused_for_its_text_would_be_cut() {
    Answer report =
        importCsv("external_id,title,body\ncells-1,One,Text, and more\ncells-2,Two,Text,\n");

    assertThat(report.body().path("accepted").findValuesAsText("externalId"))
        .containsExactly("cells-2");
    assertThat(report.body().at("/refused/0/reason").asText()).contains("4", "3", "quote");
  }

  @Test
  void a_refused_line_does_not_repeat_a_text_of_any_length() {
    String id = "long".repeat(5_000);
    Answer report =
        importCsv("external_id,title,body\n%s,One,Text\n%s,Two,Text\n".formatted(id, id));

    assertThat(report.body().path("refused")).hasSize(2);
    assertThat(report.body().toString()).hasSizeLessThan(1_000);
  }

  @Test
  void only_a_line_that_stands_for_an_idea_bars_a_later_one_with_its_id() {
    String file =
        """
        external_id,title,body,author
        again-1,,Text,
        again-1,A title,Text,not-an-account
        again-1,A title,Text,
        again-1,Another title,Text,
        """;

    Answer first = importCsv(file);
    assertThat(first.body().path("accepted").findValuesAsText("line")).containsExactly("4");
    assertThat(first.body().path("refused").findValuesAsText("reason"))
        .satisfiesExactly(
            reason -> assertThat(reason).contains("title is missing"),
            reason -> assertThat(reason).contains("author"),
            reason -> assertThat(reason).contains("earlier line"));

    Answer second = importCsv(file);
    assertThat(second.body().path("existing").findValuesAsText("line")).containsExactly("4");
    assertThat(second.body().path("refused")).isEqualTo(first.body().path("refused"));
  }

  private Idea idea(Answer report) {
    return ideas.find(report.body().at("/accepted/0/id").asText()).orElseThrow();
  }

  private Answer importCsv(String csv) {
    return animator().importCsv(csv);
  }

  private Program animator() {
    return new Program(port, "animator");
  }
}
