package fr.fabrique.engine.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.fabrique.engine.RefusedAnswers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.type.ValueType;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.camunda.spin.plugin.variable.value.JsonValue;

/**
 * Posted variables as plain values: texts, numbers, flags, and what JSON can hold. Files, bytes and
 * serialised objects are refused unopened.
 */
final class PostedValues {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Set<ValueType> PLAIN =
      Set.of(
          ValueType.STRING,
          ValueType.BOOLEAN,
          ValueType.SHORT,
          ValueType.INTEGER,
          ValueType.LONG,
          ValueType.DOUBLE,
          ValueType.NULL);

  private PostedValues() {}

  /**
   * The values by name.
   *
   * @throws RefusedAnswers when one is of no use as an answer
   */
  static Map<String, Object> of(VariableMap posted) {
    Map<String, Object> values = new LinkedHashMap<>();
    List<String> reasons = new ArrayList<>();
    if (posted != null) {
      for (String name : posted.keySet()) {
        try {
          values.put(name, plain(posted.getValueTyped(name)));
        } catch (IllegalArgumentException unusable) {
          reasons.add("'%s': %s".formatted(AnswerCheck.abbreviated(name), unusable.getMessage()));
        }
      }
    }
    if (!reasons.isEmpty()) {
      throw new RefusedAnswers(reasons);
    }
    return values;
  }

  private static Object plain(TypedValue value) {
    if (value == null) {
      return null;
    }
    if (value instanceof JsonValue json) {
      return parsed(json.getValueSerialized());
    }
    if (value.getType() == null || PLAIN.contains(value.getType())) {
      return value.getValue();
    }
    throw new IllegalArgumentException(
        "an answer cannot be of the type %s.".formatted(value.getType().getName()));
  }

  private static Object parsed(String json) {
    try {
      return json == null ? null : JSON.readValue(json, Object.class);
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException("this is not well-formed JSON.", malformed);
    }
  }
}
