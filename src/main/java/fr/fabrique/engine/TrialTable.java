package fr.fabrique.engine;

import fr.fabrique.engine.check.TrialCheck;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineException;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationEvent;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.impl.hitpolicy.DmnHitPolicyException;

/**
 * A decision table that is tried, not deployed: asked by the engine's own evaluator of decisions,
 * without database and server. Anybody may have written it: it runs no code, and no evaluation
 * takes longer than the file is long. For one thread.
 */
public final class TrialTable {

  /** How many bytes a file may have. */
  public static final int MOST_BYTES = 1_000_000;

  /** The key of what is said of a file that has more. */
  public static final String TOO_LARGE = "table.too_large";

  private final String name;
  private final TrialCheck check;
  private final DmnEngine engine;
  private final DmnDecision decision;

  /** The rule that fired when the decision was asked last; null without one. */
  private String fired;

  private TrialTable(String name, byte[] dmn, String decision) {
    this.name = name;
    check = TrialCheck.of(name, dmn, decision);
    engine = engine();
    try {
      this.decision = engine.parseDecision(decision, new ByteArrayInputStream(dmn));
    } catch (DmnEngineException unusable) {
      throw new TableRefused(name, Sentence.of("table.invalid", root(unusable)));
    }
  }

  /**
   * What the table says.
   *
   * @param outcome its only result
   * @param rule the id of the rule that fired, or null where the decision has no rules
   * @param sentence the rule's annotation, or null
   */
  public record Answer(String outcome, String rule, String sentence) {}

  /** The facts make no sense to the table, such as a word where it wants a number. */
  public static final class NotAsked extends RuntimeException {

    NotAsked(String why) {
      super(why);
    }
  }

  /**
   * Reads a table.
   *
   * @param name what the one who gave it calls it
   * @param decision the id of the decision
   * @throws TableRefused when it cannot be tried
   */
  public static TrialTable read(String name, byte[] dmn, String decision) {
    if (dmn.length > MOST_BYTES) {
      throw new TableRefused(name, Sentence.of(TOO_LARGE));
    }
    if (dmn.length == 0) {
      throw new TableRefused(name, Sentence.of("table.empty"));
    }
    return new TrialTable(name, dmn, decision);
  }

  public String name() {
    return name;
  }

  /** The facts that it asks for, in the order in which they stand there. */
  public Set<String> asks() {
    return check.asks();
  }

  /**
   * What it says to some facts.
   *
   * @throws TableRefused when it says nothing, or more than one thing
   * @throws NotAsked when it cannot be asked
   */
  public Answer answer(Map<String, Object> facts) {
    fired = null;
    DmnDecisionResult result;
    try {
      result = engine.evaluateDecision(decision, facts);
    } catch (DmnHitPolicyException several) {
      throw refused("table.several", facts);
    } catch (RuntimeException | StackOverflowError failed) {
      // Whatever the evaluator stumbles over: it was asked to do what it cannot, no more.
      throw new NotAsked(root(failed));
    }
    long results = result.stream().mapToLong(Map::size).sum();
    if (results > 1) {
      throw refused("table.several", facts);
    }
    if (results == 0 || !(result.getSingleEntry() instanceof String outcome) || outcome.isBlank()) {
      throw refused("table.nothing", facts);
    }
    return new Answer(outcome, fired, check.sentences().get(fired));
  }

  private DmnEngine engine() {
    DefaultDmnEngineConfiguration configuration = new DefaultDmnEngineConfiguration();
    configuration.customPostDecisionTableEvaluationListeners(List.of(this::note));
    // A second wall behind the check: no language but FEEL is known.
    configuration.setScriptEngineResolver(language -> null);
    configuration.setElProvider(
        expression -> {
          throw new IllegalStateException("Only FEEL is evaluated.");
        });
    return configuration.buildEngine();
  }

  private void note(DmnDecisionTableEvaluationEvent evaluated) {
    if (evaluated.getDecisionTable().getKey().equals(decision.getKey())
        && !evaluated.getMatchingRules().isEmpty()) {
      fired = evaluated.getMatchingRules().get(0).getId();
    }
  }

  private TableRefused refused(String key, Map<String, Object> facts) {
    return new TableRefused(
        name,
        Sentence.of(
            key,
            facts.entrySet().stream()
                .map(fact -> fact.getKey() + " " + fact.getValue())
                .collect(Collectors.joining(", "))));
  }

  private static String root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return "%s: %s".formatted(root.getClass().getSimpleName(), root.getMessage());
  }
}
