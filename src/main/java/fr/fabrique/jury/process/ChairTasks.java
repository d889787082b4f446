package fr.fabrique.jury.process;

import fr.fabrique.engine.AsSystem;
import fr.fabrique.idea.AuthorsChanged;
import fr.fabrique.notification.Outbox;
import fr.fabrique.people.Group;
import fr.fabrique.people.People;
import fr.fabrique.people.PersonChanged;
import java.util.Set;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sees to it that somebody can preside. Whoever holds a chair's task and comes into conflict with
 * the idea gives it back; where every chair has a conflict, the administrators are asked.
 */
@Component
class ChairTasks {

  private static final Set<String> FORMS = Set.of("complete_panel", "fill_seat", "deliberate");

  private final TaskService tasks;
  private final JuryTasks judging;
  private final Conflicts conflicts;
  private final People people;
  private final Outbox outbox;
  private final AsSystem asSystem;

  ChairTasks(
      TaskService tasks,
      JuryTasks judging,
      Conflicts conflicts,
      People people,
      Outbox outbox,
      AsSystem asSystem) {
    this.tasks = tasks;
    this.judging = judging;
    this.conflicts = conflicts;
    this.people = people;
    this.outbox = outbox;
    this.asSystem = asSystem;
  }

  /** Before whoever it is for is told that it waits. */
  @EventListener
  @Order(Ordered.HIGHEST_PRECEDENCE)
  void came(DelegateTask task) {
    if (task.getEventName().equals(TaskListener.EVENTNAME_CREATE)
        && FORMS.contains(task.getBpmnModelElementInstance().getCamundaFormRef())) {
      String idea = task.getExecution().getProcessBusinessKey();
      if (task.getAssignee() != null && mayNotPreside(task.getAssignee(), idea)) {
        task.setAssignee(null);
      }
      if (task.getAssignee() == null && nobodyPresides(idea)) {
        task.addCandidateGroup(Group.ADMINISTRATORS.id());
        outbox.tell(Group.ADMINISTRATORS, "no_chair", idea);
      }
    }
  }

  @EventListener
  @Transactional
  public void look(PersonChanged changed) {
    lookAt(changed.person());
  }

  @EventListener
  @Transactional
  public void look(AuthorsChanged changed) {
    giveBack(tasks.createTaskQuery().processInstanceBusinessKey(changed.idea()).taskAssigned());
  }

  /** Looks again at all that the person presides over now. */
  void lookAt(String person) {
    giveBack(tasks.createTaskQuery().taskAssignee(person));
  }

  private void giveBack(TaskQuery held) {
    asSystem.ask(
        () -> {
          held.list().forEach(this::giveBack);
          return null;
        });
  }

  private void giveBack(Task task) {
    judging
        .judged(task.getId())
        .filter(judged -> FORMS.contains(judged.form()))
        .filter(judged -> mayNotPreside(task.getAssignee(), judged.idea()))
        .ifPresent(
            judged -> {
              tasks.setAssignee(task.getId(), null);
              if (nobodyPresides(judged.idea())) {
                tasks.addCandidateGroup(task.getId(), Group.ADMINISTRATORS.id());
                outbox.tell(Group.ADMINISTRATORS, "no_chair", judged.idea());
              }
            });
  }

  private boolean mayNotPreside(String person, String idea) {
    return !people.isMemberOfAny(person, Group.JURY_CHAIRS, Group.ADMINISTRATORS)
        || conflicts.between(person, idea).isPresent();
  }

  private boolean nobodyPresides(String idea) {
    Conflicts.View view = conflicts.view();
    Conflicts.Involved involved = conflicts.involved(idea);
    return people.members(Group.JURY_CHAIRS).stream()
        .noneMatch(chair -> view.between(chair.id(), involved).isEmpty());
  }
}
