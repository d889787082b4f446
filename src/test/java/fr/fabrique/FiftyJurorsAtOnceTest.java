package fr.fabrique;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.fabrique.challenge.Challenges;
import fr.fabrique.demo.DemoPeople;
import fr.fabrique.engine.EngineClock;
import fr.fabrique.idea.Ideas.Idea;
import fr.fabrique.idea.store.IdeaTable;
import fr.fabrique.people.Group;
import fr.fabrique.rehearsal.TasklistClient;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Fifty jurors give their review of one idea at the same moment, and each twice, over HTTP and on a
 * real PostgreSQL. How often is set by {@code -Dfabrique.rounds}.
 */
@PostgresFabriqueTest
class FiftyJurorsAtOnceTest {

  private static final Logger log = LoggerFactory.getLogger(FiftyJurorsAtOnceTest.class);
  private static final int JURORS = 50;
  private static final int ROUNDS = Integer.getInteger("fabrique.rounds", 1);

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> ANSWERS =
      Map.of(
          "recusal", "none",
          "relevance", "4",
          "impact", "4",
          "feasibility", "4",
          "originality", "4",
          "advice", "incubate",
          "confidence", "high",
          "valued", "Well seen.");

  private final Map<String, TasklistClient> browsers = new HashMap<>();
  private final AtomicInteger again = new AtomicInteger();

  @LocalServerPort private int port;

  @Autowired private IdentityService identity;
  @Autowired private RuntimeService runtime;
  @Autowired private TaskService tasks;
  @Autowired private ManagementService jobs;
  @Autowired private IdeaTable ideas;
  @Autowired private JdbcClient jdbc;

  @Test
  void each_review_is_kept_and_all_are_tallied_once() throws Exception {
    for (int number = 0; number < JURORS; number++) {
      User juror = identity.newUser("crowd" + number);
      juror.setPassword(DemoPeople.PASSWORD);
      identity.saveUser(juror);
      identity.createMembership(juror.getId(), Group.AGENTS.id());
      identity.createMembership(juror.getId(), Group.JURORS.id());
    }
    ExecutorService crowd = Executors.newFixedThreadPool(2 * JURORS);
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
      log.info("{} rounds; {} reviews had to be given again.", ROUNDS, again);
    } finally {
      crowd.shutdownNow();
    }
  }

  /** Each presses the button twice at once; whoever is not taken is told why, and tries again. */
  private void submitAtOnce(ExecutorService crowd, List<Task> reviews) throws Exception {
    CyclicBarrier start = new CyclicBarrier(2 * reviews.size());
    Map<Task, List<Future<HttpResponse<String>>>> pressed = new HashMap<>();
    for (Task review : reviews) {
      TasklistClient juror = browser(review);
      Callable<HttpResponse<String>> press =
          () -> {
            start.await();
            return juror.submit(review.getId(), ANSWERS);
          };
      pressed.put(review, List.of(crowd.submit(press), crowd.submit(press)));
    }
    for (Task review : reviews) {
      int taken = 0;
      for (Future<HttpResponse<String>> press : pressed.get(review)) {
        taken += taken(press.get());
      }
      assertThat(taken).as("how often the review is taken").isLessThanOrEqualTo(1);
      if (taken == 0) {
        again.incrementAndGet();
        assertThat(browser(review).submit(review.getId(), ANSWERS).statusCode()).isEqualTo(204);
      }
    }
  }

  private TasklistClient browser(Task review) {
    return browsers.computeIfAbsent(
        review.getAssignee(),
        juror -> new TasklistClient("http://127.0.0.1:" + port).signIn(juror, DemoPeople.PASSWORD));
  }

  private static int taken(HttpResponse<String> answer) throws IOException {
    if (answer.statusCode() == 204) {
      return 1;
    }
    assertThat(answer.statusCode()).as(answer.body()).isIn(404, 409);
    assertThat(JSON.readTree(answer.body()).path("message").asText())
        .isNotBlank()
        .doesNotContain("Exception", "ENGINE-");
    return 0;
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
}
