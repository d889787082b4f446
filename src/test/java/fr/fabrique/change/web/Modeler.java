package fr.fabrique.change.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** What Camunda Modeler sends when its owner presses the button that deploys. */
record Modeler(int port, String account, String password) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** What the server has said. */
  record Answer(int status, JsonNode body) {}

  static Modeler of(int port, String account) {
    return new Modeler(port, account, "fabrique");
  }

  Answer get(String path) {
    return send(request(path).GET());
  }

  Answer deploy(String file, byte[] content) {
    return deploy(Map.of(file, content));
  }

  Answer deploy(Map<String, byte[]> files) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    field(body, "deployment-name", "edited");
    field(body, "deployment-source", "Camunda Modeler");
    field(body, "enable-duplicate-filtering", "true");
    files.forEach(
        (file, content) -> {
          write(
              body,
              "--part\r\nContent-Disposition: form-data; name=\"%1$s\"; filename=\"%1$s\"\r\nContent-Type: text/xml\r\n\r\n"
                  .formatted(file));
          body.writeBytes(content);
          write(body, "\r\n");
        });
    write(body, "--part--\r\n");
    return send(
        request("/engine-rest/deployment/create")
            .header("Content-Type", "multipart/form-data; boundary=part")
            .POST(BodyPublishers.ofByteArray(body.toByteArray())));
  }

  private static void field(ByteArrayOutputStream body, String name, String value) {
    write(
        body,
        "--part\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
            .formatted(name, value));
  }

  private static void write(ByteArrayOutputStream body, String text) {
    body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Accept", "application/json");
    String credentials = account + ":" + password;
    return account == null
        ? request
        : request.header(
            "Authorization",
            "Basic "
                + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
  }

  private static Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
      return new Answer(
          answer.statusCode(),
          answer.body().startsWith("{") || answer.body().startsWith("[")
              ? JSON.readTree(answer.body())
              : JSON.createObjectNode().put("text", answer.body()));
    } catch (IOException unreachable) {
      throw new java.io.UncheckedIOException(unreachable);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
