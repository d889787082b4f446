package fr.fabrique.idea.process;

import fr.fabrique.engine.SendsMessages;
import fr.fabrique.engine.StartsProcess;
import fr.fabrique.idea.Ideas.Idea;
import fr.fabrique.idea.Journeys;
import fr.fabrique.idea.store.IdeaTable;
import fr.fabrique.people.People;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.runtime.EventSubscription;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** An idea's way through the engine: set out, withdraw, revive, and where it is now. */
@StartsProcess(
    value = IdeaRouteProcess.KEY,
    passes = {"challenge", "author", "manager"})
@SendsMessages({IdeaRouteProcess.WITHDRAW_IDEA, IdeaRouteProcess.REVIVE_IDEA})
@Component
public class IdeaRoute implements Journeys {

  private static final String WAIT = "eventBasedGateway";

  private static final List<String> SHOWN =
      List.of(
          "userTask",
          "serviceTask",
          "businessRuleTask",
          "callActivity",
          "intermediateTimer",
          WAIT,
          "startEvent",
          "messageStartEvent",
          "intermediateMessageCatch");

  /** The jury's own steps stay in the jury: the route shows them as one. */
  private static final String JURY_REVIEW = "jury_review";

  private final RuntimeService runtime;
  private final HistoryService history;
  private final RepositoryService repository;
  private final People people;
  private final IdeaTable ideas;
  private final TransactionTemplate transaction;

  IdeaRoute(
      RuntimeService runtime,
      HistoryService history,
      RepositoryService repository,
      People people,
      IdeaTable ideas,
      PlatformTransactionManager transactions) {
    this.runtime = runtime;
    this.history = history;
    this.repository = repository;
    this.people = people;
    this.ideas = ideas;
    this.transaction = new TransactionTemplate(transactions);
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

  @Override
  public boolean canWithdraw(String idea) {
    return awaits(idea, IdeaRouteProcess.WITHDRAW_IDEA);
  }

  @Override
  public boolean canRevive(String idea) {
    return awaits(idea, IdeaRouteProcess.REVIVE_IDEA);
  }

  @Override
  public boolean withdraw(String idea) {
    return correlate(idea, IdeaRouteProcess.WITHDRAW_IDEA);
  }

  @Override
  public boolean revive(String idea) {
    return correlate(idea, IdeaRouteProcess.REVIVE_IDEA);
  }

  @Override
  public List<Step> steps(String idea) {
    return processes(idea)
        .filter(instance -> !instance.getProcessDefinitionKey().equals(JURY_REVIEW))
        .flatMap(
            instance ->
                activities(instance)
                    .filter(IdeaRoute::isShown)
                    .map(activity -> step(instance, activity)))
        .sorted(Comparator.comparing(Step::since))
        .toList();
  }

  private Stream<HistoricProcessInstance> processes(String idea) {
    return history
        .createHistoricProcessInstanceQuery()
        .processInstanceBusinessKey(idea)
        .orderByProcessInstanceStartTime()
        .asc()
        .list()
        .stream();
  }

  /** In the order in which they happened, also when many fall into the same instant. */
  private Stream<HistoricActivityInstance> activities(HistoricProcessInstance instance) {
    return history
        .createHistoricActivityInstanceQuery()
        .processInstanceId(instance.getId())
        .orderPartiallyByOccurrence()
        .asc()
        .list()
        .stream();
  }

  /** Once a wait is over, the event that ended it says all. */
  private static boolean isShown(HistoricActivityInstance activity) {
    return isEnd(activity)
        || SHOWN.contains(activity.getActivityType())
            && (activity.getEndTime() == null || !activity.getActivityType().equals(WAIT));
  }

  @Override
  public Optional<String> end(String idea) {
    return processes(idea)
        .filter(instance -> instance.getProcessDefinitionKey().equals(IdeaRouteProcess.KEY))
        .flatMap(this::activities)
        .filter(IdeaRoute::isEnd)
        .map(HistoricActivityInstance::getActivityName)
        .filter(Objects::nonNull)
        .reduce((earlier, later) -> later);
  }

  /** Whatever kind of end event, under whatever id: Camunda Modeler gives new ones its own. */
  private static boolean isEnd(HistoricActivityInstance activity) {
    return activity.getActivityType().endsWith("EndEvent");
  }

  private Step step(HistoricProcessInstance instance, HistoricActivityInstance activity) {
    return new Step(
        activity.getActivityId(),
        activity.getActivityName() == null ? awaited(activity) : activity.getActivityName(),
        instance.getProcessDefinitionKey(),
        instance.getProcessDefinitionName(),
        activity.getStartTime().toInstant(),
        activity.getEndTime() == null ? null : activity.getEndTime().toInstant(),
        activity.isCanceled());
  }

  /** A gateway that waits bears no name of its own: it is told by the events it waits for. */
  private String awaited(HistoricActivityInstance activity) {
    ModelElementInstance element =
        repository
            .getBpmnModelInstance(activity.getProcessDefinitionId())
            .getModelElementById(activity.getActivityId());
    return element instanceof FlowNode node
        ? node.getSucceedingNodes().list().stream()
            .map(FlowNode::getName)
            .filter(Objects::nonNull)
            .collect(Collectors.joining(" / "))
        : "";
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

  /** Somebody else may have moved the idea on since it was looked at. */
  private boolean correlate(String idea, String message) {
    return Collision.safely(
        () ->
            transaction.execute(
                status -> {
                  // Before the engine takes anything away that others are just working on.
                  ideas.lock(idea);
                  List<EventSubscription> waiting = subscriptions(idea, message);
                  try {
                    waiting.forEach(s -> runtime.messageEventReceived(message, s.getExecutionId()));
                  } catch (NullValueException gone) {
                    throw new OptimisticLockingFailureException("It has just moved on.", gone);
                  }
                  return !waiting.isEmpty();
                }));
  }
}
