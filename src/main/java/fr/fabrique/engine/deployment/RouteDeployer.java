package fr.fabrique.engine.deployment;

import fr.fabrique.engine.RouteDeployment;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;
import org.camunda.bpm.engine.RepositoryService;
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
class RouteDeployer implements RouteDeployment {

  private static final Logger log = LoggerFactory.getLogger(RouteDeployer.class);
  private static final String NAME = "la-fabrique";

  private final RepositoryService repository;
  private final RouteFiles files;
  private final String language;
  private final AtomicReference<Notice> notice = new AtomicReference<>();
  private SortedMap<String, byte[]> seen;

  /**
   * @param home the folder that holds {@code processes} and {@code forms}; taken as text because
   *     Spring would look up a relative path on the class path
   */
  RouteDeployer(
      RepositoryService repository,
      @Value("${fabrique.home}") String home,
      @Value("${fabrique.language}") String language) {
    this.repository = repository;
    this.files = new RouteFiles(Path.of(home));
    this.language = language;
  }

  /** At start a broken route stops the program only when there is no version in force. */
  @EventListener(ContextRefreshedEvent.class)
  @Order(0)
  void deployAtStart() {
    deployIfChanged();
    if (notice.get() != null && repository.createProcessDefinitionQuery().count() == 0) {
      throw new IllegalStateException(notice.get().reason());
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
    SortedMap<String, byte[]> found = files.read();
    if (seen != null && sameContent(seen, found)) {
      return;
    }
    seen = found;
    try {
      deploy(found);
      notice.set(null);
    } catch (RuntimeException refused) {
      notice.set(new Notice(Instant.now(), reason(refused)));
      log.error(
          "The route was not deployed; the version in force stays active. {}", reason(refused));
    }
  }

  private void deploy(SortedMap<String, byte[]> found) {
    Translation translation = Translation.from(found.get("processes/%s.json".formatted(language)));
    DeploymentBuilder unit =
        repository.createDeployment().name(NAME).source(NAME).enableDuplicateFiltering(false);
    found.forEach(
        (name, content) -> {
          if (!name.endsWith(".json")) {
            unit.addInputStream(
                name, new java.io.ByteArrayInputStream(translation.of(name, content)));
          }
        });
    long before = deployments();
    unit.deploy();
    log.info(
        deployments() > before
            ? "A new revision of the route is in force."
            : "The route is unchanged.");
  }

  private long deployments() {
    return repository.createDeploymentQuery().deploymentName(NAME).count();
  }

  private static boolean sameContent(SortedMap<String, byte[]> a, SortedMap<String, byte[]> b) {
    return a.keySet().equals(b.keySet())
        && a.entrySet().stream().allMatch(e -> Arrays.equals(e.getValue(), b.get(e.getKey())));
  }

  private static String reason(Throwable refused) {
    return String.valueOf(refused.getMessage())
        .lines()
        .limit(12)
        .reduce((a, b) -> a + " " + b)
        .get();
  }
}
