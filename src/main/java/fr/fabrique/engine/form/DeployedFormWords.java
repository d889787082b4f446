package fr.fabrique.engine.form;

import fr.fabrique.engine.Answers.Answer;
import fr.fabrique.engine.AsSystem;
import fr.fabrique.engine.FormWords;
import fr.fabrique.engine.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.springframework.stereotype.Component;

/** Finds the form in the deployment that the task came from. */
@Component
class DeployedFormWords implements FormWords {

  private final HistoryService history;
  private final RepositoryService repository;
  private final AsSystem asSystem;
  private final Texts texts;

  DeployedFormWords(
      HistoryService history, RepositoryService repository, AsSystem asSystem, Texts texts) {
    this.history = history;
    this.repository = repository;
    this.asSystem = asSystem;
    this.texts = texts;
  }

  @Override
  public List<Answer> read(String task, Map<String, Object> answers) {
    return asSystem.ask(() -> form(task)).stream()
        .flatMap(form -> form.inputs().stream())
        .filter(input -> isGiven(answers.get(input.key())))
        .map(
            input ->
                new Answer(
                    input.key(),
                    input.label(),
                    answers.get(input.key()),
                    words(input, answers.get(input.key())),
                    input.properties()))
        .toList();
  }

  private Optional<FormContract> form(String taskId) {
    HistoricTaskInstance task =
        history.createHistoricTaskInstanceQuery().taskId(taskId).singleResult();
    if (task == null) {
      return Optional.empty();
    }
    UserTask drawn =
        repository
            .getBpmnModelInstance(task.getProcessDefinitionId())
            .getModelElementById(task.getTaskDefinitionKey());
    String deployment =
        repository.getProcessDefinition(task.getProcessDefinitionId()).getDeploymentId();
    try (InputStream form =
        repository.getResourceAsStream(
            deployment, "forms/%s.form".formatted(drawn.getCamundaFormRef()))) {
      return Optional.of(FormContract.read(form.readAllBytes()));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static boolean isGiven(Object value) {
    return value != null && !value.toString().isBlank() && !Boolean.FALSE.equals(value);
  }

  private String words(FormContract.Input input, Object value) {
    if (value instanceof Boolean) {
      return texts.of("answer.yes");
    }
    return value instanceof Collection<?> values
        ? values.stream().map(v -> option(input, v)).collect(Collectors.joining(", "))
        : option(input, value);
  }

  private static String option(FormContract.Input input, Object value) {
    String said = String.valueOf(value);
    return input.options().getOrDefault(said, said);
  }
}
