package fr.fabrique.engine.deployment;

import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.springframework.stereotype.Component;

/**
 * Closes what is no longer on the route: the engine knows no removal, and would go on starting a
 * process by its timer or on its message. Whoever is in it goes on; so does whoever calls it from
 * an earlier revision, which is why a process that only others start is left alone.
 */
@Component
class RetiredProcesses {

  private final RepositoryService repository;
  private final ManagementService management;

  RetiredProcesses(RepositoryService repository, ManagementService management) {
    this.repository = repository;
    this.management = management;
  }

  /**
   * Keeps every process from starting by itself that an earlier deployment of the route has
   * brought, and this one has not.
   *
   * @param name what all deployments of the route are called
   */
  void close(String name, String deployment) {
    Set<String> onTheRoute =
        repository.createProcessDefinitionQuery().deploymentId(deployment).list().stream()
            .map(ProcessDefinition::getKey)
            .collect(Collectors.toSet());
    repository.createProcessDefinitionQuery().latestVersion().active().list().stream()
        .filter(process -> !onTheRoute.contains(process.getKey()))
        .filter(process -> isOfTheRoute(process, name) && startsByItself(process))
        .forEach(this::close);
  }

  private boolean isOfTheRoute(ProcessDefinition process, String name) {
    return repository
            .createDeploymentQuery()
            .deploymentId(process.getDeploymentId())
            .deploymentName(name)
            .count()
        > 0;
  }

  private boolean startsByItself(ProcessDefinition process) {
    return repository
        .getBpmnModelInstance(process.getId())
        .getModelElementsByType(StartEvent.class)
        .stream()
        .anyMatch(
            start ->
                start.getParentElement() instanceof Process
                    && !start.getEventDefinitions().isEmpty());
  }

  private void close(ProcessDefinition process) {
    repository
        .updateProcessDefinitionSuspensionState()
        .byProcessDefinitionId(process.getId())
        .suspend();
    // With the definition the engine suspends all work still to come of those who are in it.
    management
        .updateJobDefinitionSuspensionState()
        .byProcessDefinitionId(process.getId())
        .activate();
  }
}
