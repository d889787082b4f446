package fr.fabrique.rehearsal.process;

import fr.fabrique.engine.EngineClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.EventSubscription;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
<<<<<<< HEAD
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
=======
import org.springframework.beans.factory.BeanFactory;
>>>>>>> catalogue

/** The engine as an operator sees it: what is open, what is due, what has ended. */
public final class Backstage {

  private static final String ROUTE = "idea_route";

  private final ProcessEngine engine;
  private final Map<String, String> subjects = new HashMap<>();
  private final Map<String, OpenTask> known = new HashMap<>();
  private final Map<String, String> steps = new HashMap<>();
  private final Map<String, Boolean> leavable = new HashMap<>();
  private final Map<String, Boolean> repeated = new HashMap<>();
  private final Set<String> failedJobs = new LinkedHashSet<>();

  /**
   * @param product the running product, in this program
   */
  public Backstage(BeanFactory product) {
    this.engine = product.getBean(ProcessEngine.class);
  }

  /**
   * A task that waits for somebody.
   *
   * @param groups whom it is offered to while nobody has claimed it
   * @param subject the business key
   * @param seat which instance of a multi-instance activity it belongs to, or -1
   */
  public record OpenTask(
      String id, String key, String assignee, List<String> groups, String subject, int seat) {}

  /** All open tasks, in no order. */
  public List<OpenTask> openTasks() {
    List<OpenTask> open = new ArrayList<>();
    for (Task task : engine.getTaskService().createTaskQuery().list()) {
      OpenTask before = known.get(task.getId());
      if (before == null || !Objects.equals(before.assignee(), task.getAssignee())) {
        known.put(task.getId(), open(task));
      }
      open.add(known.get(task.getId()));
    }
    known.values().retainAll(open);
    return open;
  }

  private OpenTask open(Task task) {
    List<String> groups =
        task.getAssignee() != null
            ? List.of()
            : engine.getTaskService().getIdentityLinksForTask(task.getId()).stream()
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
    leavable.computeIfAbsent(
        task.getTaskDefinitionKey(), key -> hasTimeLimit(task.getProcessDefinitionId(), key));
    Object seat =
        repeated.computeIfAbsent(
                task.getTaskDefinitionKey(), key -> isRepeated(task.getProcessDefinitionId(), key))
            ? engine.getRuntimeService().getVariable(task.getExecutionId(), "loopCounter")
            : null;
    return new OpenTask(
        task.getId(),
        task.getTaskDefinitionKey(),
        task.getAssignee(),
        groups,
        subject(task.getProcessInstanceId()),
        seat instanceof Integer number ? number : -1);
  }

  /** Whether the diagram goes on without an answer to this task once a time limit has passed. */
  public boolean mayStayUnanswered(OpenTask task) {
    return leavable.get(task.key());
  }

  private boolean hasTimeLimit(String definition, String taskKey) {
    return engine
        .getRepositoryService()
        .getBpmnModelInstance(definition)
        .getModelElementsByType(BoundaryEvent.class)
        .stream()
        .anyMatch(
            event ->
                event.getAttachedTo().getId().equals(taskKey)
                    && event.cancelActivity()
                    && event.getEventDefinitions().stream()
                        .anyMatch(TimerEventDefinition.class::isInstance));
  }

  private boolean isRepeated(String definition, String taskKey) {
    ModelElementInstance element =
        engine.getRepositoryService().getBpmnModelInstance(definition).getModelElementById(taskKey);
    while (element instanceof Activity activity) {
      if (activity.getLoopCharacteristics() != null) {
        return true;
      }
      element = activity.getParentElement();
    }
    return false;
  }

  /** Ideas that sleep now, with an id of their own for each sleep. */
  public Map<String, String> asleep() {
    Map<String, String> asleep = new TreeMap<>();
    for (EventSubscription waiting :
        engine.getRuntimeService().createEventSubscriptionQuery().eventName("revive_idea").list()) {
      asleep.put(waiting.getId(), subject(waiting.getProcessInstanceId()));
    }
    return asleep;
  }

  public boolean canWithdraw(String idea) {
    return engine
        .getRuntimeService()
        .createEventSubscriptionQuery()
        .eventName("withdraw_idea")
        .list()
        .stream()
        .anyMatch(waiting -> subject(waiting.getProcessInstanceId()).equals(idea));
  }

  /** The account that the idea's route knows as its author. */
  public String author(String idea) {
    ProcessInstance route =
        engine
            .getRuntimeService()
            .createProcessInstanceQuery()
            .processInstanceBusinessKey(idea, ROUTE)
            .singleResult();
    return (String) engine.getRuntimeService().getVariable(route.getId(), "author");
  }

  /** Does what the job executor would do by now; whether there was anything to do. */
  public boolean runDueJobs(ToIntFunction<String> orderOfSubject) {
    List<Job> due = engine.getManagementService().createJobQuery().executable().active().list();
    due.stream()
        .sorted(
            Comparator.comparing(
                    Job::getDuedate, Comparator.nullsFirst(Comparator.<Date>naturalOrder()))
                .thenComparingInt(
                    job ->
                        job.getProcessInstanceId() == null
                            ? -1
                            : orderOfSubject.applyAsInt(subject(job.getProcessInstanceId())))
                .thenComparing(this::step))
        .forEach(this::run);
    return !due.isEmpty();
  }

  private void run(Job job) {
    try {
      engine.getManagementService().executeJob(job.getId());
    } catch (RuntimeException failed) {
      if (exists(job)) {
        failedJobs.add(job.getId());
      }
    }
  }

  /** The element of the diagram that the job belongs to. */
  private String step(Job job) {
    return job.getJobDefinitionId() == null
        ? ""
        : steps.computeIfAbsent(
            job.getJobDefinitionId(),
            id ->
                engine
                    .getManagementService()
                    .createJobDefinitionQuery()
                    .jobDefinitionId(id)
                    .singleResult()
                    .getActivityId());
  }

  private boolean exists(Job job) {
    return engine.getManagementService().createJobQuery().jobId(job.getId()).count() > 0;
  }

  /** When the next timer fires. */
  public Optional<Instant> nextTimer() {
    return engine
        .getManagementService()
        .createJobQuery()
        .withRetriesLeft()
        .active()
        .duedateHigherThan(Date.from(EngineClock.now().toInstant()))
        .orderByJobDuedate()
        .asc()
        .listPage(0, 1)
        .stream()
        .map(job -> job.getDuedate().toInstant())
        .findFirst();
  }

  /** Jobs that failed at least once, whether or not a later try worked. */
  public int failedJobs() {
    return failedJobs.size();
  }

  public int running() {
    return (int) engine.getRuntimeService().createProcessInstanceQuery().count();
  }

  /** Names of the steps that wait somewhere, with how many waits there are. */
  public Map<String, Long> whereabouts() {
    return engine.getRuntimeService().createProcessInstanceQuery().list().stream()
        .flatMap(i -> engine.getRuntimeService().getActiveActivityIds(i.getId()).stream())
        .collect(Collectors.groupingBy(step -> step, TreeMap::new, Collectors.counting()));
  }

  /** The end events that each of these ideas has reached on its route. */
  public Map<String, List<String>> ends(Collection<String> ideas) {
    Map<String, List<String>> reached = new HashMap<>();
    ideas.forEach(idea -> reached.put(idea, new ArrayList<>()));
    Set<String> ends = endsOfTheRoute().keySet();
    for (HistoricActivityInstance activity :
        engine
            .getHistoryService()
            .createHistoricActivityInstanceQuery()
            .processDefinitionId(definition(ROUTE).getId())
            .finished()
            .list()) {
      String idea = subject(activity.getProcessInstanceId());
      if (ends.contains(activity.getActivityId()) && reached.containsKey(idea)) {
        reached.get(idea).add(activity.getActivityId());
      }
    }
    return reached;
  }

  /** The end events of an idea's route, by id, with their names, in the order of the diagram. */
  public Map<String, String> endsOfTheRoute() {
    Map<String, String> ends = new LinkedHashMap<>();
    for (EndEvent end :
        engine
            .getRepositoryService()
            .getBpmnModelInstance(definition(ROUTE).getId())
            .getModelElementsByType(EndEvent.class)) {
      if (!(end.getParentElement() instanceof SubProcess inner) || inner.triggeredByEvent()) {
        ends.put(end.getId(), end.getName());
      }
    }
    return ends;
  }

  /** The user tasks of all diagrams, by id, with their names, in the order of the diagrams. */
  public Map<String, String> tasksOfAllDiagrams() {
    Map<String, String> tasks = new LinkedHashMap<>();
    engine
        .getRepositoryService()
        .createProcessDefinitionQuery()
        .latestVersion()
        .orderByProcessDefinitionKey()
        .asc()
        .list()
        .forEach(
            definition ->
                engine
                    .getRepositoryService()
                    .getBpmnModelInstance(definition.getId())
                    .getModelElementsByType(UserTask.class)
                    .forEach(task -> tasks.put(task.getId(), task.getName())));
    return tasks;
  }

  /** Members of a group, by account. */
  public List<String> members(String group) {
    return engine
        .getIdentityService()
        .createUserQuery()
        .memberOfGroup(group)
        .orderByUserId()
        .asc()
        .list()
        .stream()
        .map(User::getId)
        .toList();
  }

  /** Gives an account the password, as an administrator would, unless it has it. */
  public void seeToPassword(String account, String password) {
    if (!engine.getIdentityService().checkPassword(account, password)) {
      User user = engine.getIdentityService().createUserQuery().userId(account).singleResult();
      if (user != null) {
        user.setPassword(password);
        engine.getIdentityService().saveUser(user);
      }
    }
  }

  private ProcessDefinition definition(String key) {
    return engine
        .getRepositoryService()
        .createProcessDefinitionQuery()
        .processDefinitionKey(key)
        .latestVersion()
        .singleResult();
  }

  private String subject(String instance) {
    return subjects.computeIfAbsent(
        instance,
        id ->
            engine
                .getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processInstanceId(id)
                .singleResult()
                .getBusinessKey());
  }
}
