package fr.fabrique.jury.process;

import fr.fabrique.engine.AsSystem;
import fr.fabrique.idea.Ideas;
import fr.fabrique.idea.Ideas.Idea;
import fr.fabrique.notification.Outbox;
import fr.fabrique.people.Group;
import fr.fabrique.people.People;
import fr.fabrique.people.People.Person;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Sees to it that somebody can preside. Whoever holds a chair's task and comes into conflict with
 * the idea gives it back; where every chair has a conflict, the administrators are asked.
 */
@Component
class ChairTasks {

  private final TaskService tasks;
  private final JuryTasks jury;
  private final Conflicts conflicts;
  private final Ideas ideas;
  private final People people;
  private final Outbox outbox;
  private final AsSystem asSystem;

  /** Those who were chairs when this was last looked at. */
  private volatile Set<String> chairs = Set.of();

  ChairTasks(
      TaskService tasks,
      JuryTasks jury,
      Conflicts conflicts,
      Ideas ideas,
      People people,
      Outbox outbox,
      AsSystem asSystem) {
    this.tasks = tasks;
    this.jury = jury;
    this.conflicts = conflicts;
    this.ideas = ideas;
    this.people = people;
    this.outbox = outbox;
    this.asSystem = asSystem;
  }

  /** Before whoever it is for is told that it waits. */
  @EventListener
  @Order(Ordered.HIGHEST_PRECEDENCE)
  void came(DelegateTask task) {
    String form = task.getBpmnModelElementInstance().getCamundaFormRef();
    if (task.getEventName().equals(TaskListener.EVENTNAME_CREATE)
        && form != null
        && JuryTasks.isChairs(form)) {
      String subject = task.getExecution().getProcessBusinessKey();
      Collection<String> about = jury.ideas(form, subject);
      if (task.getAssignee() != null && mayNotPreside(task.getAssignee(), about)) {
        task.setAssignee(null);
      }
      if (task.getAssignee() == null && nobodyPresides(about)) {
        task.addCandidateGroup(Group.ADMINISTRATORS.id());
        outbox.tell(Group.ADMINISTRATORS, "no_chair", subject);
      }
    }
  }

  /** Looks again at all that the person may preside over, and at all about their ideas. */
  void lookAround(String person) {
    Set<String> now =
        people.members(Group.JURY_CHAIRS).stream().map(Person::id).collect(Collectors.toSet());
    boolean presides = now.contains(person) || !now.equals(chairs);
    chairs = now;
    if (presides) {
      look(offered());
    } else {
      look(tasks.createTaskQuery().taskAssignee(person));
      ideas.of(person).stream().map(Idea::id).forEach(this::lookAtIdea);
    }
  }

  void lookAtIdea(String idea) {
    look(offered().processInstanceBusinessKey(idea));
  }

  private TaskQuery offered() {
    return tasks
        .createTaskQuery()
        .taskCandidateGroup(Group.JURY_CHAIRS.id())
        .includeAssignedTasks();
  }

  private void look(TaskQuery which) {
    asSystem.ask(
        () -> {
          which.list().forEach(this::look);
          return null;
        });
  }

  private void look(Task task) {
    String form = jury.form(task);
    if (JuryTasks.isChairs(form)) {
      jury.subject(task).ifPresent(subject -> look(task, form, subject));
    }
  }

  private void look(Task task, String form, String subject) {
    Collection<String> about = jury.ideas(form, subject);
    String holder = task.getAssignee();
    if (holder != null && mayNotPreside(holder, about)) {
      tasks.setAssignee(task.getId(), null);
      holder = null;
    }
    if (holder == null && nobodyPresides(about) && !isForAdministrators(task)) {
      tasks.addCandidateGroup(task.getId(), Group.ADMINISTRATORS.id());
      outbox.tell(Group.ADMINISTRATORS, "no_chair", subject);
    }
  }

  private boolean isForAdministrators(Task task) {
    return tasks.getIdentityLinksForTask(task.getId()).stream()
        .map(IdentityLink::getGroupId)
        .anyMatch(Group.ADMINISTRATORS.id()::equals);
  }

  private boolean mayNotPreside(String person, Collection<String> about) {
    return !people.presides(person) || conflicts.amongAny(person, about).isPresent();
  }

  private boolean nobodyPresides(Collection<String> about) {
    return people.members(Group.JURY_CHAIRS).stream()
        .noneMatch(chair -> conflicts.amongAny(chair.id(), about).isEmpty());
  }
}
