package fr.fabrique.change.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import fr.fabrique.change.web.HostileUploads.Upload;
import fr.fabrique.change.web.Modeler.Answer;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All hostile uploads, one after the other, to a product that has 256 MB for everything. */
class HostileUploadsBenchmark {

  private static final Path FOLDER = Path.of("target", "benchmarks");

  @TempDir Path home;

  /**
   * @param answers how many were answered with which status
   * @param slowest in milliseconds, and which it was
   */
  record Figures(
      int uploads, Map<Integer, Integer> answers, String heap, long slowest, String which) {}

  @Test
  void all_are_refused_in_time_and_memory() throws IOException {
    int port = freePort();
    Process product = start(port);
    try {
      Modeler owner = Modeler.of(port, "owner");
      Awaitility.await()
          .atMost(Duration.ofMinutes(2))
          .ignoreExceptions()
          .until(() -> owner.get("/engine-rest/version").status() == 200);
      Map<Integer, Integer> answers = new TreeMap<>();
      long slowest = 0;
      String which = "";
      List<Upload> uploads = HostileUploads.all();
      for (Upload upload : uploads) {
        long start = System.nanoTime();
        Answer answer = owner.deploy(upload.name(), upload.content());
        long millis = (System.nanoTime() - start) / 1_000_000;
        answers.merge(answer.status(), 1, Integer::sum);
        if (millis > slowest) {
          slowest = millis;
          which = upload.toString();
        }
      }
      Figures figures = new Figures(uploads.size(), answers, "256 MB", slowest, which);
      Files.createDirectories(FOLDER);
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .writeValue(FOLDER.resolve("hostile-uploads.json").toFile(), figures);
      Files.writeString(
          FOLDER.resolve("hostile-uploads.txt"),
          "%d hostile uploads on a heap of 256 MB, answered %s%nslowest: %d ms (%s)%n"
              .formatted(uploads.size(), answers, slowest, which));
      assertThat(answers.keySet()).isSubsetOf(400, 413);
      assertThat(product.isAlive()).isTrue();
    } finally {
      product.destroy();
    }
  }

  private Process start(int port) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+ExitOnOutOfMemoryError",
            "-cp",
            System.getProperty("java.class.path"),
            "fr.fabrique.FabriqueApplication",
            "--server.port=" + port,
            "--fabrique.demo-ideas=false",
            "--fabrique.home=" + Path.of("").toAbsolutePath(),
            "--spring.datasource.url=jdbc:h2:mem:hostile")
        .directory(home.toFile())
        .redirectErrorStream(true)
        .redirectOutput(home.resolve("product.log").toFile())
        .start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
