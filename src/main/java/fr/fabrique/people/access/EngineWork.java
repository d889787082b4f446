package fr.fabrique.people.access;

import fr.fabrique.people.WorkWaiting;
import java.util.List;
import org.camunda.bpm.engine.TaskService;
import org.springframework.stereotype.Component;

/** Asks the engine for the tasks that Tasklist would show. */
@Component
class EngineWork implements WorkWaiting {

  private final TaskService tasks;

  EngineWork(TaskService tasks) {
    this.tasks = tasks;
  }

  @Override
  public Count count(String person) {
    return new Count(
        tasks.createTaskQuery().taskAssignee(person).active().count(),
        tasks.createTaskQuery().taskCandidateUser(person).active().count());
  }

  @Override
  public Standing standing(String task, String person) {
    if (tasks.createTaskQuery().taskId(task).taskAssignee(person).active().count() > 0) {
      return Standing.OWN;
    }
    return tasks.createTaskQuery().taskId(task).taskCandidateUser(person).active().count() > 0
        ? Standing.OFFERED
        : Standing.NEITHER;
  }

  @Override
  public List<Task> about(String subject, String person) {
    return tasks
        .createTaskQuery()
        .processInstanceBusinessKey(subject)
        .taskAssignee(person)
        .active()
        .orderByTaskCreateTime()
        .asc()
        .list()
        .stream()
        .map(task -> new Task(task.getId(), task.getName()))
        .toList();
  }
}
