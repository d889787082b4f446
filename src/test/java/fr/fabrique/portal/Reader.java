package fr.fabrique.portal;

import fr.fabrique.demo.DemoPeople;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
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
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** One person with a browser without JavaScript: opens pages, fills in forms, follows redirects. */
public class Reader {

  private final String base;
  private final String language;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient http =
      HttpClient.newBuilder()
          .cookieHandler(cookies)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  public Reader(int port, String language) {
    this.base = "http://127.0.0.1:" + port;
    this.language = language;
  }

  /** What the browser shows: where it is, how it was answered, and the page. */
  public record Page(String path, int status, Document content) {

    public String text(String selector) {
      return content.select(selector).text();
    }

    public String title() {
      return content.title();
    }
  }

  public Reader signIn(String account) {
    Page home = signIn(account, DemoPeople.PASSWORD);
    if (!home.path().equals("/")) {
      throw new IllegalStateException("The sign-in of " + account + " ended at " + home.path());
    }
    return this;
  }

  public Page signIn(String account, String password) {
    return submit(open("/login"), "/login", Map.of("username", account, "password", password));
  }

  /** What a restart of the server, or a long wait, does to the session. */
  void sessionEnds() {
    cookies.getCookieStore().removeAll();
  }

  public Page open(String path) {
    return send(request(path).GET());
  }

  /** Fills in the form of the page that leads to this address, and sends it. */
  public Page submit(Page page, String action, Map<String, String> values) {
    Element form = page.content().selectFirst("form[method=post][action=" + action + "]");
    if (form == null) {
      throw new IllegalStateException("No form for " + action + " on " + page.path());
    }
    String hidden =
        form.select("input[type=hidden]").stream()
            .map(field -> encoded(field.attr("name"), field.attr("value")))
            .collect(Collectors.joining("&"));
    String typed =
        values.entrySet().stream()
            .map(value -> encoded(value.getKey(), value.getValue()))
            .collect(Collectors.joining("&"));
    return post(action, hidden + "&" + typed);
  }

  /** Chooses a file in the form of the page that leads to this address, and sends it. */
  public Page upload(Page page, String action, String field, String file, byte[] content) {
    String boundary = "between-the-parts";
    String token =
        page.content()
            .selectFirst("form[method=post][action=" + action + "] input[name=_csrf]")
            .attr("value");
    String before =
        """
        --%1$s\r
        Content-Disposition: form-data; name="_csrf"\r
        \r
        %2$s\r
        --%1$s\r
        Content-Disposition: form-data; name="%3$s"; filename="%4$s"\r
        Content-Type: application/octet-stream\r
        \r
        """
            .formatted(boundary, token, field, file);
    return send(
        request(action)
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(
                BodyPublishers.ofByteArrays(
                    List.of(
                        before.getBytes(StandardCharsets.UTF_8),
                        content,
                        "\r\n--%s--\r\n".formatted(boundary).getBytes(StandardCharsets.UTF_8)))));
  }

  /** Sends a form that no page offered. */
  public Page post(String path, String body) {
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
        .header("Accept-Language", language);
  }

  private Page send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer =
          http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
      URI at = answer.uri();
      String path = at.getRawQuery() == null ? at.getPath() : at.getPath() + "?" + at.getQuery();
      return new Page(path, answer.statusCode(), Jsoup.parse(answer.body(), base));
    } catch (IOException unreachable) {
      throw new UncheckedIOException(unreachable);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for an answer.", stopped);
    }
  }

  private static String encoded(String name, String value) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8)
        + "="
        + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
