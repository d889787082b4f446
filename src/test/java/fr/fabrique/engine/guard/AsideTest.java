package fr.fabrique.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What an animator tells the jury alone. */
class AsideTest extends GuardTest {

  private static final String NOTE = "Marabou: the author asked twice before";

  @Autowired ManagementService jobs;

  @Test
  void jurors_read_the_note_and_the_author_never_does() {
    String idea = submittedIdea();
    Task screening = open(idea, "task_screen_idea").get(0);
    as("animator").claim(screening.getId(), "animator");
    as("animator").submit(screening.getId(), Map.of("screening", "to_jury", "note_to_jury", NOTE));

    assertThat(reviews(idea))
        .hasSize(3)
        .allSatisfy(review -> assertThat(shown(review.getAssignee(), review)).contains("Marabou"));

    reviews(idea)
        .forEach(
            review ->
                as(review.getAssignee())
                    .submit(
                        review.getId(),
                        Map.of(
                            "recusal",
                            "none",
                            "relevance",
                            "3",
                            "impact",
                            "3",
                            "feasibility",
                            "3",
                            "originality",
                            "3",
                            "advice",
                            "rework",
                            "confidence",
                            "high",
                            "valued",
                            "Ask the counter.")));
    while (open(idea, "task_rework_idea").isEmpty()) {
      jobs.createJobQuery()
          .processDefinitionKey("jury_review")
          .messages()
          .list()
          .forEach(job -> jobs.executeJob(job.getId()));
    }
    Task rework = open(idea, "task_rework_idea").get(0);
    assertThat(shown("author", rework)).contains("Ask the counter.").doesNotContain("Marabou");
  }

  private String shown(String account, Task task) {
    return as(account).get(ENGINE + "/task/" + task.getId() + "/form-variables").body();
  }
}
