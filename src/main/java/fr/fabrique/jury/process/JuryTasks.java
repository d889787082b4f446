package fr.fabrique.jury.process;

import fr.fabrique.engine.AsSystem;
import fr.fabrique.engine.ClaimRule;
import fr.fabrique.engine.Texts;
import fr.fabrique.jury.process.Conflicts.Reason;
import fr.fabrique.jury.store.AssignmentTable;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.springframework.stereotype.Component;

/**
 * Nobody with a conflict of interest takes a task in which an idea is judged, or in which it is
 * settled who judges it; nor sends a review, unless the conflict leaves it open.
 */
@Component
class JuryTasks implements ClaimRule {

  private static final String ASSIGNMENT_FORM = "settle_assignment";

  private static final Set<String> CHAIR_FORMS =
      Set.of("complete_panel", "fill_seat", "deliberate", ASSIGNMENT_FORM);

  private final TaskService tasks;
  private final RuntimeService runtime;
  private final RepositoryService repository;
  private final Conflicts conflicts;
  private final AssignmentTable runs;
  private final AsSystem asSystem;
  private final Texts texts;

  JuryTasks(
      TaskService tasks,
      RuntimeService runtime,
      RepositoryService repository,
      Conflicts conflicts,
      AssignmentTable runs,
      AsSystem asSystem,
      Texts texts) {
    this.tasks = tasks;
    this.runtime = runtime;
    this.repository = repository;
    this.conflicts = conflicts;
    this.runs = runs;
    this.asSystem = asSystem;
    this.texts = texts;
  }

  static boolean isChairs(String form) {
    return CHAIR_FORMS.contains(form);
  }

  @Override
  public Optional<String> refusal(String taskId, String person) {
    return asSystem
        .ask(
            () ->
                Optional.ofNullable(tasks.createTaskQuery().taskId(taskId).singleResult())
                    .flatMap(task -> conflict(task, person)))
        .map(reason -> texts.of("jury.conflict." + reason));
  }

  private Optional<Reason> conflict(Task task, String person) {
    String form = form(task);
    Optional<String> subject = subject(task);
    if (JuryReviewProcess.REVIEW_FORM.equals(form)) {
      return subject.flatMap(idea -> conflicts.endsReview(person, idea));
    }
    return subject
        .filter(s -> isChairs(form))
        .flatMap(s -> conflicts.amongAny(person, ideas(form, s)));
  }

  /** The ideas that a chair's task is about. */
  Collection<String> ideas(String form, String subject) {
    return form.equals(ASSIGNMENT_FORM)
        ? runs.ofClose(subject).map(runs::lacking).orElse(Set.of())
        : Set.of(subject);
  }

  String form(Task task) {
    UserTask drawn =
        repository
            .getBpmnModelInstance(task.getProcessDefinitionId())
            .getModelElementById(task.getTaskDefinitionKey());
    return String.valueOf(drawn.getCamundaFormRef());
  }

  /** Empty when the task has just gone with its process. */
  Optional<String> subject(Task task) {
    return Optional.ofNullable(
            runtime
                .createProcessInstanceQuery()
                .processInstanceId(task.getProcessInstanceId())
                .singleResult())
        .map(ProcessInstance::getBusinessKey);
  }
}
