package fr.fabrique.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.fabrique.FabriqueTest;
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
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.ProblemDetail;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.request.ServletWebRequest;

@FabriqueTest
class ProblemsTest {

  private static final String IDEAS = "/api/challenges/permanent/ideas";
  private static final String IMPORT = IDEAS + "/import";

  @LocalServerPort private int port;

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
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString("animator:fabrique".getBytes()))
            .method(method, body);
    if (type != null) {
      request.header("Content-Type", type);
    }
    return http.send(request.build(), BodyHandlers.ofString());
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
