package fr.fabrique.jury.process;

import fr.fabrique.engine.AsSystem;
import fr.fabrique.engine.ClaimRule;
import fr.fabrique.engine.Texts;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.springframework.stereotype.Component;

/**
 * Nobody with a conflict of interest takes a task in which an idea is judged; nor sends a review,
 * unless the conflict leaves it open.
 */
@Component
class JuryTasks implements ClaimRule {

  private static final Set<String> JUDGING =
      Set.of(JuryReviewProcess.REVIEW_FORM, "complete_panel", "fill_seat", "deliberate");

  private final TaskService tasks;
  private final RuntimeService runtime;
  private final RepositoryService repository;
  private final Conflicts conflicts;
  private final AsSystem asSystem;
  private final Texts texts;

  JuryTasks(
      TaskService tasks,
      RuntimeService runtime,
      RepositoryService repository,
      Conflicts conflicts,
      AsSystem asSystem,
      Texts texts) {
    this.tasks = tasks;
    this.runtime = runtime;
    this.repository = repository;
    this.conflicts = conflicts;
    this.asSystem = asSystem;
    this.texts = texts;
  }

  @Override
  public Optional<String> refusal(String taskId, String person) {
    return asSystem
        .ask(() -> judged(taskId))
        .flatMap(
            judged ->
                judged.form().equals(JuryReviewProcess.REVIEW_FORM)
                    ? conflicts.endsReview(person, judged.idea())
                    : conflicts.between(person, judged.idea()))
        .map(reason -> texts.of("jury.conflict." + reason));
  }

  /** A task in which an idea is judged. */
  record Judged(String idea, String form) {}

  Optional<Judged> judged(String taskId) {
    Task task = tasks.createTaskQuery().taskId(taskId).singleResult();
    if (task == null) {
      return Optional.empty();
    }
    UserTask drawn =
        repository
            .getBpmnModelInstance(task.getProcessDefinitionId())
            .getModelElementById(task.getTaskDefinitionKey());
    return Optional.ofNullable(drawn.getCamundaFormRef())
        .filter(JUDGING::contains)
        .map(form -> new Judged(subject(task), form));
  }

  private String subject(Task task) {
    return runtime
        .createProcessInstanceQuery()
        .processInstanceId(task.getProcessInstanceId())
        .singleResult()
        .getBusinessKey();
  }
}
