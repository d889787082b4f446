package fr.fabrique.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.fabrique.rehearsal.process.Conditions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A form as somebody sees it in Tasklist.
 *
 * @param questions what it asks, in its order
 * @param shown the values loaded with it, by key
 */
record OpenedForm(List<Question> questions, Map<String, Object> shown) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A question.
   *
   * @param component as the form declares it
   * @param hiddenWhen FEEL conditions, any of which hides it
   */
  record Question(String key, JsonNode component, List<String> hiddenWhen) {

    boolean isRequired() {
      return component.path("validate").path("required").asBoolean();
    }

    String type() {
      return component.path("type").asText();
    }
  }

  /**
   * @param form the form's JSON
   * @param variables what Tasklist loads with it
   */
  static OpenedForm of(JsonNode form, JsonNode variables) {
    List<Question> questions = new ArrayList<>();
    collect(form.path("components"), List.of(), questions);
    Map<String, Object> shown = new HashMap<>();
    variables
        .properties()
        .forEach(variable -> shown.put(variable.getKey(), plain(variable.getValue())));
    return new OpenedForm(questions, shown);
  }

  /** Whether these answers hide the question. */
  boolean hides(Question question, Map<String, Object> given) {
    if (question.hiddenWhen().isEmpty()) {
      return false;
    }
    Map<String, Object> values = new HashMap<>(shown);
    questions.forEach(other -> values.put(other.key(), given.get(other.key())));
    return question.hiddenWhen().stream().anyMatch(hide -> Conditions.holds(hide, values));
  }

  /** The choices that the form declares and those that were loaded with it. */
  List<String> options(Question question) {
    List<String> options = new ArrayList<>();
    question.component().path("values").forEach(o -> options.add(o.path("value").asText()));
    if (shown.get(question.component().path("valuesKey").asText()) instanceof List<?> offered) {
      for (Object option : offered) {
        options.add(
            option instanceof Map<?, ?> map ? String.valueOf(map.get("value")) : option.toString());
      }
    }
    return options;
  }

  private static void collect(
      JsonNode components, List<String> hiddenAbove, List<Question> questions) {
    for (JsonNode component : components) {
      List<String> hiddenWhen = new ArrayList<>(hiddenAbove);
      String hide = component.path("conditional").path("hide").asText("");
      if (!hide.isBlank()) {
        hiddenWhen.add(hide);
      }
      if (component.hasNonNull("key")
          && !component.path("disabled").asBoolean()
          && !component.path("readonly").asBoolean()) {
        questions.add(new Question(component.get("key").asText(), component, hiddenWhen));
      }
      collect(component.path("components"), hiddenWhen, questions);
    }
  }

  /** Lists of choices arrive as JSON in a text. */
  private static Object plain(JsonNode variable) {
    JsonNode value = variable.path("value");
    boolean json = variable.path("type").asText().equalsIgnoreCase("json");
    try {
      return json && value.isTextual()
          ? JSON.readValue(value.asText(), Object.class)
          : JSON.treeToValue(value, Object.class);
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }
}
