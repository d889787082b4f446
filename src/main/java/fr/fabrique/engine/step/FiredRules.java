package fr.fabrique.engine.step;

import fr.fabrique.engine.Decisions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.history.HistoricDecisionInstance;
import org.camunda.bpm.engine.history.HistoricDecisionOutputInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Input;
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
    return last(subject, decision).map(Taken::sentence);
  }

  @Override
  public Optional<Taken> last(String subject, String decision) {
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
                    .includeInputs()
                    .includeOutputs()
                    .orderByEvaluationTime()
                    .desc()
                    .list()
                    .stream())
        .max(Comparator.comparing(HistoricDecisionInstance::getEvaluationTime))
        .map(this::taken);
  }

  @Override
  public byte[] table(String decision) {
    String inForce =
        repository
            .createDecisionDefinitionQuery()
            .decisionDefinitionKey(decision)
            .latestVersion()
            .singleResult()
            .getId();
    try (InputStream file = repository.getDecisionModel(inForce)) {
      return file.readAllBytes();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private Taken taken(HistoricDecisionInstance decision) {
    DmnModelInstance table = repository.getDmnModelInstance(decision.getDecisionDefinitionId());
    Optional<HistoricDecisionOutputInstance> output = decision.getOutputs().stream().findFirst();
    Map<String, String> inputs = new LinkedHashMap<>();
    decision
        .getInputs()
        .forEach(
            input ->
                inputs.put(asked(table, input.getClauseId()), String.valueOf(input.getValue())));
    return new Taken(
        decision.getDecisionDefinitionId(),
        repository.getDecisionDefinition(decision.getDecisionDefinitionId()).getVersion(),
        output.map(HistoricDecisionOutputInstance::getRuleId).orElse(null),
        output.flatMap(o -> annotation(table, o.getRuleId())).orElse(null),
        output.map(o -> String.valueOf(o.getValue())).orElse(null),
        inputs);
  }

  private static String asked(DmnModelInstance table, String clause) {
    return Optional.ofNullable(table.<Input>getModelElementById(clause))
        .map(input -> input.getInputExpression().getText().getTextContent().strip())
        .orElse(clause);
  }

  private static Optional<String> annotation(DmnModelInstance table, String rule) {
    return Optional.ofNullable(table.<Rule>getModelElementById(rule))
        .map(Rule::getDescription)
        .map(description -> description.getTextContent().strip())
        .filter(sentence -> !sentence.isEmpty());
  }
}
