package fr.fabrique.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import fr.fabrique.NodeTools;
import fr.fabrique.change.Corpus.Edit;
import fr.fabrique.engine.StepCatalogue;
import fr.fabrique.engine.check.Finding;
import fr.fabrique.engine.check.RouteCheck;
import fr.fabrique.engine.check.RouteFiles;
import fr.fabrique.engine.check.Severity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is caught of a corpus of broken edits before deployment, what of the sound ones is called
 * wrong, and how long it takes; beside it the engine alone, and bpmnlint with its recommended
 * rules.
 */
class CheckBenchmark {

  private static final Path FOLDER = Path.of("target", "benchmarks");
  private static final int PLACES = 10;

  @TempDir Path drafts;

  /**
   * @param caught faults that block or warn
   * @param blockedSound sound edits that would be kept from being published
   * @param falseAlarms sound edits with a warning or worse
   */
  record Row(
      String by,
      int faults,
      int caught,
      int missed,
      int sound,
      int blockedSound,
      int falseAlarms) {}

  @Test
  void faults_caught_and_sound_edits_let_through() throws IOException {
    List<Edit> faults = Corpus.faults(PLACES);
    List<Edit> sound = Corpus.soundEdits(PLACES);
    RouteCheck check = new RouteCheck(new StepCatalogue());
    List<Row> rows = new ArrayList<>();
    long start = System.nanoTime();
    int caught = count(faults, e -> findings(check, e).stream().anyMatch(CheckBenchmark::matters));
    double each = (System.nanoTime() - start) / 1e6 / faults.size();
    int blocked = count(sound, e -> findings(check, e).stream().anyMatch(Finding::blocks));
    int alarms = count(sound, e -> findings(check, e).stream().anyMatch(CheckBenchmark::matters));
    rows.add(
        new Row(
            "check", faults.size(), caught, faults.size() - caught, sound.size(), blocked, alarms));
    rows.add(alone("engine alone", faults, sound, edits -> refusedByTheEngine(edits)));
    rows.add(alone("bpmnlint", faults, sound, edits -> refusedByLint(edits)));
    Files.createDirectories(FOLDER);
    new ObjectMapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValue(
            FOLDER.resolve("check.json").toFile(), Map.of("rows", rows, "millisEach", each));
    StringBuilder table =
        new StringBuilder(
            "%-14s %7s %7s %7s %7s %8s %13s%n"
                .formatted("by", "faults", "caught", "missed", "sound", "blocked", "false alarms"));
    rows.forEach(
        row ->
            table.append(
                "%-14s %7d %7d %7d %7d %8d %13d%n"
                    .formatted(
                        row.by(),
                        row.faults(),
                        row.caught(),
                        row.missed(),
                        row.sound(),
                        row.blockedSound(),
                        row.falseAlarms())));
    table.append(String.format(Locale.ROOT, "%nmilliseconds for one route, warm: %.0f%n", each));
    Files.writeString(FOLDER.resolve("check.txt"), table);
    assertThat(faults).hasSizeGreaterThanOrEqualTo(300);
    assertThat(sound).hasSizeGreaterThanOrEqualTo(100);
  }

  private interface Judge {
    /** For each edit whether it is refused. */
    List<Boolean> refused(List<Edit> edits) throws IOException;
  }

  private static Row alone(String by, List<Edit> faults, List<Edit> sound, Judge judge)
      throws IOException {
    int caught = (int) judge.refused(faults).stream().filter(r -> r).count();
    int blocked = (int) judge.refused(sound).stream().filter(r -> r).count();
    return new Row(
        by, faults.size(), caught, faults.size() - caught, sound.size(), blocked, blocked);
  }

  private static int count(List<Edit> edits, java.util.function.Predicate<Edit> wanted) {
    return (int) edits.stream().filter(wanted).count();
  }

  private static boolean matters(Finding finding) {
    return finding.severity() != Severity.TELLS;
  }

  private static List<Finding> findings(RouteCheck check, Edit edit) {
    return check.change(RouteFiles.shipped(), edit.files());
  }

  private static List<Boolean> refusedByTheEngine(List<Edit> edits) {
    StandaloneInMemProcessEngineConfiguration configuration =
        new StandaloneInMemProcessEngineConfiguration();
    configuration.setProcessEngineName("check-benchmark");
    configuration.setJdbcUrl("jdbc:h2:mem:check-benchmark");
    configuration.setJobExecutorActivate(false);
    ProcessEngine engine = configuration.buildProcessEngine();
    try {
      return edits.stream().map(edit -> isRefused(engine, edit.files())).toList();
    } finally {
      engine.close();
    }
  }

  private static boolean isRefused(ProcessEngine engine, SortedMap<String, byte[]> files) {
    DeploymentBuilder unit = engine.getRepositoryService().createDeployment();
    files.forEach(
        (name, content) -> {
          if (!name.endsWith(".json")) {
            unit.addInputStream(name, new ByteArrayInputStream(content));
          }
        });
    try {
      engine.getRepositoryService().deleteDeployment(unit.deploy().getId(), true);
      return false;
    } catch (ProcessEngineException | org.apache.ibatis.exceptions.PersistenceException refused) {
      return true;
    }
  }

  /** Each diagram that an edit has changed is looked at; one run of the tool takes them all. */
  private List<Boolean> refusedByLint(List<Edit> edits) throws IOException {
    Map<String, Integer> places = new LinkedHashMap<>();
    for (int number = 0; number < edits.size(); number++) {
      for (Map.Entry<String, byte[]> file : edits.get(number).files().entrySet()) {
        if (file.getKey().endsWith(".bpmn")
            && !Arrays.equals(file.getValue(), RouteFiles.shipped().get(file.getKey()))) {
          Path draft =
              drafts.resolve(
                  "%05d-%s".formatted(number, file.getKey().substring("processes/".length())));
          Files.write(draft, file.getValue());
          places.put(draft.toString(), number);
        }
      }
    }
    List<Boolean> refused = new ArrayList<>(edits.stream().map(edit -> Boolean.FALSE).toList());
    List<String> arguments = new ArrayList<>(List.of("--config", ".bpmnlintrc"));
    arguments.addAll(places.keySet());
    String said = NodeTools.run(NodeTools.file("bpmnlint/bin/bpmnlint.js"), arguments).output();
    String draft = null;
    for (String line : said.split("\n")) {
      for (String place : places.keySet()) {
        if (line.contains(place)) {
          draft = place;
        }
      }
      if (draft != null && line.matches(".*\\berror\\b.*")) {
        refused.set(places.get(draft), true);
      }
    }
    for (String place : places.keySet()) {
      Files.delete(Path.of(place));
    }
    return refused;
  }
}
