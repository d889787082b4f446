package fr.fabrique.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One person's browser: signs in and makes the HTTP calls that Tasklist makes. */
public class TasklistClient {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
  private static final String ENGINE = "/camunda/api/engine/engine/default";

  /** One for all people: each client of its own would bring its own threads and connections. */
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final String base;
  private final CookieManager cookies = new CookieManager();

  /**
   * @param base where the server answers, such as {@code http://127.0.0.1:8080}
   */
  public TasklistClient(String base) {
    this.base = base;
  }

  /**
   * Signs in and opens Tasklist.
   *
   * @throws IllegalStateException when the sign-in is refused
   */
  public TasklistClient signIn(String account, String password) {
    HttpResponse<String> signedIn = tryToSignIn(account, password);
    String target = signedIn.headers().firstValue("Location").orElse("");
    if (signedIn.statusCode() != 302 || target.contains("error")) {
      throw new IllegalStateException("The sign-in of " + account + " was refused.");
    }
    get("/camunda/app/tasklist/default/");
    return this;
  }

  public HttpResponse<String> tryToSignIn(String account, String password) {
    Matcher token = CSRF.matcher(get("/login").body());
    if (!token.find()) {
      throw new IllegalStateException("The sign-in page carries no CSRF token.");
    }
    String form =
        "username=%s&password=%s&_csrf=%s"
            .formatted(encoded(account), encoded(password), encoded(token.group(1)));
    return send(
        request("/login")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  /** The person's tasks: assigned to them, or offered to their groups. Oldest first. */
  public JsonNode tasks(int most) {
    return tasks(0, most);
  }

  /** One page of the person's tasks, from the given one on. */
  public JsonNode tasks(int first, int most) {
    ObjectNode query = JSON.createObjectNode();
    ArrayNode order = query.putArray("sorting");
    order.addObject().put("sortBy", "created").put("sortOrder", "asc");
    order.addObject().put("sortBy", "id").put("sortOrder", "asc");
    return ok(post(ENGINE + "/task?firstResult=%d&maxResults=%d".formatted(first, most), query));
  }

  public JsonNode form(String taskId) {
    return ok(get(ENGINE + "/task/" + taskId + "/deployed-form"));
  }

  public JsonNode formVariables(String taskId) {
    return ok(get(ENGINE + "/task/" + taskId + "/form-variables"));
  }

  /** Answers a task as Tasklist's Complete button does. */
  public HttpResponse<String> submit(String taskId, Map<String, ?> answers) {
    ObjectNode body = JSON.createObjectNode();
    ObjectNode variables = body.putObject("variables");
    answers.forEach(
        (key, value) -> {
          ObjectNode variable = variables.putObject(key);
          if (value instanceof java.util.Collection) {
            variable.put("type", "Json").put("value", JSON.valueToTree(value).toString());
          } else {
            variable.set("value", JSON.valueToTree(value));
          }
        });
    return post(ENGINE + "/task/" + taskId + "/submit-form", body);
  }

  public HttpResponse<String> claim(String taskId, String account) {
    return post(
        ENGINE + "/task/" + taskId + "/claim", JSON.createObjectNode().put("userId", account));
  }

  public HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  /** Posts JSON with the token that the web applications ask for. */
  public HttpResponse<String> post(String path, JsonNode body) {
    return send(
        withToken(request(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString())));
  }

  /** Sends any other call with the token that the web applications ask for. */
  public HttpResponse<String> call(String method, String path, String body) {
    return call(method, path, "application/json", body);
  }

  /** Sends a call whose body is of any kind. */
  public HttpResponse<String> call(String method, String path, String contentType, String body) {
    return send(
        withToken(request(path))
            .header("Content-Type", contentType)
            .method(
                method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path) {
    URI address = URI.create(base + path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).header("Accept", "application/json, */*");
    try {
      List<String> kept = cookies.get(address, Map.of()).getOrDefault("Cookie", List.of());
      return kept.isEmpty() ? request : request.header("Cookie", String.join("; ", kept));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private HttpRequest.Builder withToken(HttpRequest.Builder request) {
    cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
        .map(HttpCookie::getValue)
        .findFirst()
        .ifPresent(token -> request.header("X-XSRF-TOKEN", token));
    return request;
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          HTTP.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
      cookies.put(response.uri(), response.headers().map());
      return response;
    } catch (IOException unreachable) {
      throw new UncheckedIOException(unreachable);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for an answer.", stopped);
    }
  }

  private static JsonNode ok(HttpResponse<String> response) {
    if (response.statusCode() != 200) {
      throw new IllegalStateException(
          "%s answered %d: %s"
              .formatted(response.uri().getPath(), response.statusCode(), response.body()));
    }
    try {
      return JSON.readTree(response.body());
    } catch (IOException notJson) {
      throw new UncheckedIOException(notJson);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
