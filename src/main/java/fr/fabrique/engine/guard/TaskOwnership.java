package fr.fabrique.engine.guard;

import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;

/**
 * Keeps people's hands off each other's tasks. The stock engine answers otherwise for a task that
 * is somebody else's than for one that is done, which tells a juror who has finished, and lets all
 * members of a group answer a task that one of them has taken.
 */
class TaskOwnership {

  private static final CallPattern TASK = CallPattern.of("* /engine/engine/default/task/{id}/**");
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
      if (taken && SUBMIT.matches(call)) {
        throw Refusal.forbidden("Somebody else has taken this task.");
      }
    }
  }

  private List<Task> visible(String id, Call call) {
    IdentityService identity = engine.getObject().getIdentityService();
    identity.setAuthentication(call.person(), call.groups());
    try {
      return engine.getObject().getTaskService().createTaskQuery().taskId(id).list();
    } finally {
      identity.clearAuthentication();
    }
  }
}
