package fr.fabrique.engine.deployment;

import fr.fabrique.engine.RouteDeployment;
import fr.fabrique.engine.RouteHistory;
import fr.fabrique.engine.RoutePublisher;
import fr.fabrique.engine.StepCatalogue;
import fr.fabrique.engine.check.Finding;
import fr.fabrique.engine.check.RouteCheck;
import fr.fabrique.engine.check.RouteFiles;
import fr.fabrique.engine.check.Words;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.exception.NotValidException;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Deploys all route files as one unit under stable names, at start and within seconds of a saved
 * change. An unchanged unit makes no new version; a broken one leaves the version in force active.
 */
@Component
class RouteDeployer implements RouteDeployment, RoutePublisher {

  private static final Logger log = LoggerFactory.getLogger(RouteDeployer.class);
  private static final String NAME = "la-fabrique";

  private final RepositoryService repository;
  private final RouteFiles files;
  private final String language;
  private final AtomicReference<Notice> notice = new AtomicReference<>();
  private final StepCatalogue catalogue;
  private final RouteHistory history;
  private final RetiredProcesses retired;

  /** What needs no second look: it is in force, or it was refused for what it says. */
  private SortedMap<String, byte[]> judged;

  /**
   * @param home the folder that holds {@code processes} and {@code forms}; taken as text because
   *     Spring would look up a relative path on the class path
   */
  RouteDeployer(
      RepositoryService repository,
      StepCatalogue catalogue,
      RouteHistory history,
      RetiredProcesses retired,
      @Value("${fabrique.home}") String home,
      @Value("${fabrique.language}") String language) {
    this.repository = repository;
    this.files = new RouteFiles(Path.of(home));
    this.language = language;
    this.catalogue = catalogue;
    this.history = history;
    this.retired = retired;
  }

  /** At start a broken route stops the program only when there is no version in force. */
  @EventListener(ContextRefreshedEvent.class)
  @Order(0)
  void deployAtStart() {
    deployIfChanged();
    if (notice.get() != null && repository.createProcessDefinitionQuery().count() == 0) {
      throw new IllegalStateException(joined("\n", notice.get().reasons()));
    }
  }

  @Scheduled(fixedDelayString = "${fabrique.watch-interval}")
  void deployWhenSaved() {
    if (files.onDisk()) {
      deployIfChanged();
    }
  }

  @Override
  public Optional<Notice> notice() {
    return Optional.ofNullable(notice.get());
  }

  private synchronized void deployIfChanged() {
    List<Finding> findings = new ArrayList<>();
    SortedMap<String, byte[]> found = files.read(findings);
    if (!findings.isEmpty()) {
      judged = null;
      refuse(sentences(findings));
    } else if (judged == null || !sameContent(judged, found)) {
      findings.addAll(new RouteCheck(catalogue).wholeRoute(found));
      judged = found;
      List<Finding> blocking = findings.stream().filter(Finding::blocks).toList();
      if (blocking.isEmpty()) {
        sentences(findings).forEach(sentence -> log.warn("The route: {}", sentence));
        bringIntoForce(found);
      } else {
        refuse(sentences(blocking));
      }
    }
  }

  private void bringIntoForce(SortedMap<String, byte[]> found) {
    try {
      SortedMap<String, byte[]> newest = history.newest(found);
      long before = deployments();
      String deployment = publish(newest);
      log.info(
          deployments() > before
              ? "A new revision of the route is in force."
              : "The route is unchanged.");
      if (newest == found) {
        history.keep(deployment, found);
      }
      notice.set(null);
    } catch (ParseException | NotValidException | IllegalArgumentException wrong) {
      refuse(List.of(Words.of("The engine cannot take it: %s", oneLine(wrong))));
    } catch (RuntimeException passing) {
      judged = null;
      refuse(
          List.of(Words.of("The engine could not take it, and tries again: %s", oneLine(passing))));
    }
  }

  private static List<Words> sentences(List<Finding> findings) {
    return findings.stream().map(Finding::sentence).toList();
  }

  private static String joined(String between, List<Words> sentences) {
    return sentences.stream().map(Words::toString).collect(Collectors.joining(between));
  }

  /** Says the same once only, however often it is tried. */
  private void refuse(List<Words> reasons) {
    if (notice.get() == null || !notice.get().reasons().equals(reasons)) {
      notice.set(new Notice(Instant.now(), reasons));
      log.error(
          "The route was not deployed; the version in force stays active. {}",
          joined(" | ", reasons));
    }
  }

  @Override
  public synchronized String publish(SortedMap<String, byte[]> route) {
    Translation translation = Translation.from(route.get("processes/%s.json".formatted(language)));
    DeploymentBuilder unit = repository.createDeployment().name(NAME).source(NAME);
    route.forEach(
        (name, content) -> {
          if (!name.endsWith(".json")) {
            unit.addInputStream(name, new ByteArrayInputStream(translation.of(name, content)));
          }
        });
    if (newestNames().equals(Set.copyOf(unit.getResourceNames()))) {
      // The engine compares what is sent with what it has, and does not see what is gone.
      unit.enableDuplicateFiltering(false);
    }
    String deployment = unit.deploy().getId();
    retired.close(NAME, deployment);
    return deployment;
  }

  private Set<String> newestNames() {
    return repository
        .createDeploymentQuery()
        .deploymentName(NAME)
        .orderByDeploymentTime()
        .desc()
        .listPage(0, 1)
        .stream()
        .flatMap(newest -> repository.getDeploymentResourceNames(newest.getId()).stream())
        .collect(Collectors.toSet());
  }

  private long deployments() {
    return repository.createDeploymentQuery().deploymentName(NAME).count();
  }

  private static boolean sameContent(SortedMap<String, byte[]> a, SortedMap<String, byte[]> b) {
    return a.keySet().equals(b.keySet())
        && a.entrySet().stream().allMatch(e -> Arrays.equals(e.getValue(), b.get(e.getKey())));
  }

  private static String oneLine(Throwable refused) {
    return String.valueOf(refused.getMessage()).lines().limit(12).collect(Collectors.joining(" "));
  }
}
