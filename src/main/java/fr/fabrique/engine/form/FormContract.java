package fr.fabrique.engine.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A Camunda Form read as a contract.
 *
 * @param id the form's id
 * @param inputs what it asks, in the order of the form
 * @param mentions every name its texts, conditions and option lists refer to
 */
public record FormContract(String id, List<Input> inputs, Set<String> mentions) {

  /** Longest text accepted where the form sets no limit, in characters. */
  static final int DEFAULT_MAX_LENGTH = 10_000;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern TEXT = Pattern.compile("\"[^\"]*\"");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(.*?)}}", Pattern.DOTALL);
  private static final Set<String> INPUT_TYPES =
      Set.of(
          "textfield",
          "textarea",
          "number",
          "select",
          "radio",
          "checkbox",
          "checklist",
          "taglist",
          "datetime");

  /**
   * One question.
   *
   * @param type the form-js component type
   * @param variant what else tells how an answer of this type is written: the day or time that is
   *     asked for, {@code text} for a number that is sent as one; else empty
   * @param options the fixed choices, value to label; empty when they come from the dossier
   * @param optionsKey the dossier key that holds the choices, or null
   * @param preset what is answered before anybody has answered; empty for nothing
   * @param hiddenWhen FEEL conditions, any of which hides the question
   */
  public record Input(
      String key,
      String type,
      String variant,
      String label,
      boolean required,
      Integer minLength,
      Integer maxLength,
      Pattern pattern,
      BigDecimal min,
      BigDecimal max,
      Integer decimals,
      Map<String, String> options,
      String optionsKey,
      String preset,
      List<String> hiddenWhen,
      Map<String, String> properties) {

    public boolean isFact() {
      return Boolean.parseBoolean(properties.get("fact"));
    }

    boolean isChoice() {
      return !options.isEmpty() || optionsKey != null;
    }

    boolean isList() {
      return type.equals("checklist") || type.equals("taglist");
    }
  }

  /** The names that conditions and lists of choices refer to: what a check of answers needs. */
  Set<String> neededToCheck() {
    Set<String> names = new LinkedHashSet<>();
    for (Input input : inputs) {
      input.hiddenWhen().forEach(condition -> addMentions(feel(condition), names));
      if (input.optionsKey() != null) {
        names.add(input.optionsKey());
      }
    }
    return names;
  }

  private static String feel(String condition) {
    return condition.startsWith("=") ? condition : "=" + condition;
  }

  /** Keys of the answers that become facts of the process. */
  public Set<String> facts() {
    return inputs.stream().filter(Input::isFact).map(Input::key).collect(Collectors.toSet());
  }

  Optional<Input> input(String key) {
    return inputs.stream().filter(i -> i.key().equals(key)).findFirst();
  }

  /**
   * Reads a form.
   *
   * @throws IllegalArgumentException when it is not the JSON of a Camunda Form
   */
  public static FormContract read(byte[] json) {
    try {
      JsonNode form = JSON.readTree(json);
      List<Input> inputs = new ArrayList<>();
      Set<String> mentions = new LinkedHashSet<>();
      collect(form.path("components"), List.of(), inputs, mentions);
      return new FormContract(form.path("id").asText(), List.copyOf(inputs), Set.copyOf(mentions));
    } catch (IOException notJson) {
      throw new IllegalArgumentException(
          "The form is not valid JSON: " + notJson.getMessage(), notJson);
    }
  }

  private static void collect(
      JsonNode components, List<String> hiddenAbove, List<Input> inputs, Set<String> mentions) {
    for (JsonNode component : components) {
      String hide = component.path("conditional").path("hide").asText("");
      List<String> hiddenWhen = new ArrayList<>(hiddenAbove);
      if (!hide.isBlank()) {
        hiddenWhen.add(hide);
      }
      for (JsonNode text :
          List.of(
              component.path("text"),
              component.path("content"),
              component.path("label"),
              component.path("description"),
              component.path("expression"),
              component.path("valuesExpression"),
              component.path("conditional").path("hide"))) {
        addMentions(text.asText(""), mentions);
      }
      if (component.hasNonNull("valuesKey")) {
        mentions.add(component.get("valuesKey").asText());
      }
      String type = component.path("type").asText();
      if (INPUT_TYPES.contains(type)
          && !component.path("disabled").asBoolean()
          && !component.path("readonly").asBoolean()) {
        Input input = input(component, type, List.copyOf(hiddenWhen));
        inputs.add(input);
        mentions.add(input.key());
      }
      collect(component.path("components"), hiddenWhen, inputs, mentions);
    }
  }

  /** Names in a FEEL expression, or in the placeholders of a template. */
  private static void addMentions(String text, Set<String> mentions) {
    if (text.startsWith("=")) {
      NAME.matcher(TEXT.matcher(text).replaceAll(""))
          .results()
          .forEach(name -> mentions.add(name.group()));
    } else {
      PLACEHOLDER
          .matcher(text)
          .results()
          .map(placeholder -> TEXT.matcher(placeholder.group(1)).replaceAll(""))
          .flatMap(inside -> NAME.matcher(inside).results())
          .forEach(name -> mentions.add(name.group()));
    }
  }

  private static Input input(JsonNode component, String type, List<String> hiddenWhen) {
    JsonNode validate = component.path("validate");
    Map<String, String> options = new LinkedHashMap<>();
    component
        .path("values")
        .forEach(o -> options.put(o.path("value").asText(), o.path("label").asText()));
    Map<String, String> properties = new LinkedHashMap<>();
    component
        .path("properties")
        .properties()
        .forEach(p -> properties.put(p.getKey(), p.getValue().asText()));
    return new Input(
        component.path("key").asText(),
        type,
        component.path("serializeToString").asBoolean()
            ? "text"
            : component.path("subtype").asText(""),
        component.path("label").asText(component.path("dateLabel").asText()),
        validate.path("required").asBoolean(),
        integer(validate.path("minLength")),
        integer(validate.path("maxLength")),
        validate.hasNonNull("pattern") ? Pattern.compile(validate.get("pattern").asText()) : null,
        decimal(validate.path("min")),
        decimal(validate.path("max")),
        integer(component.path("decimalDigits")),
        Map.copyOf(options).isEmpty() ? Map.of() : options,
        component.hasNonNull("valuesKey") ? component.get("valuesKey").asText() : null,
        component.path("defaultValue").asText(""),
        hiddenWhen,
        Map.copyOf(properties));
  }

  private static Integer integer(JsonNode node) {
    return node.isNumber() || node.isTextual() && node.asText().matches("\\d+")
        ? Integer.valueOf(node.asInt())
        : null;
  }

  private static BigDecimal decimal(JsonNode node) {
    return node.isNumber() || node.isTextual() && node.asText().matches("-?\\d+(\\.\\d+)?")
        ? new BigDecimal(node.asText())
        : null;
  }
}
