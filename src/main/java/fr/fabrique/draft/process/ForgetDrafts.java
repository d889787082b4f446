package fr.fabrique.draft.process;

import fr.fabrique.draft.store.DraftTable;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** With its task, in the same transaction, a draft goes. */
@Component
class ForgetDrafts {

  private static final Set<String> ENDS =
      Set.of(TaskListener.EVENTNAME_COMPLETE, TaskListener.EVENTNAME_DELETE);

  private final DraftTable drafts;

  ForgetDrafts(DraftTable drafts) {
    this.drafts = drafts;
  }

  /** After whoever keeps a draft that was never sent. */
  @EventListener
  @Order(Ordered.LOWEST_PRECEDENCE)
  void forget(DelegateTask task) {
    if (ENDS.contains(task.getEventName())) {
      drafts.lock(task.getId());
      drafts.removeAll(task.getId());
    }
  }
}
