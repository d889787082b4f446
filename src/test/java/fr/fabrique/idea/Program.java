package fr.fabrique.idea;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.fabrique.demo.DemoPeople;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** A program that calls the API for one account. */
public record Program(int port, String account) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** What was answered, as JSON. */
  public record Answer(int status, JsonNode body) {

    public String detail() {
      return body.path("detail").asText();
    }

    String id() {
      return body.path("id").asText();
    }
  }

  /** One idea with the fields given as name and value in turn. */
  Answer submit(Object... fields) {
    Map<String, Object> idea = new HashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      idea.put((String) fields[i], fields[i + 1]);
    }
    try {
      return submitJson(JSON.writeValueAsString(idea));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  Answer submitJson(String json) {
    return post(
        "/api/challenges/permanent/ideas", "application/json", BodyPublishers.ofString(json));
  }

  Answer importCsv(String csv) {
    return importCsv(csv.getBytes(StandardCharsets.UTF_8));
  }

  Answer importCsv(byte[] csv) {
    return post(
        "/api/challenges/permanent/ideas/import", "text/csv", BodyPublishers.ofByteArray(csv));
  }

  public Answer get(String path) {
    return send(request(path).GET());
  }

  public Answer put(String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(json)));
  }

  Answer post(String path, String type, BodyPublisher body) {
    return send(request(path).header("Content-Type", type).POST(body));
  }

  /** Lets many do the same at the same moment. */
  static <T> List<T> atOnce(int many, IntFunction<T> work) {
    ExecutorService workers = Executors.newFixedThreadPool(many);
    CountDownLatch start = new CountDownLatch(1);
    try {
      List<Future<T>> answers =
          IntStream.range(0, many)
              .mapToObj(
                  number ->
                      workers.submit(
                          () -> {
                            start.await();
                            return work.apply(number);
                          }))
              .toList();
      start.countDown();
      return answers.stream().map(Program::done).toList();
    } finally {
      workers.shutdown();
    }
  }

  private static <T> T done(Future<T> answer) {
    try {
      return answer.get();
    } catch (ExecutionException failed) {
      throw new IllegalStateException(failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  private HttpRequest.Builder request(String path) {
    String credentials = account + ":" + DemoPeople.PASSWORD;
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .header(
            "Authorization",
            "Basic "
                + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
  }

  private static Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
      return new Answer(answer.statusCode(), JSON.readTree(answer.body()));
    } catch (IOException unreachable) {
      throw new UncheckedIOException(unreachable);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }
}
