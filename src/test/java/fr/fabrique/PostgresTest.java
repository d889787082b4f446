package fr.fabrique;

import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.challenge.Challenges;
import fr.fabrique.idea.Submission;
import fr.fabrique.idea.Submission.NewIdea;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The same schema and the same route on a real PostgreSQL. */
@SpringBootTest
@ActiveProfiles({"demo", "test"})
@OwnEngine
class PostgresTest {

  private static EmbeddedPostgres postgres;

  @Autowired private Submission submission;
  @Autowired private TaskService tasks;
  @Autowired private FormService forms;
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
              "comment_to_author", "Well seen."));
    }

    assertThat(
            jdbc.sql("select verdict from verdict where idea = ?")
                .param(idea)
                .query(String.class)
                .single())
        .isEqualTo("incubate");
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
