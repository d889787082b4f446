package fr.fabrique.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.fabrique.change.EditedRoute;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whether forecasts come true: a stream of ideas is rehearsed, forecast from what can be learnt
 * from it, and rehearsed with other people's luck. How many ideas: {@code -Dfabrique.ideas}.
 */
class ForecastBenchmark {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FOLDER = Path.of("target", "benchmarks");
  private static final int DAYS = 23;
  private static final List<String> FIGURES =
      List.of("seen", "ended", "underWay", "median", "slowest");

  @TempDir Path folder;

  @Test
  void a_forecast_and_the_rehearsal_of_the_same_stream() throws Exception {
    int ideas = Integer.getInteger("fabrique.ideas", 200);
    String stream = burst(ideas).toString();
    String past = folder.resolve("past.json").toString();

    JsonNode learnt = run("rehearse", "--stream", "--ideas", stream, "--seed", "1", "--past", past);
    JsonNode other = run("rehearse", "--stream", "--ideas", stream, "--seed", "2");
    long start = System.nanoTime();
    JsonNode forecast =
        run(
                "forecast",
                "--arrivals",
                stream,
                "--past",
                past,
                "--defaults",
                "--hours",
                "24",
                "--effort",
                "0",
                "--seeds",
                "10")
            .path("published");
    double seconds = (System.nanoTime() - start) / 1e9;

    StringBuilder table =
        new StringBuilder(
            "%d ideas in %d days; a forecast of ten plays took %.0f s%n"
                .formatted(ideas, DAYS, seconds));
    table.append(
        "%-10s %10s %20s %12s %12s%n"
            .formatted("", "forecast", "one play within", "learnt from", "other seed"));
    for (String figure : FIGURES) {
      JsonNode expected = forecast.path(figure);
      table.append(
          String.format(
              Locale.ROOT,
              "%-10s %10.2f %9.2f to %7.2f %12.2f %12.2f%n",
              figure,
              expected.path("mean").asDouble(),
              expected.path("low").asDouble(),
              expected.path("high").asDouble(),
              learnt.path(figure).asDouble(),
              other.path(figure).asDouble()));
    }
    table.append("%n2,580 ideas in 23 days, three plays, from a cold start%n".formatted());
    String draft = EditedRoute.in(folder.resolve("draft")).toString();
    table.append("published alone   %4.0f s%n".formatted(secondsOf()));
    table.append("beside a draft    %4.0f s%n".formatted(secondsOf("--draft", draft)));
    Files.createDirectories(FOLDER);
    Files.writeString(FOLDER.resolve("forecast.txt"), table);
    assertThat(learnt.path("underWay").asInt()).isZero();
    assertThat(other.path("underWay").asInt()).isZero();
  }

  private double secondsOf(String... more) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("forecast", "--ideas", "2580"));
    arguments.addAll(List.of("--days", "23", "--people", "jurors=200", "--people", "juryChairs=5"));
    arguments.addAll(List.of(more));
    long start = System.nanoTime();
    run(arguments.toArray(String[]::new));
    return (System.nanoTime() - start) / 1e9;
  }

  /** Most come on few days, as after a call that everybody has heard. */
  private Path burst(int ideas) throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    TreeMap<Double, Integer> times = new TreeMap<>();
    for (int i = 0; i < ideas; i++) {
      times.put(DAYS * Math.pow(random.nextDouble(), 2), i);
    }
    OffsetDateTime first = OffsetDateTime.parse("2026-03-02T09:00:00+01:00");
    List<String> lines = new ArrayList<>(List.of("external_id,title,body,submitted_at"));
    times.forEach(
        (day, i) ->
            lines.add(
                "burst-%d,Shared bicycles for site %d,%s,%s"
                    .formatted(
                        i,
                        i,
                        "Colleagues who visit another site borrow a bicycle there. ".repeat(8),
                        first.plusSeconds(Math.round(day * 86_400)))));
    return Files.write(folder.resolve("burst.csv"), lines);
  }

  private JsonNode run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("fr.fabrique.FabriqueApplication");
    command.addAll(List.of(arguments));
    command.addAll(List.of("--format", "json"));
    File printed = folder.resolve("printed.json").toFile();
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(printed)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(3, TimeUnit.HOURS)).as("has ended").isTrue();
    assertThat(process.exitValue()).as(String.join(" ", command.subList(4, 6))).isZero();
    return JSON.readTree(printed);
  }
}
