package fr.fabrique.rehearsal.process;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;

/** Judges a form's FEEL conditions as the form in the browser does. */
public final class Conditions {

  private static final FeelEngineApi FEEL = FeelEngineBuilder.forJava().build();
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Map<String, Condition> READ = new ConcurrentHashMap<>();

  private record Condition(ParseResult parsed, Set<String> names, Map<Object, Boolean> judged) {}

  private Conditions() {}

  /** Whether the condition is true; names that the values do not know are null. */
  public static boolean holds(String condition, Map<String, Object> values) {
    Condition read = READ.computeIfAbsent(condition, Conditions::read);
    Map<String, Object> named = new HashMap<>();
    read.names().forEach(name -> named.put(name, values.get(name)));
    return read.judged().computeIfAbsent(named, same -> evaluate(read.parsed(), named));
  }

  private static Condition read(String condition) {
    String feel = condition.startsWith("=") ? condition.substring(1).strip() : condition.strip();
    return new Condition(
        FEEL.parseExpression(feel),
        NAME.matcher(feel).results().map(MatchResult::group).collect(Collectors.toSet()),
        new ConcurrentHashMap<>());
  }

  private static boolean evaluate(ParseResult parsed, Map<String, Object> named) {
    if (parsed.isFailure()) {
      return false;
    }
    EvaluationResult result = FEEL.evaluate(parsed.parsedExpression(), named);
    return result.isSuccess() && Boolean.TRUE.equals(result.result());
  }
}
