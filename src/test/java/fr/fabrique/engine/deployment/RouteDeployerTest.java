package fr.fabrique.engine.deployment;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.fabrique.RouteFolder;
import fr.fabrique.engine.Catalogues;
import fr.fabrique.engine.RouteHistory;
import fr.fabrique.engine.StepCatalogue;
import fr.fabrique.engine.check.Hostile;
import fr.fabrique.engine.check.Words;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** The route is deployed as a unit, follows its files, and never breaks. */
@ExtendWith(OutputCaptureExtension.class)
class RouteDeployerTest {

  private static final int PROCESSES = RouteFolder.diagrams().size();

  @TempDir Path home;

  private static ProcessEngine engine;
  private static RepositoryService repository;

  /** Other tests must not see their route change. */
  @BeforeAll
  static void an_engine_of_its_own() {
    StandaloneInMemProcessEngineConfiguration configuration =
        new StandaloneInMemProcessEngineConfiguration();
    String name = "deployer-" + UUID.randomUUID();
    configuration.setProcessEngineName(name);
    configuration.setJdbcUrl("jdbc:h2:mem:" + name);
    configuration.setJobExecutorActivate(false);
    configuration.setMetricsEnabled(false);
    configuration.setEnableCmdExceptionLogging(false);
    engine = configuration.buildProcessEngine();
    repository = engine.getRepositoryService();
  }

  @AfterEach
  void nothing_deployed() {
    repository
        .createDeploymentQuery()
        .list()
        .forEach(deployment -> repository.deleteDeployment(deployment.getId(), true));
  }

  @AfterAll
  static void closed() {
    engine.close();
  }

  @Test
  void an_unchanged_folder_makes_no_new_version() throws IOException {
    copyRoute();
    deployer("en").deployAtStart();
    RouteDeployer restarted = deployer("en");
    restarted.deployAtStart();
    restarted.deployWhenSaved();
    assertThat(repository.createDeploymentQuery().count()).isEqualTo(1);
    assertThat(versions()).hasSize(PROCESSES).allMatch(process -> process.getVersion() == 1);
    assertThat(restarted.notice()).isEmpty();
  }

  @Test
  void without_a_folder_the_route_comes_from_inside_the_jar() {
    RouteDeployer deployer = deployer("en");
    deployer.deployAtStart();
    assertThat(versions()).hasSize(PROCESSES);
    assertThat(repository.createDecisionDefinitionQuery().count())
        .isEqualTo(RouteFolder.decisions().size());
    assertThat(
            repository.getDeploymentResourceNames(
                repository.createDeploymentQuery().singleResult().getId()))
        .contains("processes/idea-route.bpmn", "forms/review_idea.form")
        .hasSize(PROCESSES + RouteFolder.decisions().size() + RouteFolder.forms().size());
  }

  @Test
  void the_same_route_from_the_jar_and_from_disk_is_one_version() throws IOException {
    deployer("en").deployAtStart();
    copyRoute();
    deployer("en").deployAtStart();
    assertThat(repository.createDeploymentQuery().count()).isEqualTo(1);
  }

  @Test
  void a_saved_diagram_is_in_force_within_the_watch_interval() throws IOException {
    copyRoute();
    try (AnnotationConfigApplicationContext watching = watching(Duration.ofMillis(100))) {
      assertThat(active("challenge").getVersion()).isEqualTo(1);
      edit("challenge.bpmn", "Draw the lessons", "Draw and share the lessons");
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> {
                assertThat(active("challenge").getVersion()).isEqualTo(2);
                // A look may have fallen between the two halves of the save.
                assertThat(watching.getBean(RouteDeployer.class).notice()).isEmpty();
              });
    }
    assertThat(modelOf("challenge")).contains("Draw and share the lessons");
  }

  @Test
  void what_programmes_put_beside_an_open_file_unasked_is_no_part_of_the_route()
      throws IOException {
    copyRoute();
    deployer("en").deployAtStart();
    Files.writeString(home.resolve("processes/~$idea-route.bpmn"), "lock");
    Files.writeString(home.resolve("processes/._idea-route.bpmn"), "kept by another system");
    Files.writeString(home.resolve("forms/.review_idea.form"), "half written");
    RouteDeployer restarted = deployer("en");
    restarted.deployAtStart();
    assertThat(restarted.notice()).isEmpty();
    assertThat(repository.createDeploymentQuery().count()).isEqualTo(1);
  }

  @Test
  void a_new_revision_keeps_all_files_of_the_route_together() throws IOException {
    copyRoute();
    RouteDeployer deployer = deployer("en");
    deployer.deployAtStart();
    edit("jury-review.bpmn", "Form the panel", "Form a panel");
    deployer.deployWhenSaved();
    assertThat(versions())
        .extracting(ProcessDefinition::getDeploymentId)
        .as("calls and forms bind to their own deployment")
        .containsOnly(active("jury_review").getDeploymentId());
  }

  @Test
  void a_broken_diagram_leaves_the_old_version_active_and_says_why(CapturedOutput log)
      throws IOException {
    copyRoute();
    RouteDeployer deployer = deployer("en");
    deployer.deployAtStart();
    edit("incubation.bpmn", "camunda:delegateExpression=\"${openPartnership}\"", "");
    deployer.deployWhenSaved();
    deployer.deployWhenSaved();

    assertThat(versions()).allMatch(process -> process.getVersion() == 1);
    assertThat(deployer.notice())
        .hasValueSatisfying(
            notice ->
                assertThat(notice.reasons())
                    .singleElement()
                    .asString()
                    .contains("incubation.bpmn", "line ", "step_open_partnership"));
    assertThat(log.getAll().lines().filter(line -> line.contains("ERROR")))
        .as("one clear line")
        .singleElement()
        .asString()
        .contains("incubation.bpmn", "line ", "the version in force stays active");

    edit(
        "incubation.bpmn",
        "id=\"step_open_partnership\"",
        "id=\"step_open_partnership\" camunda:delegateExpression=\"${openPartnership}\"");
    deployer.deployWhenSaved();
    assertThat(deployer.notice()).as("mended").isEmpty();
  }

  @Test
  void a_file_that_is_no_diagram_at_all_is_refused_like_a_broken_one() throws IOException {
    copyRoute();
    RouteDeployer deployer = deployer("fr");
    deployer.deployAtStart();
    Files.writeString(home.resolve("processes/partnership.bpmn"), "<half a diag");
    deployer.deployWhenSaved();
    assertThat(versions()).allMatch(process -> process.getVersion() == 1);
    assertThat(deployer.notice())
        .hasValueSatisfying(
            notice ->
                assertThat(notice.reasons())
                    .anyMatch(reason -> reason.toString().contains("partnership.bpmn")));
  }

  @Test
  void all_that_is_wrong_is_told_at_once() throws IOException {
    copyRoute();
    RouteDeployer deployer = deployer("en");
    deployer.deployAtStart();
    edit("idea-route.bpmn", "${gatherFacts}", "${gatherFactz}");
    edit("eligibility.dmn", "<text>&lt; 5</text>", "<text>&lt; &lt; 5</text>");
    Files.delete(home.resolve("forms/deliberate.form"));
    deployer.deployWhenSaved();
    assertThat(versions()).allMatch(process -> process.getVersion() == 1);
    assertThat(reasons(deployer))
        .anyMatch(reason -> reason.contains("idea-route.bpmn, line"))
        .anyMatch(reason -> reason.contains("eligibility.dmn, line"))
        .anyMatch(reason -> reason.contains("jury-review.bpmn, line"));
  }

  @Test
  void a_diagram_that_would_run_code_is_refused() throws IOException {
    copyRoute();
    RouteDeployer deployer = deployer("en");
    deployer.deployAtStart();
    for (Hostile hostile : Hostile.all()) {
      if (hostile.file().matches(".*\\.(bpmn|dmn)")) {
        Path file = home.resolve("processes").resolve(hostile.file());
        Files.writeString(file, hostile.content());
        deployer.deployWhenSaved();
        assertThat(reasons(deployer))
            .as(hostile.title())
            .anyMatch(reason -> reason.contains(hostile.said()));
        Files.delete(file);
      }
    }
    assertThat(repository.createDeploymentQuery().count()).isEqualTo(1);
  }

  @Test
  void an_entry_that_cannot_be_read_is_told_and_the_watch_goes_on(CapturedOutput log)
      throws IOException {
    copyRoute();
    RouteDeployer deployer = deployer("en");
    deployer.deployAtStart();
    Path folder = Files.createDirectory(home.resolve("processes/folder.bpmn"));
    Path nowhere =
        Files.createSymbolicLink(home.resolve("forms/link.form"), home.resolve("nowhere"));
    deployer.deployWhenSaved();
    deployer.deployWhenSaved();
    assertThat(reasons(deployer))
        .anyMatch(reason -> reason.contains("processes/folder.bpmn"))
        .anyMatch(reason -> reason.contains("forms/link.form"))
        .hasSize(2);
    assertThat(log.getAll().lines().filter(line -> line.contains("ERROR"))).hasSize(1);

    Files.delete(folder);
    Files.delete(nowhere);
    edit("challenge.bpmn", "Draw the lessons", "Draw and share the lessons");
    deployer.deployWhenSaved();
    assertThat(deployer.notice()).isEmpty();
    assertThat(active("challenge").getVersion()).isEqualTo(2);
  }

  @Test
  void a_folder_that_is_gone_is_missed_and_nothing_less_is_deployed() throws IOException {
    copyRoute();
    RouteDeployer deployer = deployer("en");
    deployer.deployAtStart();
    Files.move(home.resolve("forms"), home.resolve("forms-away"));
    deployer.deployWhenSaved();
    assertThat(reasons(deployer)).singleElement().asString().startsWith("forms: The folder");
    Files.move(home.resolve("processes"), home.resolve("processes-away"));
    deployer.deployWhenSaved();
    assertThat(reasons(deployer)).hasSize(2);
    Files.move(home.resolve("forms-away"), home.resolve("forms"));
    Files.move(home.resolve("processes-away"), home.resolve("processes"));
    deployer.deployWhenSaved();
    assertThat(deployer.notice()).isEmpty();
    assertThat(repository.createDeploymentQuery().count()).isEqualTo(1);
  }

  @Test
  void a_first_start_without_forms_beside_the_processes_stops() throws IOException {
    copyRoute();
    Files.move(home.resolve("forms"), home.resolve("forms-away"));
    RouteDeployer deployer = deployer("en");
    assertThatThrownBy(deployer::deployAtStart).hasMessageContaining("forms: The folder");
  }

  @Test
  void what_the_engine_could_not_take_for_a_moment_is_tried_again(CapturedOutput log)
      throws IOException {
    copyRoute();
    AtomicBoolean out = new AtomicBoolean(false);
    RouteDeployer deployer =
        new RouteDeployer(
            failing(out),
            Catalogues.ofTheProduct(),
            new FolderOnly(),
            retired(),
            home.toString(),
            "en");
    deployer.deployAtStart();
    edit("challenge.bpmn", "Draw the lessons", "Draw and share the lessons");
    out.set(true);
    deployer.deployWhenSaved();
    deployer.deployWhenSaved();
    assertThat(reasons(deployer)).singleElement().asString().contains("the database is away");
    assertThat(log.getAll().lines().filter(line -> line.contains("ERROR"))).hasSize(1);
    out.set(false);
    deployer.deployWhenSaved();
    assertThat(deployer.notice()).isEmpty();
    assertThat(active("challenge").getVersion()).isEqualTo(2);
  }

  @Test
  void a_first_start_with_a_broken_diagram_stops() throws IOException {
    copyRoute();
    edit("challenge.bpmn", "camunda:delegateExpression=\"${setCalendar}\"", "");
    RouteDeployer deployer = deployer("en");
    assertThatThrownBy(deployer::deployAtStart).hasMessageContaining("challenge.bpmn");
  }

  @Test
  void a_french_installation_deploys_the_whole_route_in_french() {
    RouteDeployer deployer = deployer("fr");
    deployer.deployAtStart();
    assertThat(deployer.notice()).isEmpty();
    assertThat(versions()).hasSize(PROCESSES);
    assertThat(modelOf("idea_route")).contains("withdraw_idea").doesNotContain("Screen the idea");
  }

  private static List<String> reasons(RouteDeployer deployer) {
    return deployer.notice().orElseThrow().reasons().stream().map(Words::toString).toList();
  }

  /** The engine, whose database is away as long as the switch is on. */
  private static RepositoryService failing(AtomicBoolean out) {
    return (RepositoryService)
        Proxy.newProxyInstance(
            RouteDeployerTest.class.getClassLoader(),
            new Class<?>[] {RepositoryService.class},
            (proxy, method, arguments) -> {
              if (out.get()) {
                throw new ProcessEngineException("the database is away");
              }
              return method.invoke(repository, arguments);
            });
  }

  private static RetiredProcesses retired() {
    return new RetiredProcesses(repository, engine.getManagementService());
  }

  private RouteDeployer deployer(String language) {
    return new RouteDeployer(
        repository,
        Catalogues.ofTheProduct(),
        new FolderOnly(),
        retired(),
        home.toString(),
        language);
  }

  /** The product's own watching, with nothing else of the product. */
  private AnnotationConfigApplicationContext watching(Duration interval) {
    AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "test",
                Map.of(
                    "fabrique.home",
                    home.toString(),
                    "fabrique.language",
                    "en",
                    "fabrique.watch-interval",
                    interval.toMillis() + "ms")));
    context.registerBean(RepositoryService.class, () -> repository);
    context.registerBean(RetiredProcesses.class, RouteDeployerTest::retired);
    context.registerBean(StepCatalogue.class, Catalogues::ofTheProduct);
    context.register(Watch.class, FolderOnly.class, RouteDeployer.class);
    context.refresh();
    return context;
  }

  /** Nothing is published by any other door. */
  static class FolderOnly implements RouteHistory {

    @Override
    public SortedMap<String, byte[]> newest(SortedMap<String, byte[]> folder) {
      return folder;
    }

    @Override
    public void keep(String deployment, SortedMap<String, byte[]> folder) {}
  }

  @Configuration(proxyBeanMethods = false)
  @EnableScheduling
  static class Watch {

    /** Closing waits for a look that has begun: the next test clears the engine. */
    @Bean
    ThreadPoolTaskScheduler clock() {
      ThreadPoolTaskScheduler clock = new ThreadPoolTaskScheduler();
      clock.setWaitForTasksToCompleteOnShutdown(true);
      clock.setAwaitTerminationSeconds(60);
      return clock;
    }
  }

  private List<ProcessDefinition> versions() {
    return repository.createProcessDefinitionQuery().latestVersion().list();
  }

  private ProcessDefinition active(String process) {
    return repository
        .createProcessDefinitionQuery()
        .processDefinitionKey(process)
        .latestVersion()
        .singleResult();
  }

  private String modelOf(String process) {
    try (var model = repository.getProcessModel(active(process).getId())) {
      return new String(model.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }

  private void copyRoute() throws IOException {
    for (Path folder : List.of(RouteFolder.PROCESSES, RouteFolder.FORMS)) {
      Files.createDirectories(home.resolve(folder));
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.copy(file, home.resolve(file), REPLACE_EXISTING);
        }
      }
    }
  }

  private void edit(String diagram, String old, String text) throws IOException {
    Path file = home.resolve("processes").resolve(diagram);
    String before = Files.readString(file);
    assertThat(before).contains(old);
    Files.writeString(file, before.replace(old, text));
  }
}
