package fr.fabrique.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fr.fabrique.engine.check.RouteFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The check as an owner calls it on a computer of their own. */
class CheckRouteTest {

  @TempDir Path home;

  private final StringWriter printed = new StringWriter();
  private final StringWriter said = new StringWriter();

  @Test
  void the_shipped_route_needs_no_mending() throws IOException {
    assertThat(check(folder("shipped").toString())).isZero();
    assertThat(printed.toString()).endsWith("nothing to mend." + System.lineSeparator());
    assertThat(said.toString()).isEmpty();
  }

  @Test
  void what_blocks_comes_first_and_ends_with_one() throws IOException {
    Path draft = folder("draft");
    edit(draft, "processes/idea-route.bpmn", "${taskTime}", "in a week");
    edit(
        draft, "processes/jury-review.bpmn", "verdict == 'deliberate'", "verdict == 'deliberated'");

    assertThat(check(draft.toString())).isEqualTo(1);

    assertThat(printed.toString().lines().skip(1))
        .anySatisfy(line -> assertThat(line).startsWith("  blocks  processes/idea-route.bpmn"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("  warns   processes/jury-review.bpmn")
                    .contains("'deliberated'", "can never hold", "“keep_for_later”"));
    assertThat(printed.toString().indexOf("  blocks"))
        .isLessThan(printed.toString().indexOf("  warns"));
  }

  @Test
  void what_only_warns_ends_with_zero() throws IOException {
    Path draft = folder("draft");
    edit(draft, "processes/idea-route.bpmn", "\"animators\"", "\"animaters\"");

    assertThat(check(draft.toString(), "--format", "json")).isZero();

    assertThat(json()).hasSize(1);
    assertThat(json().get(0).properties())
        .extracting(Map.Entry::getKey)
        .containsExactly(
            "folder", "file", "line", "element", "label", "severity", "rule", "message", "remedy");
    assertThat(json().at("/0/folder").asText()).isEqualTo(draft.toString());
    assertThat(json().at("/0/file").asText()).isEqualTo("processes/idea-route.bpmn");
    assertThat(json().at("/0/line").asInt()).isPositive();
    assertThat(json().at("/0/element").asText()).isEqualTo("task_screen_idea");
    assertThat(json().at("/0/label").asText()).isEqualTo("Screen the idea");
    assertThat(json().at("/0/severity").asText()).isEqualTo("warns");
    assertThat(json().at("/0/rule").asText()).isEqualTo("group-known");
  }

  @Test
  void several_folders_are_judged_one_by_one() throws IOException {
    Path sound = folder("sound");
    Path broken = folder("broken");
    Path cut = folder("cut");
    edit(broken, "processes/challenge.bpmn", "${setCalendar}", "${setCalender}");
    edit(cut, "forms/review_idea.form", "{", "");

    assertThat(check(sound.toString(), broken.toString(), cut.toString(), "--format", "json"))
        .isEqualTo(1);

    assertThat(json())
        .extracting(finding -> finding.path("folder").asText())
        .contains(broken.toString(), cut.toString())
        .doesNotContain(sound.toString());
  }

  @Test
  void a_place_that_is_gone_is_told_against_the_route_on_which_ideas_stand() throws IOException {
    Path published = folder("published");
    Path draft = folder("draft");
    edit(published, "processes/idea-route.bpmn", "task_rework_idea", "task_rework");

    assertThat(check(draft.toString(), "--against", published.toString(), "--format", "json"))
        .isZero();

    assertThat(json())
        .anySatisfy(
            finding -> {
              assertThat(finding.path("rule").asText()).isEqualTo("place-kept");
              assertThat(finding.path("label").asText()).isEqualTo("Rework the idea");
              assertThat(finding.path("message").asText()).contains("“task_rework”");
            });
  }

  @Test
  void development_tools_read_sarif() throws IOException {
    Path draft = folder("draft");
    edit(draft, "processes/challenge.bpmn", "${setCalendar}", "${setCalender}");

    assertThat(check(draft.toString(), "--format", "sarif")).isEqualTo(1);

    JsonNode run = json().at("/runs/0");
    assertThat(json().path("version").asText()).isEqualTo("2.1.0");
    assertThat(run.at("/tool/driver/rules"))
        .extracting(rule -> rule.path("id").asText())
        .contains(run.at("/results/0/ruleId").asText());
    assertThat(run.at("/results/0/level").asText()).isEqualTo("error");
    assertThat(run.at("/results/0/locations/0/physicalLocation/artifactLocation/uri").asText())
        .endsWith("draft/processes/challenge.bpmn");
    assertThat(run.at("/results/0/locations/0/physicalLocation/region/startLine").asInt())
        .isPositive();
  }

  @Test
  void findings_are_told_in_french_where_french_is_asked_for() throws IOException {
    Path draft = folder("draft");
    edit(draft, "processes/challenge.bpmn", "${setCalendar}", "${setCalender}");

    assertThat(check(draft.toString(), "--language", "fr")).isEqualTo(1);
    assertThat(printed.toString())
        .contains("  bloque  processes/challenge.bpmn, ligne ")
        .contains("«\u00a0${setCalender}\u00a0» ne nomme aucune étape du catalogue.")
        .doesNotContain("names no step");

    printed.getBuffer().setLength(0);
    check(draft.toString(), "--language", "fr", "--format", "json");
    assertThat(json().at("/0/severity").asText()).isEqualTo("blocks");
    assertThat(json().at("/0/message").asText()).contains("ne nomme aucune étape");
    assertThat(json().at("/0/remedy").asText()).startsWith("Choisissez une étape");
  }

  @Test
  void a_folder_that_cannot_be_used_ends_with_two() throws IOException {
    assertThat(check(home.resolve("nowhere").toString())).isEqualTo(2);
    assertThat(check(Files.createDirectory(home.resolve("empty")).toString())).isEqualTo(2);
    assertThat(check(folder("sound").toString(), "--format", "xml")).isEqualTo(2);
    assertThat(said.toString())
        .contains("nowhere: there is no such folder.")
        .contains("empty: it holds neither processes nor forms.")
        .doesNotContain("\tat ");
    assertThat(printed.toString()).isEmpty();
  }

  private Path folder(String name) throws IOException {
    Path folder = home.resolve(name);
    Files.createDirectories(folder.resolve("processes"));
    Files.createDirectories(folder.resolve("forms"));
    for (Map.Entry<String, byte[]> file : RouteFiles.shipped().entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
    return folder;
  }

  private static void edit(Path folder, String name, String old, String replacement)
      throws IOException {
    Path file = folder.resolve(name);
    String text = Files.readString(file);
    assertThat(text).contains(old);
    Files.write(file, text.replace(old, replacement).getBytes(StandardCharsets.UTF_8));
  }

  private JsonNode json() throws IOException {
    return Draft.json(printed.toString().getBytes(StandardCharsets.UTF_8));
  }

  private int check(String... arguments) {
    return new CommandLine(new CheckRoute())
        .setOut(new PrintWriter(printed))
        .setErr(new PrintWriter(said, true))
        .execute(arguments);
  }
}
