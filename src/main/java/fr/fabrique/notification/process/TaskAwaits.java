package fr.fabrique.notification.process;

import fr.fabrique.notification.Outbox;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells a person that the route asks something of them by name, about an idea or a challenge. */
@Component
class TaskAwaits {

  private final Outbox outbox;

  TaskAwaits(Outbox outbox) {
    this.outbox = outbox;
  }

  @EventListener
  void tell(DelegateTask task) {
    String subject = task.getExecution().getProcessBusinessKey();
    if (task.getEventName().equals(TaskListener.EVENTNAME_CREATE)
        && task.getAssignee() != null
        && subject != null) {
      outbox.tell(task.getAssignee(), "task_awaits", subject);
    }
  }
}
