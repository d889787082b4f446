package fr.fabrique.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.fabrique.demo.DemoPeople;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;

/** What browsers are told, and what they may not be tricked into. */
class SecurityHeadersTest extends GuardTest {

  @Test
  void pages_are_not_framed_sniffed_or_kept() {
    for (String path :
        List.of(
            "/camunda/app/tasklist/default/",
            "/camunda/app/welcome/default/",
            ENGINE + "/filter?firstResult=0&maxResults=10",
            ENGINE + "/execution")) {
      HttpResponse<String> answer = as("juror1").get(path);
      assertThat(header(answer, "X-Content-Type-Options")).as(path).isEqualTo("nosniff");
      assertThat(header(answer, "X-Frame-Options")).as(path).isEqualTo("SAMEORIGIN");
      assertThat(header(answer, "Cache-Control")).as(path).contains("no-store");
      assertThat(header(answer, "Server")).as(path).isEmpty();
      assertThat(header(answer, "X-Powered-By")).as(path).isEmpty();
    }
    assertThat(
            header(as("juror1").get("/camunda/app/tasklist/default/"), "Content-Security-Policy"))
        .contains("base-uri 'self'")
        .contains("object-src 'none'");
  }

  @Test
  void the_session_cookie_is_out_of_reach_of_scripts_and_other_sites()
      throws IOException, InterruptedException {
    HttpResponse<String> login =
        HttpClient.newHttpClient().send(to("/login").build(), BodyHandlers.ofString());
    assertThat(login.headers().allValues("Set-Cookie"))
        .filteredOn(cookie -> cookie.startsWith("JSESSIONID"))
        .isNotEmpty()
        .allSatisfy(cookie -> assertThat(cookie).contains("HttpOnly").contains("SameSite=Lax"));
  }

  @Test
  void a_call_without_the_web_applications_token_changes_nothing()
      throws IOException, InterruptedException {
    Task review = reviews(ideaBeforeTheJury()).get(0);
    HttpClient browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    String login = browser.send(to("/login").build(), BodyHandlers.ofString()).body();
    Matcher token = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"").matcher(login);
    assertThat(token.find()).isTrue();
    String form =
        "username=%s&password=%s&_csrf=%s"
            .formatted(review.getAssignee(), DemoPeople.PASSWORD, token.group(1));
    browser.send(
        to("/login")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build(),
        BodyHandlers.discarding());
    browser.send(to("/camunda/app/tasklist/default/").build(), BodyHandlers.discarding());

    String task = ENGINE + "/task/" + review.getId();
    assertThat(browser.send(to(task).build(), BodyHandlers.discarding()).statusCode())
        .isEqualTo(200);
    HttpResponse<String> tricked =
        browser.send(
            to(task + "/submit-form")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(answers(review("Tricked", 1))))
                .build(),
            BodyHandlers.ofString());
    assertThat(tricked.statusCode()).isEqualTo(403);
    assertThat(tasks.createTaskQuery().taskId(review.getId()).count()).isEqualTo(1);
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(base() + path));
  }

  private static String answers(Map<String, Object> review) {
    ObjectNode body = JSON.createObjectNode();
    ObjectNode variables = body.putObject("variables");
    review.forEach((key, value) -> variables.putObject(key).put("value", value.toString()));
    return body.toString();
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
