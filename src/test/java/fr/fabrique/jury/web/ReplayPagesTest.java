package fr.fabrique.jury.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.fabrique.FabriqueTest;
import fr.fabrique.demo.DemoPeople;
import fr.fabrique.jury.replay.ReplayVerdicts;
import fr.fabrique.jury.store.AssessmentTable;
import fr.fabrique.jury.store.SeatTable;
import fr.fabrique.jury.store.VerdictTable;
import fr.fabrique.portal.Reader;
import fr.fabrique.portal.Reader.Page;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import picocli.CommandLine;

/**
 * Another verdict table, tried on a page and by a call. The chair belongs to the unit of juror4,
 * and to that of no other juror.
 */
@FabriqueTest
class ReplayPagesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @LocalServerPort private int port;
  @Autowired private TestRestTemplate http;
  @Autowired private JdbcClient jdbc;
  @Autowired private SeatTable seats;
  @Autowired private AssessmentTable assessments;
  @Autowired private VerdictTable verdicts;

  private String challenge;

  @BeforeEach
  void aJury() {
    JuryOnPaper paper = new JuryOnPaper(jdbc, seats, assessments, verdicts);
    challenge = paper.challenge("Paper jury");
    String lift = paper.idea(challenge, "author", "A lift for all");
    paper.tallied(lift, 3.5);
    paper.decided(lift, 3.5);
    String bench = paper.idea(challenge, "author", "A bench in the sun");
    paper.tallied(bench, 4.5);
    paper.decided(bench, 4.5);
    String shelves = paper.idea(challenge, "juror4", "Shelves of the archive");
    paper.tallied(shelves, 3.55);
    paper.decided(shelves, 3.55);
    paper.tallied(paper.idea(challenge, "author", "A bell"), 3.5);
  }

  @Nested
  class Who_may_try_a_table {

    @ParameterizedTest
    @CsvSource({
      "author, 403",
      "juror1, 403",
      "animator, 403",
      "owner, 403",
      "chair, 200",
      "admin, 200"
    })
    void chairs_and_administrators_on_the_page(String account, int status) {
      Reader reader = reader(account, "en");

      assertThat(reader.open(page()).status()).isEqualTo(status);
      assertThat(reader.open(page() + "/jury-verdict.dmn").status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
      "author, 403",
      "juror1, 403",
      "animator, 403",
      "owner, 200",
      "chair, 200",
      "admin, 200"
    })
    void chairs_process_owners_and_administrators_by_a_call(String account, int status)
        throws IOException {
      ResponseEntity<String> answer = call(account, challenge, higher());

      assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(status);
      if (status != 200) {
        assertProblem(answer, 403);
        assertThat(answer.getBody()).contains("Only jury chairs").doesNotContain("A lift for all");
      }
    }

    @Test
    void nobody_who_has_not_signed_in() throws IOException {
      assertThat(
              http.postForEntity(
                      "/api/challenges/%s/replay".formatted(challenge), xml(higher()), String.class)
                  .getStatusCode()
                  .value())
          .isEqualTo(401);
      assertThat(new Reader(port, "en").open(page()).path()).isEqualTo("/login");
    }

    @Test
    void nobody_in_a_challenge_that_is_not_there() throws IOException {
      assertThat(reader("chair", "en").open("/jury/none/replay").status()).isEqualTo(404);
      assertProblem(call("chair", "none", higher()), 404);
    }
  }

  @Nested
  class The_page {

    @Test
    void is_reached_from_the_jury_and_offers_the_table_in_force() throws IOException {
      Reader chair = reader("chair", "en");

      assertThat(
              chair
                  .open("/jury/" + challenge)
                  .content()
                  .select("nav a:contains(Try another verdict table)")
                  .attr("href"))
          .isEqualTo(page());
      String link =
          chair.open(page()).content().select("a:contains(Download the table)").attr("href");
      assertThat(chair.open(link).content().outerHtml()).contains("rule_showstopper");
      assertThat(chair.open("/jury/none/replay/jury-verdict.dmn").status()).isEqualTo(404);
    }

    @Test
    void lists_the_verdicts_that_would_change() throws IOException {
      Page page = replay("admin", "en", higher());

      assertThat(page.status()).isEqualTo(200);
      assertThat(page.text("[role=status]")).isEqualTo("2 verdicts would change");
      assertThat(page.text(".figures dd")).isEqualTo("4 2 1 1");
      assertThat(page.text("ul.plain")).isEqualTo("Incubate → becomes Rework 2");
      assertThat(page.text(".stacks tbody tr:has(th:contains(A lift))"))
          .contains("round 1", "Incubate", "version 7 of the table", "The jury is of one mind.")
          .contains("Rework", "A promising idea: the author reworks it")
          .contains("Mean 3.50", "Quorum 2", "Leading advice Incubate");
      assertThat(page.text(".stacks")).doesNotContain("A bench in the sun", "A bell");
    }

    @Test
    void speaks_the_chairs_language() throws IOException {
      Page page = replay("chair", "fr", higher());

      assertThat(page.text("h1")).isEqualTo("Une autre table de verdict : Paper jury");
      assertThat(page.text("[role=status]")).isEqualTo("Un verdict changerait");
      assertThat(page.text(".stacks"))
          .contains("Avec cette table", "Incuber", "Retravailler", "Moyenne 3,50", "version 7");
    }

    @Test
    void tells_a_chair_nothing_of_an_idea_that_is_closed_to_them() throws IOException {
      Page page = replay("chair", "en", higher());

      assertThat(page.text("[role=status]")).isEqualTo("One verdict would change");
      assertThat(page.text(".figures dd")).isEqualTo("3 1 1 1");
      assertThat(page.text("main section")).doesNotContain("Shelves", "3.55");
      assertThat(page.text(".note")).contains("Left out", "Shelves of the archive");
    }

    @Test
    void says_that_nothing_would_change() throws IOException {
      Page page = replay("chair", "en", shipped());

      assertThat(page.text("[role=status]")).isEqualTo("No verdict would change");
      assertThat(page.content().select(".stacks")).isEmpty();
    }

    @Test
    void names_what_the_chair_settled() throws IOException {
      jdbc.sql(
              "update verdict set proposed = 'deliberate' where idea in (select id from idea where challenge = ? and title = 'A lift for all')")
          .param(challenge)
          .update();

      Page page = replay("chair", "en", shipped());

      assertThat(page.text(".stacks")).contains("Deliberation", "The chair settled it: Incubate");
    }

    @Test
    void names_tallies_that_cannot_be_used() throws IOException {
      jdbc.sql(
              "delete from verdict_input where idea in (select id from idea where challenge = ? and title = 'A lift for all')")
          .param(challenge)
          .update();

      Page page = replay("chair", "fr", higher());

      assertThat(page.text(".reasons")).isEqualTo("A lift for all · tour 1 : « quorum » manque.");
    }

    @Test
    void refuses_a_table_in_the_chairs_language() throws IOException {
      String juel =
          shipped()
              .replace(
                  "<inputEntry id=\"when_rework_mean\">",
                  "<inputEntry id=\"when_rework_mean\" expressionLanguage=\"juel\">");

      Page page = replay("chair", "fr", juel);

      assertThat(page.status()).isEqualTo(400);
      assertThat(page.title()).startsWith("Erreur");
      assertThat(page.text("[role=alert]"))
          .contains("ne peut pas être essayée", "« juel ». Seul FEEL est évalué");
      assertThat(page.content().select("input[type=file]")).hasSize(1);
    }

    @Test
    void asks_for_a_file_where_none_was_chosen() {
      Reader chair = reader("chair", "en");
      Page form = chair.open(page());

      Page page = chair.upload(form, page(), "file", "", new byte[0]);

      assertThat(page.status()).isEqualTo(400);
      assertThat(page.text("[role=alert]")).contains("choose the .dmn file");
      assertThat(chair.upload(form, page(), "other", "a.dmn", new byte[1]).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"5000000, 400", "32000000, 413"})
    void refuses_a_file_that_is_too_large(int size, int status) {
      Reader chair = reader("chair", "en");

      Page page = chair.upload(chair.open(page()), page(), "file", "a.dmn", new byte[size]);

      assertThat(page.status()).isEqualTo(status);
    }

    @Test
    void shows_a_hostile_sentence_as_a_text() throws IOException {
      String hostile =
          higher()
              .replace(
                  "A promising idea: the author reworks it with the comments of the jury.",
                  "&lt;script&gt;alert(1)&lt;/script&gt;${T(java.lang.Runtime)}");

      Page page = replay("chair", "en", hostile);

      assertThat(page.content().select("main script")).isEmpty();
      assertThat(page.text(".stacks")).contains("<script>alert(1)</script>${T(java.lang.Runtime)}");
    }
  }

  @Nested
  class The_call {

    @Test
    void answers_what_would_change() throws IOException {
      JsonNode answer = json(call("owner", challenge, higher()));

      assertThat(answer.at("/totals").toString())
          .isEqualTo(
              "{\"tallies\":4,\"unchanged\":1,\"changed\":2,\"undecided\":1,\"unusable\":0}");
      assertThat(answer.at("/changes").findValuesAsText("title"))
          .containsExactlyInAnyOrder("A lift for all", "Shelves of the archive");
      assertThat(answer.at("/changes/0/from/verdict").asText()).isEqualTo("incubate");
      assertThat(answer.at("/changes/0/from/version").asInt()).isEqualTo(7);
      assertThat(answer.at("/changes/0/to/rule").asText()).isEqualTo("rule_rework");
      assertThat(answer.at("/changes/0/inputs/quorum").asInt()).isEqualTo(2);
    }

    @Test
    void leaves_out_what_is_closed_to_the_caller() throws IOException {
      ResponseEntity<String> answer = call("chair", challenge, higher());

      assertThat(json(answer).at("/totals/tallies").asInt()).isEqualTo(3);
      assertThat(answer.getBody()).doesNotContain("Shelves", "3.55");
    }

    @Test
    void takes_a_web_forms_upload() throws IOException {
      ResponseEntity<String> answer = upload("file", higher());

      assertThat(json(answer).at("/totals/changed").asInt()).isEqualTo(1);
      assertProblem(upload("other", higher()), 400);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "verdict",
          "<definitions/>",
          "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><d>&x;</d>",
          "<a>\u0000</a>"
        })
    void refuses_what_is_no_table(String content) {
      assertProblem(call("chair", challenge, content), 400);
    }

    @Test
    void refuses_a_table_that_asks_for_what_no_tally_holds() throws IOException {
      ResponseEntity<String> answer =
          call("chair", challenge, shipped().replace("<text>mean</text>", "<text>budget</text>"));

      assertProblem(answer, 400);
      assertThat(json(answer).path("detail").asText())
          .startsWith("It asks for “budget”, which no tally holds.");
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000_001, 5_000_000})
    void refuses_a_table_that_is_too_large(int size) throws IOException {
      String shipped = shipped();

      assertProblem(call("chair", challenge, shipped + " ".repeat(size - shipped.length())), 413);
    }

    @Test
    void refuses_other_types() throws IOException {
      HttpHeaders headers = new HttpHeaders();
      headers.setContentType(MediaType.APPLICATION_JSON);

      assertProblem(
          as("chair")
              .postForEntity(address(challenge), new HttpEntity<>("{}", headers), String.class),
          415);
    }
  }

  @Nested
  class The_export {

    @TempDir Path folder;

    @Test
    void holds_all_that_the_subcommand_needs_to_say_the_same() throws IOException {
      String csv =
          reader("chair", "en").open("/jury/" + challenge + "/tallies.csv").content().wholeText();
      Path tallies = Files.writeString(folder.resolve("tallies.csv"), csv);
      Path table = Files.writeString(folder.resolve("edited.dmn"), higher());
      StringWriter printed = new StringWriter();

      int exit =
          new CommandLine(new ReplayVerdicts())
              .setOut(new PrintWriter(printed))
              .execute(
                  "--tallies", tallies.toString(), "--table", table.toString(), "--format", "json");

      assertThat(csv).contains(",leading_advice,quorum,tallied_at,verdict,");
      assertThat(exit).isEqualTo(1);
      JsonNode byTool = JSON.readTree(printed.toString());
      JsonNode byCall = json(call("chair", challenge, higher()));
      for (String same :
          new String[] {
            "/totals",
            "/kinds",
            "/changes/0/from",
            "/changes/0/to",
            "/changes/0/inputs",
            "/changes/0/title"
          }) {
        assertThat(byTool.at(same)).as(same).isEqualTo(byCall.at(same));
      }
    }
  }

  private String page() {
    return "/jury/" + challenge + "/replay";
  }

  private Page replay(String account, String language, String table) {
    Reader reader = reader(account, language);
    return reader.upload(
        reader.open(page()),
        page(),
        "file",
        "jury-verdict.dmn",
        table.getBytes(StandardCharsets.UTF_8));
  }

  private Reader reader(String account, String language) {
    return new Reader(port, language).signIn(account);
  }

  private TestRestTemplate as(String account) {
    return http.withBasicAuth(account, DemoPeople.PASSWORD);
  }

  private static String address(String challenge) {
    return "/api/challenges/%s/replay".formatted(challenge);
  }

  private ResponseEntity<String> call(String account, String challenge, String table) {
    return as(account).postForEntity(address(challenge), xml(table), String.class);
  }

  private ResponseEntity<String> upload(String part, String table) {
    MultiValueMap<String, Object> parts = new LinkedMultiValueMap<>();
    parts.add(
        part,
        new ByteArrayResource(table.getBytes(StandardCharsets.UTF_8)) {
          @Override
          public String getFilename() {
            return "jury-verdict.dmn";
          }
        });
    return as("chair")
        .exchange(address(challenge), HttpMethod.POST, new HttpEntity<>(parts), String.class);
  }

  private static HttpEntity<byte[]> xml(String content) {
    HttpHeaders headers = new HttpHeaders();
    headers.setContentType(MediaType.APPLICATION_XML);
    return new HttpEntity<>(content.getBytes(StandardCharsets.UTF_8), headers);
  }

  private static void assertProblem(ResponseEntity<String> answer, int status) {
    assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(status);
    assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
    assertThat(json(answer).path("detail").asText()).isNotBlank();
  }

  private static JsonNode json(ResponseEntity<String> answer) {
    try {
      return JSON.readTree(answer.getBody());
    } catch (IOException unreadable) {
      throw new AssertionError(answer.getBody(), unreadable);
    }
  }

  private static String shipped() throws IOException {
    return Files.readString(Path.of("processes/jury-verdict.dmn"));
  }

  /** From 3.6 on an idea is good. */
  private static String higher() throws IOException {
    return shipped().replace("3.5", "3.6");
  }
}
