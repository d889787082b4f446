package fr.fabrique;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.fabrique.challenge.Challenges;
import fr.fabrique.idea.Submission;
import fr.fabrique.idea.Submission.ImportReport;
import fr.fabrique.idea.Submission.NewIdea;
import fr.fabrique.idea.Submission.SubmissionRefused;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The same schema and the same route on a real PostgreSQL. */
@PostgresFabriqueTest
class PostgresTest {

  @Autowired private Submission submission;
  @Autowired private TaskService tasks;
  @Autowired private FormService forms;
  @Autowired private ManagementService jobs;
  @Autowired private JdbcClient jdbc;

  @Test
  void an_idea_reaches_its_verdict() {
    String idea =
        submission.submit(
            Challenges.PERMANENT,
            "author",
            new NewIdea(
                "pg-1",
                "Leave requests without paper",
                "Paper",
                "One page where an agent asks and the manager answers within two days.",
                null,
                null,
                null,
                null,
                List.of("author2"),
                null));
    complete(idea, "task_screen_idea", Map.of("screening", "to_jury"));
    for (int seat = 0; seat < 3; seat++) {
      complete(
          idea,
          "task_review_idea",
          Map.of(
              "recusal", "none",
              "relevance", "5",
              "impact", "4",
              "feasibility", "5",
              "originality", "4",
              "advice", "incubate",
              "confidence", "high",
              "valued", "Well seen."));
    }
    List<Job> waiting;
    while (!(waiting = waiting()).isEmpty()) {
      waiting.forEach(job -> jobs.executeJob(job.getId()));
    }

    assertThat(
            jdbc.sql("select verdict from verdict where idea = ?")
                .param(idea)
                .query(String.class)
                .single())
        .isEqualTo("incubate");
  }

  private List<Job> waiting() {
    return jobs.createJobQuery().processDefinitionKey("jury_review").messages().list();
  }

  /**
   * A failed statement ends the whole transaction here: what was lost is done again in a new one.
   */
  @Test
  void what_is_handed_in_many_times_at_once_is_taken_once() throws Exception {
    List<Object> answers =
        atOnce(
            () -> {
              try {
                return submission.submit(Challenges.PERMANENT, "author", idea("pg-race", "A race"));
              } catch (SubmissionRefused refused) {
                return refused;
              }
            });
    List<ImportReport> reports =
        atOnce(
            () ->
                submission.importCsv(
                    Challenges.PERMANENT,
                    "animator",
                    "external_id,title,body,author\npg-a,A,Text,newAuthor\npg-b,B,Text,newAuthor\n"
                        .getBytes(StandardCharsets.UTF_8)));

    assertThat(answers.stream().filter(String.class::isInstance)).hasSize(1);
    assertThat(answers.stream().filter(SubmissionRefused.class::isInstance))
        .hasSize(answers.size() - 1)
        .allSatisfy(loser -> assertThat(loser.toString()).contains("already an idea"));
    assertThat(reports)
        .allSatisfy(
            report -> {
              assertThat(report.refused()).isEmpty();
              assertThat(report.accepted().size() + report.existing().size()).isEqualTo(2);
            });
    assertThat(reports.stream().mapToInt(report -> report.accepted().size()).sum()).isEqualTo(2);
  }

  /** PostgreSQL cannot keep a null character, nor be asked about one. */
  @Test
  void null_characters_are_dropped_or_refused_before_they_reach_the_database() {
    String nul = "\u0000";
    String kept =
        submission.submit(
            Challenges.PERMANENT,
            "author",
            new NewIdea(
                null,
                "A" + nul + "title",
                nul,
                "Te" + nul + "xt",
                null,
                null,
                null,
                nul,
                null,
                null));

    assertThat(
            jdbc.sql("select title from idea where id = ?")
                .param(kept)
                .query(String.class)
                .single())
        .isEqualTo("A title");
    assertThatThrownBy(
            () -> submission.submit(Challenges.PERMANENT, "author", idea("a" + nul, "A title")))
        .isInstanceOf(SubmissionRefused.class);
    assertThatThrownBy(() -> submission.submit("a" + nul, "author", idea(null, "A title")))
        .isInstanceOf(SubmissionRefused.class);
    assertThatThrownBy(
            () ->
                submission.submit(
                    Challenges.PERMANENT,
                    "author",
                    new NewIdea(
                        null, "A", null, "B", null, null, null, null, List.of("a" + nul), null)))
        .isInstanceOf(SubmissionRefused.class);
  }

  private static NewIdea idea(String externalId, String title) {
    return new NewIdea(externalId, title, null, "Text.", null, null, null, null, List.of(), null);
  }

  private static <T> List<T> atOnce(Callable<T> work) throws Exception {
    int many = 8;
    ExecutorService workers = Executors.newFixedThreadPool(many);
    CyclicBarrier start = new CyclicBarrier(many);
    try {
      List<T> answers = new ArrayList<>();
      for (Future<T> answer :
          workers.invokeAll(
              Collections.<Callable<T>>nCopies(
                  many,
                  () -> {
                    start.await();
                    return work.call();
                  }))) {
        answers.add(answer.get());
      }
      return answers;
    } finally {
      workers.shutdown();
    }
  }

  private void complete(String idea, String step, Map<String, Object> answers) {
    Task task =
        tasks
            .createTaskQuery()
            .processInstanceBusinessKey(idea)
            .taskDefinitionKey(step)
            .list()
            .get(0);
    forms.submitTaskForm(task.getId(), answers);
  }
}
