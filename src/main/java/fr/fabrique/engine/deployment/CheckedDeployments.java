package fr.fabrique.engine.deployment;

import fr.fabrique.engine.StepCatalogue;
import fr.fabrique.engine.check.Finding;
import fr.fabrique.engine.check.RouteCheck;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.exception.NotValidException;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.springframework.stereotype.Component;

/**
 * Checks whatever is deployed before the engine reads it, by whatever door it came: nothing gets
 * around the check of the folder.
 */
@Component
class CheckedDeployments implements Deployer {

  private final StepCatalogue catalogue;

  CheckedDeployments(StepCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public void deploy(DeploymentEntity deployment) {
    if (!deployment.isNew()) {
      return;
    }
    SortedMap<String, byte[]> files = new TreeMap<>();
    deployment.getResources().forEach((name, file) -> files.put(name, file.getBytes()));
    List<Finding> findings =
        new RouteCheck(catalogue).unit(files).stream().filter(Finding::blocks).toList();
    if (!findings.isEmpty()) {
      throw new NotValidException(
          findings.stream()
              .map(finding -> finding.sentence().toString())
              .collect(Collectors.joining("\n")));
    }
  }
}
