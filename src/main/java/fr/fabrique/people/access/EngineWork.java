package fr.fabrique.people.access;

import fr.fabrique.engine.ClaimRule;
import fr.fabrique.people.WorkWaiting;
import java.util.List;
import org.camunda.bpm.engine.TaskService;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Asks the engine for the tasks that Tasklist would show. */
@Component
class EngineWork implements WorkWaiting {

  private final TaskService tasks;
  private final ObjectProvider<ClaimRule> claimRules;

  EngineWork(TaskService tasks, ObjectProvider<ClaimRule> claimRules) {
    this.tasks = tasks;
    this.claimRules = claimRules;
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
    boolean offered =
        tasks.createTaskQuery().taskId(task).taskCandidateUser(person).active().count() > 0;
    return offered && mayTake(person, task) ? Standing.OFFERED : Standing.NEITHER;
  }

  private boolean mayTake(String person, String task) {
    return claimRules.stream().allMatch(rule -> rule.refusal(task, person).isEmpty());
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
