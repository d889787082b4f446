package fr.fabrique.idea;

import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.FabriqueTest;
import fr.fabrique.idea.Program.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What several programs hand in at the same moment is taken once, and each is told. */
@FabriqueTest
class AtOnceTest {

  private static final int LINES = 12;

  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;

  @Test
  void the_same_file_sent_many_times_at_once_creates_each_idea_once_and_all_get_a_full_report() {
    String csv =
        "external_id,title,body\n"
            + IntStream.range(0, LINES)
                .mapToObj("once-%d,A file sent at once,The same line.\n"::formatted)
                .collect(Collectors.joining());

    List<Answer> reports = Program.atOnce(6, n -> animator().importCsv(csv));

    assertThat(reports).extracting(Answer::status).containsOnly(200);
    assertThat(reports)
        .allSatisfy(
            report -> {
              assertThat(report.body().path("refused")).isEmpty();
              assertThat(
                      report.body().path("accepted").size() + report.body().path("existing").size())
                  .isEqualTo(LINES);
            });
    assertThat(reports.stream().mapToInt(report -> report.body().path("accepted").size()).sum())
        .isEqualTo(LINES);
    assertThat(count("once-%")).isEqualTo(LINES);
  }

  @Test
  void a_new_author_may_be_named_by_many_files_at_once() {
    for (int round = 0; round < 5; round++) {
      String author = "newHere" + round;
      List<Answer> reports =
          Program.atOnce(
              6,
              n ->
                  animator()
                      .importCsv(
                          "external_id,title,body,author\nby-%s-%d,By a new author,Text.,%s\n"
                              .formatted(author, n, author)));

      assertThat(reports)
          .allSatisfy(report -> assertThat(report.body().path("accepted")).hasSize(1));
    }
  }

  @Test
  void of_authors_who_differ_in_capitals_only_one_is_registered() {
    for (int round = 0; round < 5; round++) {
      String author = "racer" + round;
      Program.atOnce(
          6,
          n ->
              animator()
                  .importCsv(
                      "external_id,title,body,author\nraced-%s-%d,By one of two,Text.,%s\n"
                          .formatted(
                              author, n, n % 2 == 0 ? author : author.toUpperCase(Locale.ROOT))));

      assertThat(
              jdbc.sql("select count(*) from act_id_user where lower(id_) = ?")
                  .param(author)
                  .query(Integer.class)
                  .single())
          .isEqualTo(1);
    }
  }

  @Test
  void the_same_external_id_sent_many_times_at_once_is_one_idea_and_the_others_are_told() {
    for (int round = 0; round < 5; round++) {
      String externalId = "race-" + round;
      List<Answer> answers =
          Program.atOnce(
              8,
              n ->
                  new Program(port, "author")
                      .submit("externalId", externalId, "title", "A race", "solution", "Text."));

      assertThat(answers).extracting(Answer::status).containsOnlyOnce(201).containsOnly(201, 409);
      assertThat(answers.stream().filter(answer -> answer.status() == 409))
          .allSatisfy(loser -> assertThat(loser.detail()).contains("already an idea", externalId));
      assertThat(count(externalId)).isEqualTo(1);
    }
  }

  @Test
  void the_same_challenge_planned_many_times_at_once_is_one_challenge() {
    for (int round = 0; round < 5; round++) {
      String challenge =
          "{\"key\":\"at-once-%d\",\"title\":\"At once\",\"question\":\"Who is first?\"}"
              .formatted(round);
      List<Answer> answers =
          Program.atOnce(
              6,
              n ->
                  animator()
                      .post(
                          "/api/challenges",
                          "application/json",
                          BodyPublishers.ofString(challenge)));

      assertThat(answers).extracting(Answer::status).containsOnlyOnce(201).containsOnly(201, 409);
    }
  }

  private Program animator() {
    return new Program(port, "animator");
  }

  private int count(String externalId) {
    return jdbc.sql("select count(*) from idea where external_id like ?")
        .param(externalId)
        .query(Integer.class)
        .single();
  }
}
