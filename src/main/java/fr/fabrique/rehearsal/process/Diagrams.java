package fr.fabrique.rehearsal.process;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/** What the deployed diagrams say about their tasks and ends. */
public final class Diagrams {

  static final String ROUTE = "idea_route";

  private final RepositoryService repository;
  private final Map<String, Boolean> limited = new HashMap<>();
  private final Map<String, Boolean> repeated = new HashMap<>();

  Diagrams(RepositoryService repository) {
    this.repository = repository;
  }

  /** Whether the diagram goes on without an answer to this task once a time limit has passed. */
  boolean hasTimeLimit(String definition, String task) {
    return limited.computeIfAbsent(definition + task, key -> readTimeLimit(definition, task));
  }

  /** Whether there is one such task for each instance of a multi-instance activity. */
  boolean isRepeated(String definition, String task) {
    return repeated.computeIfAbsent(definition + task, key -> readRepeated(definition, task));
  }

  private boolean readTimeLimit(String definition, String taskKey) {
    return repository
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

  private boolean readRepeated(String definition, String taskKey) {
    ModelElementInstance element =
        repository.getBpmnModelInstance(definition).getModelElementById(taskKey);
    while (element instanceof Activity activity) {
      if (activity.getLoopCharacteristics() != null) {
        return true;
      }
      element = activity.getParentElement();
    }
    return false;
  }

  /** All versions of an idea's route. */
  List<String> routes() {
    return repository.createProcessDefinitionQuery().processDefinitionKey(ROUTE).list().stream()
        .map(ProcessDefinition::getId)
        .toList();
  }

  /** The end events of an idea's route, by id, with their names, in the order of the diagram. */
  public Map<String, String> endsOfTheRoute() {
    Map<String, String> ends = new LinkedHashMap<>();
    for (EndEvent end :
        repository.getBpmnModelInstance(route()).getModelElementsByType(EndEvent.class)) {
      if (!(end.getParentElement() instanceof SubProcess inner) || inner.triggeredByEvent()) {
        ends.put(end.getId(), end.getName());
      }
    }
    return ends;
  }

  /** The user tasks of all diagrams, by id, with their names, in the order of the diagrams. */
  public Map<String, String> tasksOfAllDiagrams() {
    Map<String, String> tasks = new LinkedHashMap<>();
    repository
        .createProcessDefinitionQuery()
        .latestVersion()
        .orderByProcessDefinitionKey()
        .asc()
        .list()
        .forEach(
            definition ->
                repository
                    .getBpmnModelInstance(definition.getId())
                    .getModelElementsByType(UserTask.class)
                    .forEach(task -> tasks.put(task.getId(), task.getName())));
    return tasks;
  }

  /** The definition of an idea's route that is in force. */
  String route() {
    return repository
        .createProcessDefinitionQuery()
        .processDefinitionKey(ROUTE)
        .latestVersion()
        .singleResult()
        .getId();
  }
}
