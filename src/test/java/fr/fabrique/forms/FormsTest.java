package fr.fabrique.forms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.fabrique.RouteFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every form uses what Tasklist can show and the server can check. */
class FormsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** File upload breaks a whole form in Tasklist; an edited dynamic list disables Complete. */
  private static final Set<String> COMPONENTS =
      Set.of(
          "text",
          "html",
          "group",
          "separator",
          "spacer",
          "textfield",
          "textarea",
          "number",
          "select",
          "radio",
          "checkbox",
          "checklist",
          "taglist",
          "datetime");

  private static final Set<String> SHOWN_ONLY =
      Set.of("text", "html", "group", "separator", "spacer");

  static List<Path> forms() {
    return RouteFolder.forms();
  }

  @ParameterizedTest
  @MethodSource("forms")
  void a_form_is_named_as_its_file_and_made_for_this_tasklist(Path file) throws IOException {
    JsonNode form = JSON.readTree(file.toFile());
    assertThat(file.getFileName()).hasToString(form.path("id").asText() + ".form");
    assertThat(form.path("type").asText()).isEqualTo("default");
    assertThat(form.path("schemaVersion").asInt()).isEqualTo(16);
    assertThat(form.path("executionPlatform").asText()).isEqualTo("Camunda Platform");
    assertThat(form.path("executionPlatformVersion").asText()).startsWith("7.");
  }

  @ParameterizedTest
  @MethodSource("forms")
  void a_form_uses_components_that_work_and_never_an_input_to_show_something(Path file)
      throws IOException {
    for (JsonNode component : components(file)) {
      String id = component.path("id").asText();
      assertThat(component.path("type").asText()).as(id).isIn(COMPONENTS);
      assertThat(component.path("disabled").asBoolean()).as("%s is disabled", id).isFalse();
      assertThat(component.path("readonly").asBoolean()).as("%s is read-only", id).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("forms")
  void every_component_has_an_id_and_every_input_a_key_of_its_own(Path file) throws IOException {
    Set<String> ids = new HashSet<>();
    Set<String> keys = new HashSet<>();
    for (JsonNode component : components(file)) {
      String id = component.path("id").asText();
      assertThat(id).as("id of a %s", component.path("type")).isNotBlank();
      assertThat(ids.add(id)).as("id %s occurs once", id).isTrue();
      if (!SHOWN_ONLY.contains(component.path("type").asText())) {
        String key = component.path("key").asText();
        assertThat(key).as("key of %s", id).matches("[a-zA-Z][a-zA-Z0-9_]*");
        assertThat(keys.add(key)).as("key %s occurs once", key).isTrue();
        assertThat(component.path("label").asText() + component.path("dateLabel").asText())
            .as("question of %s", id)
            .isNotBlank();
      }
    }
    assertThat(keys).as("inputs").isNotEmpty();
  }

  @Test
  void the_idea_looks_the_same_in_every_form() throws IOException {
    Map<String, Set<JsonNode>> looks = new TreeMap<>();
    for (Path file : RouteFolder.forms()) {
      for (JsonNode component : components(file)) {
        String text = component.path("text").asText() + component.path("content").asText();
        if (text.matches("(?s).*\\{\\{idea_(problem|solution|beneficiaries|effect|links)}}.*")) {
          looks
              .computeIfAbsent(component.path("id").asText(), id -> new HashSet<>())
              .add(component);
        }
      }
    }
    assertThat(looks).hasSizeGreaterThanOrEqualTo(5);
    assertThat(looks).allSatisfy((id, variants) -> assertThat(variants).as(id).hasSize(1));
  }

  /**
   * The style of Tasklist puts these groups side by side, so that what is asked is seen at once.
   */
  @ParameterizedTest
  @MethodSource("forms")
  void what_is_asked_stands_beside_what_there_is_to_read(Path file) throws IOException {
    JsonNode top = JSON.readTree(file.toFile()).path("components");
    List<String> groups = new ArrayList<>();
    top.forEach(component -> groups.add(component.path("id").asText()));
    if (groups.stream().noneMatch(id -> id.startsWith("group_"))) {
      assertThat(components(file)).noneMatch(c -> c.path("text").asText().contains("{{idea_"));
      return;
    }
    assertThat(groups)
        .isIn(
            List.of("group_idea", "group_asked"),
            List.of("group_idea", "group_asked", "group_before"));
    for (JsonNode group : top) {
      List<JsonNode> inside = new ArrayList<>();
      collect(group.path("components"), inside);
      boolean asks = inside.stream().anyMatch(c -> !SHOWN_ONLY.contains(c.path("type").asText()));
      assertThat(asks)
          .as(group.path("id").asText())
          .isEqualTo(group.path("id").asText().equals("group_asked"));
    }
  }

  private static List<JsonNode> components(Path file) throws IOException {
    List<JsonNode> found = new ArrayList<>();
    collect(JSON.readTree(file.toFile()).path("components"), found);
    return found;
  }

  private static void collect(JsonNode components, List<JsonNode> found) {
    for (JsonNode component : components) {
      found.add(component);
      collect(component.path("components"), found);
    }
  }
}
