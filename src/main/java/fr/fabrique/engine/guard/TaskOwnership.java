package fr.fabrique.engine.guard;

import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;

/**
 * Keeps people's hands off each other's tasks. The stock engine answers otherwise for a task that
 * is somebody else's than for one that is done, which tells a juror who has finished; it lets all
 * members of a group work on a task that one of them has taken; and whoever gives back a task that
 * was meant for them alone leaves it to nobody.
 */
class TaskOwnership {

  private static final CallPattern TASK = CallPattern.of("* /engine/engine/default/task/{id}/**");
  private static final CallPattern UNCLAIM =
      CallPattern.of("POST /engine/engine/default/task/{id}/unclaim");
  private static final CallPattern SUBMIT =
      CallPattern.of("POST /engine/engine/default/task/{id}/submit-form");

  private static final int PLACE_OF_ID = 4;

  private final ObjectProvider<ProcessEngine> engine;

  TaskOwnership(ObjectProvider<ProcessEngine> engine) {
    this.engine = engine;
  }

  void check(Call call) {
    if (TASK.matches(call)) {
      String id = call.segments().get(PLACE_OF_ID);
      Task task =
          visible(id, call).stream()
              .findFirst()
              .orElseThrow(
                  () -> new Refusal(HttpStatus.NOT_FOUND, "No matching task among those you see."));
      boolean taken = task.getAssignee() != null && !task.getAssignee().equals(call.person());
      if (taken && (UNCLAIM.matches(call) || SUBMIT.matches(call))) {
        throw Refusal.forbidden("Somebody else has taken this task.");
      }
      if (UNCLAIM.matches(call) && !isOffered(task)) {
        throw Refusal.forbidden("This task is for you alone: nobody else could take it.");
      }
    }
  }

  private List<Task> visible(String id, Call call) {
    IdentityService identity = engine.getObject().getIdentityService();
    identity.setAuthentication(call.person(), call.groups());
    try {
      return tasks().createTaskQuery().taskId(id).list();
    } finally {
      identity.clearAuthentication();
    }
  }

  private boolean isOffered(Task task) {
    return tasks().getIdentityLinksForTask(task.getId()).stream()
        .anyMatch(link -> IdentityLinkType.CANDIDATE.equals(link.getType()));
  }

  private TaskService tasks() {
    return engine.getObject().getTaskService();
  }
}
