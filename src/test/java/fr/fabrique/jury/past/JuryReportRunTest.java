package fr.fabrique.jury.past;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.fabrique.jury.statistics.SimulatedJury;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The subcommand as people call it, in a process of its own. */
class JuryReportRunTest {

  private static final Path REAL_SCORES = Path.of("../shared/data/jury-scores.csv");

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void a_jury_that_favours_its_units_is_found_and_people_read_the_same_as_programs()
      throws Exception {
    Path scores = folder.resolve("scores.csv");
    Files.writeString(
        scores,
        ScoresFile.of(SimulatedJury.of(1, 60, 4, 12, 4).favouringOwnUnitBy(3))
            + "Session,entry,author,unit,,unit,1,1\n");

    Run first = report(scores, "first", "--shuffles", "100", "--format", "json");
    Run tables = report(scores, "text", "--shuffles", "0", "--challenge", "jury-of-2019");

    assertThat(first.exitCode()).as("one line is refused: " + first.said()).isEqualTo(1);
    JsonNode found = first.json();
    assertThat(found.at("/imported/accepted").asInt()).isEqualTo(240);
    assertThat(found.at("/imported/refused/0/line").asInt()).isEqualTo(242);
    assertThat(found.at("/report/scale").asText()).isEqualTo("SUM");
    assertThat(found.at("/report/severity")).hasSize(12);
    assertThat(found.at("/report/agreementByTheme")).hasSize(3);
    assertThat(found.at("/report/ownUnit/alert").asBoolean()).isTrue();
    assertThat(found.at("/falseAlarms")).hasSize(2);
    assertThat(found.at("/falseAlarms/0/shuffles").asInt()).isEqualTo(100);
    assertThat(tables.exitCode()).as(tables.said()).isEqualTo(1);
    assertThat(tables.printed())
        .contains("Reviews imported as the past challenge jury-of-2019")
        .contains("severity", "alpha", "all sessions together", "Session theme1")
        .contains("Own unit: points above the panel's mean", "Alert")
        .doesNotContain("False alarms");
    assertThat(tables.said()).doesNotContain("\tat ", "juror1");
  }

  /**
   * The effect in this file is known: +1.21 points over the panel's mean for 842 reviews of the own
   * unit, -0.11 for 9,437 others.
   */
  @Test
  void the_effect_in_real_scores_is_found_and_nothing_where_units_are_shuffled() throws Exception {
    assumeTrue(
        Files.exists(REAL_SCORES),
        () -> "The real scores are not here: " + REAL_SCORES.toAbsolutePath().normalize());

    Run run = report(REAL_SCORES, "real", "--shuffles", "100", "--format", "json");

    assertThat(run.exitCode()).as(run.said()).isZero();
    JsonNode found = run.json();
    JsonNode ownUnit = found.at("/report/ownUnit");
    assertThat(ownUnit.at("/own/cases").asInt()).isEqualTo(842);
    assertThat(ownUnit.at("/own/mean").asDouble()).isEqualTo(1.21, within(0.005));
    assertThat(ownUnit.at("/others/cases").asInt()).isEqualTo(9_437);
    assertThat(ownUnit.at("/others/mean").asDouble()).isEqualTo(-0.11, within(0.005));
    assertThat(ownUnit.at("/alert").asBoolean()).isTrue();
    assertThat(ownUnit.at("/effect/points").asDouble()).isEqualTo(1.43, within(0.005));
    assertThat(ownUnit.at("/persons"))
        .as("jurors differ as much over units not their own")
        .allMatch(person -> person.path("cases").asInt() >= 10)
        .noneMatch(person -> person.path("indication").asBoolean())
        .hasSize(21);
    assertThat(ownUnit.at("/personsBelow").asInt()).isEqualTo(139);
    assertThat(found.at("/falseAlarms")).hasSize(2);
    for (JsonNode alarms : found.at("/falseAlarms")) {
      assertThat(alarms.path("shuffles").asInt()).isEqualTo(100);
      assertThat(alarms.path("rate").asDouble()).isLessThanOrEqualTo(0.01);
      assertThat(alarms.path("naming").asInt()).isLessThanOrEqualTo(5);
    }
    assertThat(found.at("/report/severity")).hasSize(187);
    assertThat(found.at("/report/variances/estimated").asBoolean()).isTrue();
    assertThat(found.at("/report/agreementByTheme")).hasSize(88);
    assertThat(found.at("/report/agreementByTheme"))
        .allMatch(
            session -> session.path("alpha").asDouble() > session.at("/interval/low").asDouble());
  }

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

    /** Standard output holds the report and nothing else. */
    JsonNode json() throws IOException, InterruptedException {
      exitCode();
      return JSON.readerFor(JsonNode.class)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .readValue(printed());
    }
  }

  private Run report(Path scores, String name, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // A short life does not repay the second compiler.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("fr.fabrique.FabriqueApplication", "jury-report"));
    command.addAll(List.of("--scores", scores.toString()));
    command.addAll(List.of(options));
    Path out = folder.resolve(name + ".out");
    Path err = folder.resolve(name + ".err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    return new Run(process, out, err);
  }
}
