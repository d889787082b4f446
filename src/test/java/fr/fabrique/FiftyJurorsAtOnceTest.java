package fr.fabrique;

import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.challenge.Challenges;
import fr.fabrique.engine.EngineClock;
import fr.fabrique.idea.Ideas.Idea;
import fr.fabrique.idea.store.IdeaTable;
import fr.fabrique.people.Group;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Fifty jurors give their review of one idea at the same moment, on a real PostgreSQL. How often is
 * set by {@code -Dfabrique.rounds}.
 */
@SpringBootTest
@ActiveProfiles({"demo", "test"})
@OwnEngine
class FiftyJurorsAtOnceTest {

  private static final int JURORS = 50;
  private static final int ROUNDS = Integer.getInteger("fabrique.rounds", 3);

  private static EmbeddedPostgres postgres;

  @Autowired private IdentityService identity;
  @Autowired private RuntimeService runtime;
  @Autowired private TaskService tasks;
  @Autowired private FormService forms;
  @Autowired private ManagementService jobs;
  @Autowired private IdeaTable ideas;
  @Autowired private JdbcClient jdbc;

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry properties) throws IOException {
    postgres = EmbeddedPostgres.start();
    properties.add("spring.datasource.url", () -> postgres.getJdbcUrl("postgres", "postgres"));
    properties.add("spring.datasource.username", () -> "postgres");
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  @Test
  void each_review_is_kept_and_all_are_tallied_once() throws Exception {
    for (int number = 0; number < JURORS; number++) {
      User juror = identity.newUser("crowd" + number);
      juror.setPassword(UUID.randomUUID().toString());
      identity.saveUser(juror);
      identity.createMembership(juror.getId(), Group.AGENTS.id());
      identity.createMembership(juror.getId(), Group.JURORS.id());
    }
    ExecutorService crowd = Executors.newFixedThreadPool(JURORS);
    try {
      for (int round = 0; round < ROUNDS; round++) {
        String idea = idea();
        runtime.startProcessInstanceByKey("jury_review", idea, Map.of("seats", JURORS));
        List<Task> reviews =
            tasks.createTaskQuery().processInstanceBusinessKey(idea).active().list();
        assertThat(reviews).hasSize(JURORS);

        submitAtOnce(crowd, reviews);
        runJobs(idea);

        assertThat(count("assessment", idea)).isEqualTo(JURORS);
        assertThat(count("tally", idea)).isEqualTo(1);
        assertThat(count("verdict", idea)).isEqualTo(1);
        assertThat(
                jdbc.sql("select reviews from tally where idea = ?")
                    .param(idea)
                    .query(Integer.class)
                    .single())
            .isEqualTo(JURORS);
      }
    } finally {
      crowd.shutdownNow();
    }
  }

  private void submitAtOnce(ExecutorService crowd, List<Task> reviews) throws Exception {
    CyclicBarrier start = new CyclicBarrier(reviews.size());
    List<Future<?>> submitted = new ArrayList<>();
    for (Task review : reviews) {
      submitted.add(
          crowd.submit(
              () -> {
                start.await();
                identity.setAuthentication(
                    review.getAssignee(), List.of(Group.AGENTS.id(), Group.JURORS.id()));
                try {
                  forms.submitTaskForm(review.getId(), answers());
                } finally {
                  identity.clearAuthentication();
                }
                return null;
              }));
    }
    for (Future<?> one : submitted) {
      one.get();
    }
  }

  /** As the job executor does: the jobs of one instance one after the other. */
  private void runJobs(String idea) {
    List<Job> waiting = waiting(idea);
    while (!waiting.isEmpty()) {
      waiting.forEach(job -> jobs.executeJob(job.getId()));
      waiting = waiting(idea);
    }
  }

  private List<Job> waiting(String idea) {
    return runtime.createProcessInstanceQuery().processInstanceBusinessKey(idea).list().stream()
        .flatMap(
            instance ->
                jobs
                    .createJobQuery()
                    .processInstanceId(instance.getId())
                    .messages()
                    .list()
                    .stream())
        .toList();
  }

  private String idea() {
    String id = UUID.randomUUID().toString();
    ideas.insert(
        new Idea(
            id,
            Challenges.PERMANENT,
            null,
            "Reviewed by a crowd",
            null,
            "<p>Text.</p>",
            null,
            null,
            null,
            null,
            "author2",
            EngineClock.now(),
            null));
    return id;
  }

  private int count(String table, String idea) {
    return jdbc.sql("select count(*) from " + table + " where idea = ?")
        .param(idea)
        .query(Integer.class)
        .single();
  }

  private static Map<String, Object> answers() {
    return Map.of(
        "recusal", "none",
        "relevance", "4",
        "impact", "4",
        "feasibility", "4",
        "originality", "4",
        "advice", "incubate",
        "confidence", "high",
        "valued", "Well seen.");
  }
}
