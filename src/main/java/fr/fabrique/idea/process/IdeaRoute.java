package fr.fabrique.idea.process;

import fr.fabrique.idea.Ideas.Idea;
import fr.fabrique.people.People;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.runtime.EventSubscription;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.stereotype.Component;

/** An idea's way through the engine: set out, withdraw, revive, and where it is now. */
@Component
public class IdeaRoute {

  private static final List<String> SHOWN =
      List.of(
          "userTask",
          "serviceTask",
          "businessRuleTask",
          "callActivity",
          "intermediateTimer",
          "eventBasedGateway",
          "noneEndEvent",
          "startEvent",
          "messageStartEvent",
          "intermediateMessageCatch");

  /** The jury's own steps stay in the jury: the route shows them as one. */
  private static final String JURY_REVIEW = "jury_review";

  private final RuntimeService runtime;
  private final HistoryService history;
  private final People people;

  IdeaRoute(RuntimeService runtime, HistoryService history, People people) {
    this.runtime = runtime;
    this.history = history;
    this.people = people;
  }

  public void setOut(Idea idea) {
    runtime.startProcessInstanceByKey(
        IdeaRouteProcess.KEY,
        idea.id(),
        Variables.putValue(IdeaRouteProcess.CHALLENGE.name(), idea.challenge())
            .putValue(IdeaRouteProcess.AUTHOR.name(), idea.author())
            .putValue(
                IdeaRouteProcess.MANAGER.name(),
                people.managerOf(idea.author()).orElse(idea.author())));
  }

  /** Whether the idea still travels, so that its author may withdraw it. */
  public boolean canWithdraw(String idea) {
    return awaits(idea, IdeaRouteProcess.WITHDRAW_IDEA);
  }

  public boolean canRevive(String idea) {
    return awaits(idea, IdeaRouteProcess.REVIVE_IDEA);
  }

  public void withdraw(String idea) {
    correlate(idea, IdeaRouteProcess.WITHDRAW_IDEA);
  }

  public void revive(String idea) {
    correlate(idea, IdeaRouteProcess.REVIVE_IDEA);
  }

  /** The steps done and under way, oldest first, without those inside the jury. */
  public List<Step> steps(String idea) {
    List<HistoricProcessInstance> instances =
        history
            .createHistoricProcessInstanceQuery()
            .processInstanceBusinessKey(idea)
            .orderByProcessInstanceStartTime()
            .asc()
            .list();
    return instances.stream()
        .filter(instance -> !instance.getProcessDefinitionKey().equals(JURY_REVIEW))
        .flatMap(
            instance ->
                history
                    .createHistoricActivityInstanceQuery()
                    .processInstanceId(instance.getId())
                    .list()
                    .stream()
                    .filter(a -> SHOWN.contains(a.getActivityType()))
                    .map(a -> step(instance, a)))
        .sorted(Comparator.comparing(Step::since))
        .toList();
  }

  /** The name of the end that the idea has reached on its route; null while it travels. */
  public String end(String idea) {
    return steps(idea).stream()
        .filter(step -> step.isEndOf(IdeaRouteProcess.KEY))
        .reduce((earlier, later) -> later)
        .map(Step::name)
        .orElse(null);
  }

  private static Step step(HistoricProcessInstance instance, HistoricActivityInstance activity) {
    return new Step(
        activity.getActivityId(),
        activity.getActivityName() == null ? "" : activity.getActivityName(),
        instance.getProcessDefinitionKey(),
        instance.getProcessDefinitionName(),
        activity.getStartTime().toInstant(),
        activity.getEndTime() == null ? null : activity.getEndTime().toInstant(),
        activity.isCanceled());
  }

  /**
   * A step of the route.
   *
   * @param id the element's id on the diagram
   * @param name the element's name on the diagram
   * @param process the diagram's id
   * @param diagram the diagram's name
   * @param until null while it is under way
   * @param interrupted whether it was left without being finished
   */
  public record Step(
      String id,
      String name,
      String process,
      String diagram,
      Instant since,
      Instant until,
      boolean interrupted) {

    private boolean isEndOf(String processKey) {
      return process.equals(processKey) && id.startsWith("end_");
    }
  }

  private boolean awaits(String idea, String message) {
    return !subscriptions(idea, message).isEmpty();
  }

  private List<EventSubscription> subscriptions(String idea, String message) {
    return runtime
        .createProcessInstanceQuery()
        .processInstanceBusinessKey(idea, IdeaRouteProcess.KEY)
        .list()
        .stream()
        .flatMap(
            instance ->
                runtime
                    .createEventSubscriptionQuery()
                    .processInstanceId(instance.getId())
                    .eventName(message)
                    .list()
                    .stream())
        .toList();
  }

  private void correlate(String idea, String message) {
    subscriptions(idea, message)
        .forEach(s -> runtime.messageEventReceived(message, s.getExecutionId()));
  }
}
