package fr.fabrique.rehearsal.process;

import fr.fabrique.engine.EngineClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
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
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.runtime.EventSubscription;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.springframework.beans.factory.BeanFactory;

/** The engine as an operator sees it: what is open, what is due, what has ended. */
public final class Backstage {

  private final ProcessEngine engine;
  private final Diagrams diagrams;
  private final Map<String, String> subjects = new HashMap<>();
  private final Map<String, OpenTask> known = new HashMap<>();
  private final Map<String, String> steps = new HashMap<>();
  private final Set<String> failedJobs = new LinkedHashSet<>();

  /**
   * @param product the running product, in this program
   */
  public Backstage(BeanFactory product) {
    this.engine = product.getBean(ProcessEngine.class);
    this.diagrams = new Diagrams(engine.getRepositoryService());
  }

  /**
   * A task that waits for somebody.
   *
   * @param groups whom it is offered to while nobody has claimed it
   * @param subject the business key
   * @param seat which instance of a multi-instance activity it belongs to, or -1
   * @param mayStayUnanswered whether the diagram goes on without an answer after a time limit
   */
  public record OpenTask(
      String id,
      String key,
      String assignee,
      List<String> groups,
      String subject,
      int seat,
      boolean mayStayUnanswered) {}

  public Diagrams diagrams() {
    return diagrams;
  }

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
    Object seat =
        diagrams.isRepeated(task.getProcessDefinitionId(), task.getTaskDefinitionKey())
            ? engine.getRuntimeService().getVariable(task.getExecutionId(), "loopCounter")
            : null;
    return new OpenTask(
        task.getId(),
        task.getTaskDefinitionKey(),
        task.getAssignee(),
        groups,
        subject(task.getProcessInstanceId()),
        seat instanceof Integer number ? number : -1,
        diagrams.hasTimeLimit(task.getProcessDefinitionId(), task.getTaskDefinitionKey()));
  }

  /** Tasks may be others by now than they were when they were last looked at. */
  public void routeHasChanged() {
    known.clear();
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
            .processInstanceBusinessKey(idea, Diagrams.ROUTE)
            .singleResult();
    return (String) engine.getRuntimeService().getVariable(route.getId(), "author");
  }

  /** Told once of each job that fails, even when a later try works. */
  public interface Failures {
    void failed(String step, String subject, String reason);
  }

  /** Does what the job executor would do by now; whether there was anything to do. */
  public boolean runDueJobs(ToIntFunction<String> orderOfSubject, Failures failures) {
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
        .forEach(job -> run(job, failures));
    return !due.isEmpty();
  }

  private void run(Job job, Failures failures) {
    try {
      engine.getManagementService().executeJob(job.getId());
    } catch (RuntimeException failed) {
      // A job that is gone was cancelled by one that ran before it.
      if (exists(job) && failedJobs.add(job.getId())) {
        String instance = job.getProcessInstanceId();
        failures.failed(
            step(job), instance == null ? null : subject(instance), failed.getMessage());
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

  public int running() {
    return (int) engine.getRuntimeService().createProcessInstanceQuery().count();
  }

  /** When each idea that was ever on its route has set out. */
  public Map<String, Instant> setOut() {
    return engine
        .getHistoryService()
        .createHistoricProcessInstanceQuery()
        .processDefinitionKey(Diagrams.ROUTE)
        .list()
        .stream()
        .collect(
            Collectors.toMap(
                HistoricProcessInstance::getBusinessKey,
                route -> route.getStartTime().toInstant(),
                (one, other) -> one));
  }

  /** When each idea that has left an element, by doing what is to be done there, did so first. */
  public Map<String, Instant> left(String element) {
    return engine
        .getHistoryService()
        .createHistoricActivityInstanceQuery()
        .activityId(element)
        .finished()
        .list()
        .stream()
        .filter(activity -> !activity.isCanceled())
        .collect(
            Collectors.toMap(
                activity -> subject(activity.getProcessInstanceId()),
                activity -> activity.getEndTime().toInstant(),
                (one, other) -> one.isBefore(other) ? one : other));
  }

  /** Ideas that have not ended. */
  public Set<String> travelling() {
    return engine
        .getRuntimeService()
        .createProcessInstanceQuery()
        .processDefinitionKey(Diagrams.ROUTE)
        .list()
        .stream()
        .map(ProcessInstance::getBusinessKey)
        .collect(Collectors.toSet());
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
    Set<String> ends = diagrams.endsOfTheRoute().keySet();
    for (HistoricActivityInstance activity : finishedOnTheRoute()) {
      String idea = subject(activity.getProcessInstanceId());
      if (ends.contains(activity.getActivityId()) && reached.containsKey(idea)) {
        reached.get(idea).add(activity.getActivityId());
      }
    }
    return reached;
  }

  private List<HistoricActivityInstance> finishedOnTheRoute() {
    return diagrams.routes().stream()
        .flatMap(
            route ->
                engine
                    .getHistoryService()
                    .createHistoricActivityInstanceQuery()
                    .processDefinitionId(route)
                    .finished()
                    .list()
                    .stream())
        .toList();
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
