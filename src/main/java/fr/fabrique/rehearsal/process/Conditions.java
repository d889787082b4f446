package fr.fabrique.rehearsal.process;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;

/** Judges a form's FEEL conditions as the form in the browser does. */
public final class Conditions {

  private static final FeelEngineApi FEEL = FeelEngineBuilder.forJava().build();
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Map<String, ParseResult> PARSED = new ConcurrentHashMap<>();

  private Conditions() {}

  /** Whether the condition is true; names that the values do not know are null. */
  public static boolean holds(String condition, Map<String, Object> values) {
    ParseResult parsed =
        PARSED.computeIfAbsent(
            condition,
            c -> FEEL.parseExpression(c.startsWith("=") ? c.substring(1).strip() : c.strip()));
    if (parsed.isFailure()) {
      return false;
    }
    Map<String, Object> context = new HashMap<>();
    NAME.matcher(condition).results().forEach(name -> context.put(name.group(), null));
    context.putAll(values);
    EvaluationResult result = FEEL.evaluate(parsed.parsedExpression(), context);
    return result.isSuccess() && Boolean.TRUE.equals(result.result());
  }
}
