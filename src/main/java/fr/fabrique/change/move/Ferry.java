package fr.fabrique.change.move;

import fr.fabrique.engine.AsSystem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.migration.MigratingActivityInstanceValidationReport;
import org.camunda.bpm.engine.migration.MigratingProcessInstanceValidationException;
import org.camunda.bpm.engine.migration.MigratingProcessInstanceValidationReport;
import org.camunda.bpm.engine.migration.MigratingTransitionInstanceValidationReport;
import org.camunda.bpm.engine.migration.MigrationPlan;
import org.camunda.bpm.engine.migration.MigrationPlanBuilder;
import org.camunda.bpm.engine.migration.MigrationPlanValidationException;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ProcessInstance;

/**
 * Takes journeys over to one deployment, in transactions of its caller. What it has read of the two
 * diagrams serves all journeys of a batch.
 */
final class Ferry {

  private final RepositoryService repository;
  private final RuntimeService runtime;
  private final AsSystem asSystem;
  private final Travellers travellers;
  private final String deployment;
  private final Map<String, String> takeOver;
  private final Map<String, ProcessDefinition> targets = new HashMap<>();
  private final Map<String, Guide> guides = new HashMap<>();
  private final Map<String, MigrationPlan> plans = new HashMap<>();

  /**
   * @param takeOver for a place that is no more: the one where its journeys go on
   */
  Ferry(
      RepositoryService repository,
      RuntimeService runtime,
      AsSystem asSystem,
      Travellers travellers,
      String deployment,
      Map<String, String> takeOver) {
    this.repository = repository;
    this.runtime = runtime;
    this.asSystem = asSystem;
    this.travellers = travellers;
    this.deployment = deployment;
    this.takeOver = takeOver;
    repository.createProcessDefinitionQuery().deploymentId(deployment).list().stream()
        .forEach(definition -> targets.put(definition.getKey(), definition));
  }

  /**
   * Takes a journey over. When the passage says that it stays, the transaction must be rolled back:
   * part of it may have been taken over.
   */
  Passage take(String journey) {
    return asSystem.ask(() -> over(journey));
  }

  private Passage over(String journey) {
    List<Place> before = travellers.places(journey);
    List<Passage.AsBefore> asBefore = new ArrayList<>();
    List<Said> lost = new ArrayList<>();
    for (ProcessInstance instance : travellers.tree(journey)) {
      String process = Journey.of(instance).process();
      ProcessDefinition target = targets.get(process);
      if (target == null) {
        return Passage.stays(
            before,
            Said.of("change.stays.process", process),
            Said.of("change.stays.process.remedy"));
      }
      if (target.getId().equals(instance.getProcessDefinitionId())) {
        continue;
      }
      Guide guide = guide(instance.getProcessDefinitionId(), target);
      try {
        runtime
            .newMigration(plan(instance.getProcessDefinitionId(), target, guide))
            .processInstanceIds(instance.getId())
            .skipCustomListeners()
            .skipIoMappings()
            .execute();
      } catch (MigratingProcessInstanceValidationException refused) {
        return stays(before, guide, refused.getValidationReport());
      } catch (MigrationPlanValidationException refused) {
        return Passage.stays(
            before,
            Said.of("change.stays.take_over", refused.getMessage()),
            Said.of("change.stays.take_over.remedy"));
      }
      before.stream()
          .filter(place -> place.process().equals(process))
          .forEach(
              place -> {
                asBefore.addAll(guide.asBefore(place));
                lost.addAll(guide.lost(place));
              });
    }
    return new Passage(
        before,
        travellers.places(journey),
        null,
        null,
        asBefore.stream().distinct().toList(),
        lost.stream().distinct().toList());
  }

  private Passage stays(
      List<Place> before, Guide guide, MigratingProcessInstanceValidationReport report) {
    for (MigratingActivityInstanceValidationReport standing : report.getActivityInstanceReports()) {
      if (guide.isGone(standing.getSourceScopeId())) {
        return Passage.stays(
            before,
            Said.of("change.stays.place", label(before, standing.getSourceScopeId())),
            Said.of("change.stays.place.remedy"));
      }
    }
    for (MigratingTransitionInstanceValidationReport waiting :
        report.getTransitionInstanceReports()) {
      if (guide.isGone(waiting.getSourceScopeId())) {
        return Passage.stays(
            before,
            Said.of("change.stays.place", label(before, waiting.getSourceScopeId())),
            Said.of("change.stays.passing.remedy"));
      }
    }
    List<String> words = new ArrayList<>(report.getFailures());
    report.getActivityInstanceReports().forEach(r -> words.addAll(r.getFailures()));
    report.getTransitionInstanceReports().forEach(r -> words.addAll(r.getFailures()));
    return Passage.stays(
        before,
        Said.of("change.stays.engine", String.join(" ", words)),
        Said.of("change.stays.engine.remedy"));
  }

  private static String label(List<Place> places, String element) {
    return places.stream()
        .filter(place -> place.element().equals(element))
        .map(Place::label)
        .findFirst()
        .orElse(element);
  }

  private MigrationPlan plan(String source, ProcessDefinition target, Guide guide) {
    return plans.computeIfAbsent(
        source,
        from -> {
          MigrationPlanBuilder plan = runtime.createMigrationPlan(from, target.getId());
          plan.mapEqualActivities();
          takeOver.forEach(
              (gone, instead) -> {
                if (guide.holds(gone) && guide.isGone(gone) && guide.isSameKind(gone, instead)) {
                  plan.mapActivities(gone, instead);
                }
              });
          return plan.build();
        });
  }

  private Guide guide(String source, ProcessDefinition target) {
    return guides.computeIfAbsent(
        source,
        from -> {
          ProcessDefinition definition = repository.getProcessDefinition(from);
          return new Guide(target.getResourceName(), diagram(definition), diagram(target));
        });
  }

  private byte[] diagram(ProcessDefinition definition) {
    try (InputStream diagram =
        repository.getResourceAsStream(
            definition.getDeploymentId(), definition.getResourceName())) {
      return diagram.readAllBytes();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
