package fr.fabrique.engine.step;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.fabrique.RouteFolder;
import fr.fabrique.engine.StepCatalogue;
import fr.fabrique.engine.StepCatalogue.Step;
import fr.fabrique.people.Group;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What Camunda Modeler offers a process owner who puts a task on a diagram: every step of the
 * catalogue and every form, ready to choose.
 */
final class ElementTemplates {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SCHEMA =
      "https://unpkg.com/@camunda/element-templates-json-schema/resources/schema.json";

  private final StepCatalogue catalogue;

  ElementTemplates(StepCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** The content of each file below {@code .camunda/element-templates}. */
  SortedMap<Path, String> files() throws IOException {
    SortedMap<Path, String> files = new TreeMap<>();
    files.put(
        Path.of("steps.json"), json(catalogue.steps().stream().map(this::stepTemplate).toList()));
    List<Map<String, Object>> tasks = new ArrayList<>();
    for (Path form : RouteFolder.forms()) {
      tasks.add(taskTemplate(JSON.readTree(form.toFile())));
    }
    files.put(Path.of("tasks.json"), json(tasks));
    return files;
  }

  private Map<String, Object> stepTemplate(Step step) {
    return template(
        "fr.fabrique.step." + step.bean(),
        step.title(),
        "A step of the station '%s'.%s%s"
            .formatted(
                step.station(),
                named(" Needs the facts: ", step.reads()),
                named(" Leaves the facts: ", step.writes())),
        "bpmn:ServiceTask",
        List.of(
            property("Name", "String", step.title(), "name", Map.of()),
            property(null, "Hidden", step.expression(), "camunda:delegateExpression", Map.of())));
  }

  private Map<String, Object> taskTemplate(JsonNode form) {
    String id = form.path("id").asText();
    List<String> facts = new ArrayList<>();
    collectFacts(form.path("components"), facts);
    return template(
        "fr.fabrique.task." + id,
        "Form: " + id.replace('_', ' '),
        "A person's task with the form %s.form.%s"
            .formatted(id, named(" Leaves the facts: ", facts)),
        "bpmn:UserTask",
        List.of(
            property(null, "Hidden", id, "camunda:formRef", Map.of()),
            property(null, "Hidden", "deployment", "camunda:formRefBinding", Map.of()),
            property(
                "For the group",
                "Dropdown",
                null,
                "camunda:candidateGroups",
                Map.of("choices", groups())),
            property(
                "Or for one person",
                "String",
                null,
                "camunda:assignee",
                Map.of("description", "An expression such as ${author}; then no group.")),
            property(
                "Due",
                "String",
                "${taskTime}",
                "camunda:dueDate",
                Map.of("description", "A default of the process or a duration such as P7D."))));
  }

  private static void collectFacts(JsonNode components, List<String> facts) {
    for (JsonNode component : components) {
      if (component.path("properties").path("fact").asBoolean()) {
        facts.add(component.path("key").asText());
      }
      collectFacts(component.path("components"), facts);
    }
  }

  private static List<Map<String, String>> groups() {
    return Arrays.stream(Group.values())
        .map(
            group -> {
              Map<String, String> choice = new LinkedHashMap<>();
              choice.put(
                  "name",
                  ResourceBundle.getBundle("messages", Locale.ROOT)
                      .getString("group." + group.id()));
              choice.put("value", group.id());
              return choice;
            })
        .toList();
  }

  private static Map<String, Object> template(
      String id,
      String name,
      String description,
      String type,
      List<Map<String, Object>> properties) {
    Map<String, Object> template = new LinkedHashMap<>();
    template.put("$schema", SCHEMA);
    template.put("id", id);
    template.put("name", name);
    template.put("description", description);
    template.put("version", 1);
    template.put("appliesTo", List.of("bpmn:Task", type));
    template.put("elementType", Map.of("value", type));
    template.put("entriesVisible", true);
    template.put("properties", properties);
    return template;
  }

  private static Map<String, Object> property(
      String label, String type, String value, String attribute, Map<String, Object> more) {
    Map<String, Object> property = new LinkedHashMap<>();
    if (label != null) {
      property.put("label", label);
    }
    property.put("type", type);
    if (value != null) {
      property.put("value", value);
    }
    property.putAll(more);
    Map<String, String> binding = new LinkedHashMap<>();
    binding.put("type", "property");
    binding.put("name", attribute);
    property.put("binding", binding);
    return property;
  }

  private static String named(String intro, List<String> facts) {
    return facts.isEmpty() ? "" : intro + String.join(", ", facts) + ".";
  }

  /** With line ends that are the same on every machine. */
  private static String json(Object templates) throws IOException {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(indenter);
    printer.indentArraysWith(indenter);
    return JSON.writer(printer).writeValueAsString(templates) + "\n";
  }
}
