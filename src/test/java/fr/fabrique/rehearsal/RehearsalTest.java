package fr.fabrique.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.fabrique.change.EditedRoute;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The subcommand as people call it, in a process of its own: the engine's clock and its web
 * applications exist once in a process, and a rehearsal needs them for itself.
 */
class RehearsalTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int IDEAS = 6;

  @TempDir Path folder;

  @Test
  void demo_ideas_end_each_in_one_place() throws Exception {
    Run run = rehearse(demoIdeas(IDEAS), "whole");

    assertThat(run.exitCode()).as(run.said()).isZero();
    JsonNode table = run.table();
    assertThat(table.path("ideas").asInt()).isEqualTo(IDEAS);
    assertThat(table.path("incidents").asInt()).isZero();
    assertThat(table.path("running").asInt()).isZero();
    assertThat(table.path("refused")).isEmpty();
    assertThat(sum(table.path("ended"))).isEqualTo(IDEAS);
    assertThat(table.path("tasks").path("task_review_idea").asInt()).isGreaterThan(IDEAS);
    assertThat(table.path("tasks").path("task_draw_lessons").asInt()).isEqualTo(1);
  }

  @Test
  void a_stream_is_followed_to_its_verdicts_and_leaves_what_a_forecast_learns_from()
      throws Exception {
    Path past = folder.resolve("past.json");

    Run run = rehearse(demoIdeas(IDEAS), "stream", "--stream", "--past", past.toString());

    assertThat(run.exitCode()).as(run.said()).isZero();
    JsonNode outcome = run.table();
    assertThat(outcome.path("ideas").asInt()).isEqualTo(IDEAS);
    assertThat(outcome.path("incidents").asInt()).isZero();
    assertThat(outcome.path("underWay").asInt()).isZero();
    int seen = outcome.path("seen").asInt();
    assertThat(seen).isPositive();
    assertThat(seen + outcome.path("ended").asInt()).isEqualTo(IDEAS);
    assertThat(outcome.path("median").asDouble()).isPositive();
    assertThat(outcome.path("slowest").asDouble())
        .isGreaterThanOrEqualTo(outcome.path("median").asDouble());
    JsonNode reviews = JSON.readTree(past.toFile()).at("/cases/task_review_idea");
    assertThat(reviews.findValuesAsText("recusal").stream().filter("none"::equals).count())
        .isGreaterThanOrEqualTo(2L * seen);
  }

  /** One more start of the product for each: by hand, with {@code -Dfabrique.edited-route=true}. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @EnabledIfSystemProperty(named = "fabrique.edited-route", matches = "true")
  void ideas_follow_to_an_edited_route_and_end_all_the_same(boolean stream) throws Exception {
    List<String> options =
        new ArrayList<>(
            List.of(
                "--change",
                EditedRoute.in(folder.resolve("edited")).toString(),
                "--instead",
                EditedRoute.GONE + "=" + EditedRoute.INSTEAD));
    if (stream) {
      options.add("--stream");
    }

    Run run = rehearse(demoIdeas(IDEAS), "edited", options.toArray(String[]::new));

    assertThat(run.exitCode()).as(run.said()).isZero();
    JsonNode table = run.table();
    JsonNode changed = table.path("changed");
    assertThat(changed.path("followed").asInt()).isPositive();
    assertThat(changed.path("couldFollow")).isEqualTo(changed.path("onTheRoute"));
    assertThat(changed.path("stayed").asInt()).as(changed.path("stays").toString()).isZero();
    assertThat(sum(changed.path("waits"))).isGreaterThanOrEqualTo(changed.path("followed").asInt());
    assertThat(sum(table.path("ended"))).isEqualTo(IDEAS);
    assertThat(table.path("incidents").asInt()).isZero();
  }

  /** Two starts of the product more: by hand, with {@code -Dfabrique.same-seed=true}. */
  @Test
  @EnabledIfSystemProperty(named = "fabrique.same-seed", matches = "true")
  void the_same_seed_gives_the_same_table() throws Exception {
    Run first = rehearse(demoIdeas(5), "first");
    Run second = rehearse(demoIdeas(5), "second");

    assertThat(first.exitCode()).as(first.said()).isZero();
    assertThat(second.exitCode()).as(second.said()).isZero();
    assertThat(withoutTime(second.table())).isEqualTo(withoutTime(first.table()));
  }

  private Path demoIdeas(int number) throws IOException {
    return Files.write(
        folder.resolve("demo-%d.csv".formatted(number)),
        Files.readAllLines(Path.of("src/main/resources/demo/ideas_en.csv")).subList(0, number + 1));
  }

  @Test
  void a_file_with_other_columns_is_refused_in_one_line() throws Exception {
    Path ideas = folder.resolve("other-columns.csv");
    Files.writeString(ideas, "number;name\n1;One\n");

    Run run = rehearse(ideas, "other-columns");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.printed()).isEmpty();
    assertThat(run.said()).contains("other-columns.csv: the first line must name the columns");
    assertThat(run.said()).doesNotContain("\tat ");
  }

  private static int sum(JsonNode counts) {
    return StreamSupport.stream(counts.spliterator(), false).mapToInt(JsonNode::asInt).sum();
  }

  private static JsonNode withoutTime(JsonNode table) {
    return ((ObjectNode) table.deepCopy()).without("seconds");
  }

  /** A rehearsal under way in a process of its own. */
  private record Run(Process process, Path out, Path err) {

    int exitCode() throws InterruptedException {
      assertThat(process.waitFor(6, TimeUnit.MINUTES)).as("has ended").isTrue();
      return process.exitValue();
    }

    String printed() throws IOException {
      return Files.readString(out);
    }

    String said() throws IOException, InterruptedException {
      exitCode();
      return Files.readString(err);
    }

    /** Standard output holds the table and nothing else. */
    JsonNode table() throws IOException {
      return JSON.readerFor(JsonNode.class)
          .with(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .readValue(printed());
    }
  }

  private Run rehearse(Path ideas, String name, String... more) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // A short life does not repay the second compiler.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("fr.fabrique.FabriqueApplication", "rehearse"));
    command.addAll(List.of("--ideas", ideas.toString(), "--seed", "7", "--format", "json"));
    command.addAll(List.of(more));
    File out = folder.resolve(name + ".out").toFile();
    File err = folder.resolve(name + ".err").toFile();
    Process process = new ProcessBuilder(command).redirectOutput(out).redirectError(err).start();
    return new Run(process, out.toPath(), err.toPath());
  }
}
