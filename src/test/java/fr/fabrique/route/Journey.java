package fr.fabrique.route;

import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.idea.process.IdeaRoute;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.camunda.bpm.engine.test.assertions.bpmn.ProcessInstanceAssert;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An idea, a challenge or a cohort under way, as the tests speak of it. */
final class Journey {

  private static final List<String> SAVE_POINTS =
      List.of(
          "task_review_idea", "step_record_verdict", "event_panel_assigned", "step_assign_reviews");

  private final String subject;
  private final ProcessEngine engine;
  private final IdeaRoute ideaRoute;
  private final JdbcClient jdbc;

  Journey(String subject, ProcessEngine engine, IdeaRoute ideaRoute, JdbcClient jdbc) {
    this.subject = subject;
    this.engine = engine;
    this.ideaRoute = ideaRoute;
    this.jdbc = jdbc;
  }

  /** The business key. */
  String subject() {
    return subject;
  }

  /** Sets it on one diagram, with the facts that a calling diagram would pass. */
  Journey enter(String diagram, Object... facts) {
    engine.getRuntimeService().startProcessInstanceByKey(diagram, subject, Sheet.of(facts));
    return this;
  }

  /** Answers a task that decides nothing, as the person it belongs to. */
  Journey perform(String task) {
    String form = the(task).getCamundaFormRef().getKey();
    return perform(task, Sheet.usual(form));
  }

  /** Answers the one open task of that id, as the person it belongs to. */
  Journey perform(String task, Map<String, Object> answers) {
    Task open = the(task);
    return submit(ownerOf(open), open, answers);
  }

  /** Answers the person's own task of that id. */
  Journey performAs(String person, String task, Map<String, Object> answers) {
    return submit(person, taskOf(person, task), answers);
  }

  /** Has a person answer the one open task of that id, whether it is theirs or not. */
  void attempt(String person, String task, Map<String, Object> answers) {
    submit(person, the(task), answers);
  }

  /** What the one open task of that id shows to the person. */
  Map<String, Object> shownTo(String person, String task) {
    String id = the(task).getId();
    return as(person, () -> engine.getFormService().getTaskFormVariables(id));
  }

  /** Every juror with an open review gives it. */
  Journey reviewedByAll(int score, String advice) {
    for (String juror : assigneesOf("task_review_idea")) {
      performAs(juror, "task_review_idea", Sheet.review(score, advice));
    }
    return this;
  }

  /** Answers one of the tasks in which the chair is asked about an empty seat. */
  Journey leaveASeatEmpty() {
    Task open = tasks("task_fill_seat").get(0);
    return submit(ownerOf(open), open, Sheet.of("seatDecision", "empty"));
  }

  /** Fires the one timer that waits on that event. */
  Journey letTimePass(String event) {
    return run(timer(event));
  }

  /** Fires the timer on that event of the person's own review. */
  Journey letTimePassFor(String person, String event) {
    return run(timerFor(person, event));
  }

  /** Runs the step that waits for the engine's next transaction. */
  Journey carryOn(String step) {
    return run(timer(step));
  }

  Job timer(String event) {
    List<Job> jobs = jobs(event);
    assertThat(jobs).as("what waits at %s, while %s", event, whereIs()).hasSize(1);
    return jobs.get(0);
  }

  Job timerFor(String person, String event) {
    String scope = taskOf(person, "task_review_idea").getExecutionId();
    return jobs(event).stream()
        .filter(job -> job.getExecutionId().equals(scope))
        .findFirst()
        .orElseThrow(() -> new AssertionError(person + " has no timer at " + event));
  }

  void withdraw() {
    ideaRoute.withdraw(subject);
  }

  void revive() {
    ideaRoute.revive(subject);
  }

  /** Where it waits now, on whatever diagram, in alphabetical order. */
  List<String> whereIs() {
    return instances().stream()
        .map(instance -> engine.getRuntimeService().getActivityInstance(instance.getId()))
        .flatMap(Journey::waiting)
        .sorted()
        .toList();
  }

  /** What it passed on the diagram; of several runs, the last. */
  ProcessInstanceAssert on(String diagram) {
    BpmnAwareTests.init(engine);
    List<HistoricProcessInstance> runs = runs(diagram);
    assertThat(runs).as("runs on %s", diagram).isNotEmpty();
    return BpmnAwareTests.assertThat(Run.of(runs.get(runs.size() - 1)));
  }

  /** Its runs on the diagram, oldest first. */
  List<HistoricProcessInstance> runs(String diagram) {
    return engine
        .getHistoryService()
        .createHistoricProcessInstanceQuery()
        .processInstanceBusinessKey(subject)
        .processDefinitionKey(diagram)
        .orderByProcessInstanceStartTime()
        .asc()
        .list();
  }

  List<Task> tasks() {
    return engine.getTaskService().createTaskQuery().processInstanceBusinessKey(subject).list();
  }

  List<String> assigneesOf(String task) {
    return tasks(task).stream().map(Task::getAssignee).sorted().toList();
  }

  Task the(String task) {
    List<Task> open = tasks(task);
    assertThat(open).as("open %s, while %s", task, whereIs()).hasSize(1);
    return open.get(0);
  }

  Task taskOf(String person, String task) {
    return tasks(task).stream()
        .filter(open -> person.equals(open.getAssignee()))
        .findFirst()
        .orElseThrow(() -> new AssertionError(person + " has no open " + task));
  }

  /** Who was told something about it, in alphabetical order. */
  List<String> told(String message) {
    return jdbc.sql(
            "select recipient from outgoing_message where subject = ? and template = ?"
                + " order by recipient")
        .params(subject, message)
        .query(String.class)
        .list();
  }

  private List<Task> tasks(String task) {
    return engine
        .getTaskService()
        .createTaskQuery()
        .processInstanceBusinessKey(subject)
        .taskDefinitionKey(task)
        .initializeFormKeys()
        .list();
  }

  private List<ProcessInstance> instances() {
    return engine
        .getRuntimeService()
        .createProcessInstanceQuery()
        .processInstanceBusinessKey(subject)
        .list();
  }

  private List<Job> jobs(String activity) {
    List<Job> jobs = new ArrayList<>();
    for (ProcessInstance instance : instances()) {
      jobs.addAll(
          engine
              .getManagementService()
              .createJobQuery()
              .processInstanceId(instance.getId())
              .activityId(activity)
              .list());
    }
    return jobs;
  }

  private Journey run(Job job) {
    engine.getManagementService().executeJob(job.getId());
    return passSavePoints();
  }

  /** What the job executor would do at once, where nobody is to notice. */
  Journey passSavePoints() {
    List<Job> waiting;
    do {
      waiting = SAVE_POINTS.stream().flatMap(point -> jobs(point).stream()).toList();
      waiting.forEach(job -> engine.getManagementService().executeJob(job.getId()));
    } while (!waiting.isEmpty());
    return this;
  }

  private String ownerOf(Task task) {
    return task.getAssignee() != null
        ? task.getAssignee()
        : Personas.memberOf(
            engine.getTaskService().getIdentityLinksForTask(task.getId()).get(0).getGroupId());
  }

  private Journey submit(String person, Task task, Map<String, Object> answers) {
    return as(
            person,
            () -> {
              engine.getFormService().submitTaskForm(task.getId(), answers);
              return this;
            })
        .passSavePoints();
  }

  /** Does something in the engine as a person who is signed in. */
  private <T> T as(String person, Supplier<T> deed) {
    List<String> groups =
        engine.getIdentityService().createGroupQuery().groupMember(person).list().stream()
            .map(Group::getId)
            .toList();
    engine.getIdentityService().setAuthentication(person, groups);
    try {
      return deed.get();
    } finally {
      engine.getIdentityService().clearAuthentication();
    }
  }

  private static Stream<String> waiting(ActivityInstance activity) {
    if (activity.getActivityType().equals("callActivity")) {
      return Stream.empty();
    }
    Stream<String> asynchronous =
        Arrays.stream(activity.getChildTransitionInstances()).map(t -> t.getActivityId());
    if (activity.getChildActivityInstances().length > 0
        || activity.getChildTransitionInstances().length > 0) {
      return Stream.concat(
          asynchronous,
          Arrays.stream(activity.getChildActivityInstances()).flatMap(Journey::waiting));
    }
    return Stream.of(activity.getActivityId());
  }

  /** A run on a diagram, under way or over, as camunda-bpm-assert takes it. */
  private record Run(String id, String definition, String key, String subject, String root)
      implements ProcessInstance {

    static Run of(HistoricProcessInstance past) {
      return new Run(
          past.getId(),
          past.getProcessDefinitionId(),
          past.getProcessDefinitionKey(),
          past.getBusinessKey(),
          past.getRootProcessInstanceId());
    }

    @Override
    public String getId() {
      return id;
    }

    @Override
    public String getProcessInstanceId() {
      return id;
    }

    @Override
    public String getProcessDefinitionId() {
      return definition;
    }

    @Override
    public String getProcessDefinitionKey() {
      return key;
    }

    @Override
    public String getBusinessKey() {
      return subject;
    }

    @Override
    public String getRootProcessInstanceId() {
      return root;
    }

    @Override
    public String getCaseInstanceId() {
      return null;
    }

    @Override
    public String getTenantId() {
      return null;
    }

    @Override
    public boolean isSuspended() {
      return false;
    }

    @Override
    public boolean isEnded() {
      return false;
    }
  }
}
