package fr.fabrique.change.forecast;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.camunda.bpm.engine.variable.value.TypedValue;

/**
 * Gives the answer that it has given before to the same question: a stream of ideas asks the cells
 * of a table the same thousands of times.
 */
final class RememberingFeel implements FeelEngine {

  /** A text in quotation marks, or else a name. */
  private static final Pattern NAME =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|([\\p{L}_][\\p{L}\\p{N}_]*)");

  private static final Pattern ONE_FACT = Pattern.compile("[A-Za-z_]\\w*");

  /** What a column takes as it is. */
  private static final List<Class<?>> PLAIN = List.of(String.class, Number.class, Boolean.class);

  /** What they say does not follow from the variables alone. */
  private static final Set<String> CLOCKS = Set.of("now", "today");

  private final FeelEngine engine;
  private final Map<String, Set<String>> names = new HashMap<>();
  private final Map<List<Object>, Optional<?>> answers = new HashMap<>();

  RememberingFeel(FeelEngine engine) {
    this.engine = engine;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> T evaluateSimpleExpression(String expression, VariableContext variables) {
    if (ONE_FACT.matcher(expression).matches()) {
      Object fact = value(expression, variables);
      if (PLAIN.stream().anyMatch(kind -> kind.isInstance(fact))) {
        return (T) fact;
      }
    }
    return (T)
        remembered(
            "",
            expression,
            variables,
            () -> engine.evaluateSimpleExpression(expression, variables));
  }

  @Override
  public boolean evaluateSimpleUnaryTests(
      String expression, String inputName, VariableContext variables) {
    return (boolean)
        remembered(
            inputName,
            expression,
            variables,
            () -> engine.evaluateSimpleUnaryTests(expression, inputName, variables));
  }

  private Object remembered(
      String inputName, String expression, VariableContext variables, Supplier<Object> asked) {
    Set<String> mentioned = names.computeIfAbsent(expression, RememberingFeel::names);
    if (mentioned.stream().anyMatch(CLOCKS::contains)) {
      return asked.get();
    }
    List<Object> question = new ArrayList<>();
    question.add(inputName);
    question.add(expression);
    question.add(value(inputName, variables));
    mentioned.forEach(name -> question.add(value(name, variables)));
    Optional<?> answer = answers.get(question);
    if (answer == null) {
      answer = Optional.ofNullable(asked.get());
      answers.put(question, answer);
    }
    return answer.orElse(null);
  }

  private static Object value(String name, VariableContext variables) {
    TypedValue value = name.isEmpty() ? null : variables.resolve(name);
    return value == null ? null : value.getValue();
  }

  private static Set<String> names(String expression) {
    Set<String> names = new TreeSet<>();
    Matcher matcher = NAME.matcher(expression);
    while (matcher.find()) {
      if (matcher.group(1) != null) {
        names.add(matcher.group(1));
      }
    }
    return names;
  }
}
