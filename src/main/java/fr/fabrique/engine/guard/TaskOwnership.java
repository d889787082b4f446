package fr.fabrique.engine.guard;

import java.util.List;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Keeps people's hands off each other's tasks. To the engine, all members of a group may work on
 * the group's tasks, also on one that a colleague has taken; and who gives back a task that was
 * meant for them alone would leave it to nobody.
 */
class TaskOwnership {

  private static final CallPattern UNCLAIM =
      CallPattern.of("POST /engine/engine/{id}/task/{id}/unclaim");
  private static final CallPattern SUBMIT =
      CallPattern.of("POST /engine/engine/{id}/task/{id}/submit-form");

  private final ObjectProvider<TaskService> tasks;

  TaskOwnership(ObjectProvider<TaskService> tasks) {
    this.tasks = tasks;
  }

  void check(Call call) {
    if (UNCLAIM.matches(call) || SUBMIT.matches(call)) {
      task(call.segments().get(4)).forEach(task -> checkTaken(task, call));
    }
  }

  private void checkTaken(Task task, Call call) {
    if (task.getAssignee() != null && !task.getAssignee().equals(call.person())) {
      throw Refusal.forbidden("Somebody else has taken this task.");
    }
    if (UNCLAIM.matches(call) && !isOffered(task)) {
      throw Refusal.forbidden("This task is for you alone: nobody else could take it.");
    }
  }

  private boolean isOffered(Task task) {
    return tasks.getObject().getIdentityLinksForTask(task.getId()).stream()
        .anyMatch(link -> IdentityLinkType.CANDIDATE.equals(link.getType()));
  }

  private List<Task> task(String id) {
    return tasks.getObject().createTaskQuery().taskId(id).list();
  }
}
