package fr.fabrique.notification.process;

import fr.fabrique.notification.MailContent;
import fr.fabrique.notification.Outbox;
import java.util.Objects;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells a person that the route asks something of them by name, about an idea or a challenge. */
@Component
class TaskAwaits {

  private final Outbox outbox;
  private final ObjectProvider<MailContent> contents;

  TaskAwaits(Outbox outbox, ObjectProvider<MailContent> contents) {
    this.outbox = outbox;
    this.contents = contents;
  }

  @EventListener
  void tell(DelegateTask task) {
    String subject = task.getExecution().getProcessBusinessKey();
    if (task.getEventName().equals(TaskListener.EVENTNAME_CREATE)
        && task.getAssignee() != null
        && subject != null) {
      gathering(task)
          .ifPresentOrElse(
              digest -> outbox.gather(task.getAssignee(), digest),
              () -> outbox.tell(task.getAssignee(), "task_awaits", subject));
    }
  }

  private Optional<String> gathering(DelegateTask task) {
    return contents.stream()
        .map(content -> content.gatheredTasks().get(task.getTaskDefinitionKey()))
        .filter(Objects::nonNull)
        .findFirst();
  }
}
