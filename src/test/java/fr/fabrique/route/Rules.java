package fr.fabrique.route;

import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.history.HistoricDecisionInstance;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.stereotype.Component;

/** Asks a deployed decision table, as a diagram does. */
@Component
class Rules {

  private final DecisionService decisions;
  private final HistoryService history;

  Rules(DecisionService decisions, HistoryService history) {
    this.decisions = decisions;
    this.history = history;
  }

  String decide(String table, Object... facts) {
    return decide(table, Sheet.of(facts));
  }

  /** The decision and the rule it rests on: {@code rework by rule_rework}. */
  String decide(String table, Map<String, Object> facts) {
    Date now = ClockUtil.getCurrentTime();
    Set<String> earlier =
        evaluations(table, now).stream()
            .map(HistoricDecisionInstance::getId)
            .collect(Collectors.toSet());
    Object decision = decisions.evaluateDecisionTableByKey(table, facts).getSingleEntry();
    return evaluations(table, now).stream()
        .filter(evaluation -> !earlier.contains(evaluation.getId()))
        .map(evaluation -> "%s by %s".formatted(decision, ruleOf(evaluation)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("The engine keeps no record of the decision."));
  }

  private List<HistoricDecisionInstance> evaluations(String table, Date since) {
    return history
        .createHistoricDecisionInstanceQuery()
        .decisionDefinitionKey(table)
        .evaluatedAfter(since)
        .includeOutputs()
        .list();
  }

  private static String ruleOf(HistoricDecisionInstance evaluation) {
    return evaluation.getOutputs().get(0).getRuleId();
  }
}
