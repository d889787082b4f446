package fr.fabrique.jury.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The subcommand as people call it, in a process and a folder of its own. */
class ReplayRunTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @BeforeEach
  void tallies() throws IOException {
    Files.writeString(
        folder.resolve("tallies.csv"),
        new Tallies()
            .with("a", 3.4, 0.5, "rework", "rework")
            .with("b", 3.6, 0.5, "incubate", "incubate")
            .with("c", 3.6, 0.5, "", "")
            .csv());
  }

  @Test
  void without_a_folder_of_processes_the_table_of_the_jar_is_asked() throws Exception {
    Run run = replay("jar");

    assertThat(run.exitCode()).as(run.said()).isZero();
    assertThat(run.printed()).contains("The verdict stays                         2");
    assertThat(run.said()).as("no word of the evaluator's").isEmpty();
  }

  @Test
  void the_table_of_this_folder_comes_first() throws Exception {
    Path processes = Files.createDirectory(folder.resolve("processes"));
    Files.writeString(
        processes.resolve("jury-verdict.dmn"),
        Files.readString(Path.of("processes/jury-verdict.dmn")).replace("3.5", "3.3"));

    Run run = replay("folder", "--format", "json");

    assertThat(run.exitCode()).as(run.said()).isEqualTo(1);
    assertThat(run.json().at("/totals").toString())
        .isEqualTo("{\"tallies\":3,\"unchanged\":1,\"changed\":1,\"undecided\":1,\"unusable\":0}");
    assertThat(run.json().at("/kinds").toString())
        .isEqualTo("[{\"from\":\"rework\",\"to\":\"incubate\",\"count\":1}]");
    assertThat(run.json().at("/changes/0/from/version").asInt()).isEqualTo(3);
    assertThat(run.json().at("/changes/0/to").has("version")).isFalse();
    assertThat(run.json().at("/changes/0/inputs/mean").asDouble()).isEqualTo(3.4);
  }

  @Test
  void a_table_that_cannot_be_used_ends_with_one_line() throws Exception {
    Files.writeString(folder.resolve("edited.dmn"), "<!DOCTYPE x><x/>");

    Run run = replay("bad", "--table", "edited.dmn");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.said()).startsWith("edited.dmn: The file declares").hasLineCount(1);
    assertThat(run.printed()).isEmpty();
  }

  private record Run(Process process, Path out, Path err) {

    int exitCode() throws InterruptedException {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("has ended").isTrue();
      return process.exitValue();
    }

    String printed() throws IOException {
      return Files.readString(out);
    }

    String said() throws IOException, InterruptedException {
      exitCode();
      return Files.readString(err);
    }

    /** Standard output holds the result and nothing else. */
    JsonNode json() throws IOException {
      return JSON.readerFor(JsonNode.class)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .readValue(printed());
    }
  }

  private Run replay(String name, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", classPath()));
    command.addAll(List.of("fr.fabrique.FabriqueApplication", "replay"));
    command.addAll(List.of("--tallies", "tallies.csv"));
    command.addAll(List.of(options));
    Path out = folder.resolve(name + ".out");
    Path err = folder.resolve(name + ".err");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    return new Run(process, out, err);
  }

  /** As it is seen from another folder. */
  private static String classPath() {
    return String.join(
        java.io.File.pathSeparator,
        List.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator)).stream()
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .toList());
  }
}
