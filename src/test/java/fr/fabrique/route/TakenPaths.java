package fr.fabrique.route;

import java.util.Date;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Watches the engine take sequence flows and fire rules. History keeps rules, but no flows. */
@Component
class TakenPaths extends AbstractBpmnParseListener {

  private final Set<String> flows = ConcurrentHashMap.newKeySet();
  private final HistoryService history;

  TakenPaths(@Lazy HistoryService history) {
    this.history = history;
  }

  @Override
  public void parseSequenceFlow(Element element, ScopeImpl scope, TransitionImpl flow) {
    flow.addListener(ExecutionListener.EVENTNAME_TAKE, (ExecutionListener) this::taken);
  }

  private void taken(DelegateExecution execution) {
    String process = execution.getProcessDefinitionId().split(":")[0];
    flows.add(process + "/" + execution.getCurrentTransitionId());
  }

  void forget() {
    flows.clear();
  }

  /** Ids of the flows taken since {@link #forget}, or of the rules that fired since that time. */
  Set<String> of(Paths paths, Date start) {
    return paths instanceof Paths.OfDiagram ? flowsOf(paths.id()) : rulesOf(paths.id(), start);
  }

  private Set<String> flowsOf(String process) {
    return flows.stream()
        .filter(flow -> flow.startsWith(process + "/"))
        .map(flow -> flow.substring(process.length() + 1))
        .collect(Collectors.toCollection(HashSet::new));
  }

  private Set<String> rulesOf(String decision, Date since) {
    return history
        .createHistoricDecisionInstanceQuery()
        .decisionDefinitionKey(decision)
        .evaluatedAfter(since)
        .includeOutputs()
        .list()
        .stream()
        .flatMap(evaluation -> evaluation.getOutputs().stream())
        .map(output -> output.getRuleId())
        .collect(Collectors.toCollection(HashSet::new));
  }
}
