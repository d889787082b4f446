package fr.fabrique.engine.step;

import fr.fabrique.engine.Decisions;
import java.util.Comparator;
import java.util.Optional;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.history.HistoricDecisionInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.springframework.stereotype.Component;

/** Reads the rule that fired from the engine's history and its sentence from the table deployed. */
@Component
class FiredRules implements Decisions {

  private final HistoryService history;
  private final RepositoryService repository;

  FiredRules(HistoryService history, RepositoryService repository) {
    this.history = history;
    this.repository = repository;
  }

  @Override
  public Optional<String> reason(String subject, String decision) {
    return history
        .createHistoricProcessInstanceQuery()
        .processInstanceBusinessKey(subject)
        .list()
        .stream()
        .map(HistoricProcessInstance::getId)
        .flatMap(
            instance ->
                history
                    .createHistoricDecisionInstanceQuery()
                    .decisionDefinitionKey(decision)
                    .processInstanceId(instance)
                    .includeOutputs()
                    .orderByEvaluationTime()
                    .desc()
                    .list()
                    .stream())
        .max(Comparator.comparing(HistoricDecisionInstance::getEvaluationTime))
        .flatMap(this::annotation);
  }

  private Optional<String> annotation(HistoricDecisionInstance taken) {
    return taken.getOutputs().stream()
        .findFirst()
        .map(
            output ->
                repository
                    .getDmnModelInstance(taken.getDecisionDefinitionId())
                    .<Rule>getModelElementById(output.getRuleId()))
        .map(Rule::getDescription)
        .map(description -> description.getTextContent().strip())
        .filter(sentence -> !sentence.isEmpty());
  }
}
