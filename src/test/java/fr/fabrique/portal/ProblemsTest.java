package fr.fabrique.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.fabrique.FabriqueTest;
import fr.fabrique.idea.Ideas;
import fr.fabrique.idea.Ideas.Idea;
import fr.fabrique.portal.Reader.Page;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.ProblemDetail;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.request.ServletWebRequest;

@FabriqueTest
class ProblemsTest {

  private static final String IDEAS = "/api/challenges/permanent/ideas";
  private static final String IMPORT = IDEAS + "/import";

  @LocalServerPort private int port;
  @Autowired private Ideas ideas;

  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();

  @Test
  void an_unknown_address_is_not_found() throws Exception {
    assertProblem(404, "GET", "/api/nothing", null, none());
  }

  @Test
  void a_wrong_method_is_not_allowed() throws Exception {
    HttpResponse<String> answer = send("DELETE", "/api/challenges", null, none());

    assertProblem(405, answer);
    assertThat(answer.headers().firstValue("Allow").orElse("")).contains("GET", "POST");
  }

  @Test
  void broken_json_is_told_with_its_place() throws Exception {
    JsonNode problem =
        assertProblem(400, "POST", IDEAS, "application/json", text("{\"title\": \n x"));

    assertThat(problem.path("detail").asText()).contains("line 2");
  }

  @Test
  void json_of_the_wrong_shape_names_the_field() throws Exception {
    JsonNode problem =
        assertProblem(400, "POST", IDEAS, "application/json", text("{\"title\": {\"a\": 1}}"));

    assertThat(problem.at("/errors/0/field").asText()).isEqualTo("title");
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "5.5", "true"})
  void what_is_no_text_is_not_taken_for_one(String title) throws Exception {
    JsonNode problem =
        assertProblem(
            400,
            "POST",
            IDEAS,
            "application/json",
            text("{\"title\": %s, \"body\": \"Text.\"}".formatted(title)));

    assertThat(problem.path("detail").asText()).startsWith("title is not what is expected here");
  }

  @Test
  void an_empty_body_is_told() throws Exception {
    assertProblem(400, "POST", IDEAS, "application/json", none());
  }

  @Test
  void invalid_fields_are_named() throws Exception {
    JsonNode problem =
        assertProblem(
            400, "POST", "/api/challenges", "application/json", text("{\"key\": \"A B\"}"));

    assertThat(problem.path("errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder("key", "title", "question");
  }

  @Test
  void a_type_of_content_that_is_not_taken_is_told() throws Exception {
    assertProblem(415, "POST", IDEAS, "application/xml", text("<idea/>"));
  }

  @Test
  void an_upload_with_its_length_announced_can_be_too_large() throws Exception {
    assertProblem(
        413, "POST", IMPORT, "text/csv", BodyPublishers.ofByteArray(new byte[40_000_000]));
  }

  @Test
  void an_upload_without_its_length_announced_can_be_too_large() throws Exception {
    assertProblem(413, "POST", IMPORT, "text/csv", unannounced(40_000_000));
  }

  @Test
  void an_upload_from_a_web_form_can_be_too_large() throws Exception {
    assertProblem(
        413,
        "POST",
        IMPORT,
        "multipart/form-data; boundary=xyz",
        BodyPublishers.ofByteArray(new byte[40_000_000]));
  }

  @Test
  void garbage_is_no_csv() throws Exception {
    byte[] garbage = new byte[40_000];
    new Random(7).nextBytes(garbage);

    JsonNode problem =
        assertProblem(400, "POST", IMPORT, "text/csv", BodyPublishers.ofByteArray(garbage));
    assertThat(problem.path("detail").asText()).contains("UTF-8");
  }

  @Test
  void an_address_that_the_server_itself_refuses_is_a_problem_too() throws Exception {
    assertProblem(400, "GET", "/api/ideas/%00", null, none());
    assertProblem(400, "GET", "/api/ideas/a;b", null, none());
  }

  @ParameterizedTest
  @ValueSource(strings = {"multipart/form-data", "multipart/form-data; boundary=xyz"})
  void a_broken_web_form_is_told(String type) throws Exception {
    assertProblem(400, "POST", IMPORT, type, text("--xyz\r\nContent-Disposition: nothing"));
  }

  @Test
  void a_web_form_without_the_file_is_told() throws Exception {
    JsonNode problem =
        assertProblem(
            400,
            "POST",
            IMPORT,
            "multipart/form-data; boundary=xyz",
            text(
                "--xyz\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\nx\r\n--xyz--\r\n"));

    assertThat(problem.path("detail").asText()).contains("file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"image/png", "application/xml", "text/html", "text/csv", "none of it"})
  void who_accepts_nothing_that_we_have_is_told_all_the_same(String type) throws Exception {
    HttpRequest.Builder request = request("/api/challenges").header("Accept", type);

    assertProblem(406, http.send(request.build(), BodyHandlers.ofString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"image/png", "none of it"})
  void who_would_not_accept_the_answer_leaves_no_idea_behind(String type) throws Exception {
    String title = "Not accepted as " + type;
    HttpRequest.Builder request =
        request(IDEAS)
            .header("Accept", type)
            .header("Content-Type", "application/json")
            .POST(text("{\"title\": \"%s\", \"body\": \"Text.\"}".formatted(title)));

    assertProblem(406, http.send(request.build(), BodyHandlers.ofString()));
    assertThat(ideas.of("animator")).extracting(Idea::title).doesNotContain(title);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE", "BREW", "PROPFIND"})
  void a_method_that_nobody_has_is_told(String method) throws Exception {
    assertProblem(405, method, "/api/challenges", null, none());
  }

  @Test
  void what_the_database_refuses_is_told_without_its_words() throws Exception {
    SQLException nullCharacter = new SQLException("invalid byte sequence: 0x00 in secret", "22021");

    assertThat(told(new DataIntegrityViolationException("secret sql", nullCharacter)))
        .isEqualTo(400);
    assertThat(told(new IllegalStateException("secret", nullCharacter))).isEqualTo(400);
    assertThat(told(new DuplicateKeyException("secret sql"))).isEqualTo(409);
    assertThat(told(new IllegalStateException("secret", new SQLException("secret", "23505"))))
        .isEqualTo(409);
    assertThat(told(new CannotAcquireLockException("secret sql"))).isEqualTo(409);
    assertThat(told(new BadSqlGrammarException("x", "secret", new SQLException("x", "42000"))))
        .isEqualTo(500);
  }

  @Test
  void the_description_names_the_product_and_the_problems_of_each_call() throws Exception {
    JsonNode api =
        json.readTree(http.send(request("/api/openapi").build(), BodyHandlers.ofString()).body());

    assertThat(api.at("/info/title").asText()).isEqualTo("La Fabrique");
    assertThat(api.at("/info/version").asText()).isNotBlank();
    assertThat(api.at("/info/description").asText()).contains("RFC 9457");
    assertThat(answers(api, "/api/challenges/{key}/ideas", "post"))
        .contains("201", "400", "401", "404", "409", "413", "415");
    assertThat(answers(api, "/api/challenges/{key}/ideas/import", "post"))
        .contains("200", "400", "401", "403", "404", "409", "413", "415");
    assertThat(answers(api, "/api/ideas/{id}", "get")).contains("200", "401", "404");
    assertThat(answers(api, "/api/ideas/{id}/withdrawal", "post"))
        .contains("204", "401", "404", "409");
    assertThat(answers(api, "/api/challenges", "get")).containsExactlyInAnyOrder("200", "401");
    assertThat(answers(api, "/api/challenges", "post"))
        .contains("201", "400", "401", "403", "409", "413", "415");
    assertThat(api.at("/paths/~1api~1challenges/post/responses/400/content").fieldNames().next())
        .isEqualTo("application/problem+json");
  }

  private static List<String> answers(JsonNode api, String path, String method) {
    List<String> statuses = new ArrayList<>();
    api.path("paths")
        .path(path)
        .path(method)
        .path("responses")
        .fieldNames()
        .forEachRemaining(statuses::add);
    return statuses;
  }

  private static int told(Exception failure) throws Exception {
    ProblemDetail problem =
        (ProblemDetail)
            new Problems()
                .unexpected(
                    failure,
                    new ServletWebRequest(
                        new MockHttpServletRequest("POST", "/api/ideas"),
                        new MockHttpServletResponse()))
                .getBody();
    assertThat(problem.toString()).doesNotContain("secret", "SQL", "Exception");
    assertThat(problem.getDetail()).isNotBlank();
    return problem.getStatus();
  }

  @Test
  void without_a_sign_in_nothing_is_told() throws Exception {
    HttpRequest stranger =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/nothing")).build();

    assertProblem(401, http.send(stranger, BodyHandlers.ofString()));
  }

  @Test
  void an_unexpected_failure_tells_a_reference_and_nothing_of_the_inside() throws Exception {
    Problems problems = new Problems();
    MockHttpServletRequest call = new MockHttpServletRequest("GET", "/api/ideas/1");

    ProblemDetail problem =
        (ProblemDetail)
            problems
                .unexpected(
                    new IllegalStateException("secret inside"),
                    new ServletWebRequest(call, new MockHttpServletResponse()))
                .getBody();

    assertThat(problem.getStatus()).isEqualTo(500);
    assertThat(problem.toString()).doesNotContain("secret", "Exception");
    assertThat(problem.getProperties()).containsKey("reference");
  }

  @Test
  void an_unexpected_failure_on_a_page_leads_to_the_page_for_errors() throws Exception {
    MockHttpServletResponse answer = new MockHttpServletResponse();
    MockHttpServletRequest call = new MockHttpServletRequest("GET", "/ideas");

    new Problems()
        .unexpected(
            new IllegalStateException("secret inside"), new ServletWebRequest(call, answer));

    assertThat(answer.getStatus()).isEqualTo(500);
    assertThat(answer.getErrorMessage()).isNull();
    assertThat(call.getAttribute(Problems.REFERENCE)).isNotNull();
  }

  @Test
  void people_get_a_page_in_their_language() {
    Page french = new Reader(port, "fr").signIn("author2").open("/nothing");
    Page english = new Reader(port, "en").signIn("author2").open("/nothing");

    assertThat(french.status()).isEqualTo(404);
    assertThat(french.text("h1")).isEqualTo("Il n’y a rien ici");
    assertThat(french.content().selectFirst("html").attr("lang")).isEqualTo("fr");
    assertThat(english.text("h1")).isEqualTo("There is nothing here");
  }

  private JsonNode assertProblem(
      int status, String method, String path, String type, BodyPublisher body) throws Exception {
    JsonNode problem = assertProblem(status, send(method, path, type, body));
    assertThat(problem.path("detail").asText()).isNotBlank();
    return problem;
  }

  private JsonNode assertProblem(int status, HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(answer.body()).doesNotContain("Exception", "\tat ", "\"trace\"");
    JsonNode problem = json.readTree(answer.body());
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    return problem;
  }

  private HttpResponse<String> send(String method, String path, String type, BodyPublisher body)
      throws Exception {
    HttpRequest.Builder request = request(path).method(method, body);
    if (type != null) {
      request.header("Content-Type", type);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .header(
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString("animator:fabrique".getBytes()));
  }

  private static BodyPublisher none() {
    return BodyPublishers.noBody();
  }

  private static BodyPublisher text(String body) {
    return BodyPublishers.ofString(body);
  }

  private static BodyPublisher unannounced(int length) {
    InputStream zeros = new ByteArrayInputStream(new byte[length]);
    return BodyPublishers.ofInputStream(() -> zeros);
  }
}
