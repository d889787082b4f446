package fr.fabrique.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import fr.fabrique.FabriqueTest;
import fr.fabrique.browser.BrowserForTests;
import fr.fabrique.challenge.Challenges;
import fr.fabrique.idea.Submission;
import fr.fabrique.idea.Submission.NewIdea;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A juror reviews an idea in Tasklist, in a real browser. */
@FabriqueTest
@ExtendWith(BrowserForTests.class)
class JurorJourneyTest {

  private static final String PROBLEM = "Every request is a sheet of paper with three signatures.";

  @LocalServerPort private int port;
  @Autowired private Submission submission;
  @Autowired private TaskService tasks;
  @Autowired private FormService forms;

  @Test
  void a_juror_reviews_an_idea_and_the_next_juror_sees_none_of_it(Browser browser) {
    review(browser, "en-GB", "en");
  }

  @Test
  void a_juror_whose_browser_speaks_french_reviews_in_french(Browser browser) {
    review(browser, "fr-FR", "fr");
  }

  @Test
  void a_juror_reviews_on_a_telephone(Browser browser) {
    Reviews reviews = ideaBeforeTheJury("A lending shelf for tools");
    try (TasklistInBrowser juror = new TasklistInBrowser(browser, port, "fr-FR", 390, 844)) {
      juror.signIn(reviews.jurors().get(0)).openTasklist().openTask(reviews.title());
      assertThat(juror.text(PROBLEM)).isVisible();
      Pictures.take(juror.page(), "review-telephone");
      assertThat((Integer) juror.page().evaluate("document.documentElement.scrollWidth"))
          .as("no sideways scrolling, but for a pixel of rounding")
          .isLessThanOrEqualTo(391);
      fillIn(juror, "on the telephone");
      juror.complete();
      assertThat(juror.page().locator(".fjs-form")).isHidden();
    }
    assertThat(openReviews(reviews.idea())).isEqualTo(2);
  }

  private void review(Browser browser, String locale, String language) {
    Reviews reviews = ideaBeforeTheJury("Travel orders on one page, " + language);
    String token = "canary" + UUID.randomUUID().toString().substring(0, 8);
    try (TasklistInBrowser juror = new TasklistInBrowser(browser, port, locale, 1366, 768)) {
      juror.signIn(reviews.jurors().get(0)).openTasklist().openTask(reviews.title());
      assertThat(juror.text(PROBLEM)).isVisible();
      Pictures.take(juror.page(), "review-" + language);

      juror.choose("Yes, I have no conflict of interest");
      juror.complete();
      assertThat(juror.errors().first())
          .containsText(
              language.equals("fr") ? "Une réponse est nécessaire" : "An answer is needed");
      Pictures.take(juror.page(), "review-mistake-" + language);
      assertThat(openReviews(reviews.idea())).isEqualTo(3);

      fillIn(juror, token);
      juror.complete();
      assertThat(juror.page().locator(".fjs-form")).isHidden();
    }
    assertThat(openReviews(reviews.idea())).isEqualTo(2);
    try (TasklistInBrowser next = new TasklistInBrowser(browser, port, locale, 1366, 768)) {
      next.signIn(reviews.jurors().get(1)).openTasklist().openTask(reviews.title());
      assertThat(next.text(PROBLEM)).isVisible();
      assertThat(next.page().content()).doesNotContain(token);
    }
  }

  private void fillIn(TasklistInBrowser juror, String comment) {
    juror.choose("Yes, I have no conflict of interest");
    juror.select("Relevance", "4 ");
    juror.select("Impact", "3 ");
    juror.select("Feasibility", "5 ");
    juror.select("Originality", "2 ");
    juror.write("Comment on relevance", comment);
    juror.choose("Incubate: a team tests it in the innovation lab");
    juror.choose("Very: I know the subject well");
    juror.write("Comment to the author", "Talk to the people at the counter. " + comment);
  }

  private record Reviews(String idea, String title, List<String> jurors) {}

  private Reviews ideaBeforeTheJury(String title) {
    String idea =
        submission.submit(
            Challenges.PERMANENT,
            "author",
            new NewIdea(
                null,
                title,
                PROBLEM,
                "One page where an agent asks and the manager answers within two days.",
                "All agents and their managers.",
                "Two days instead of nine.",
                null,
                null,
                List.of(),
                null));
    Task screening = task(idea, "task_screen_idea").get(0);
    forms.submitTaskForm(screening.getId(), Map.of("screening", "to_jury"));
    List<String> jurors = task(idea, "task_review_idea").stream().map(Task::getAssignee).toList();
    assertThat(jurors).hasSize(3);
    return new Reviews(idea, title, jurors);
  }

  private List<Task> task(String idea, String key) {
    return tasks
        .createTaskQuery()
        .processInstanceBusinessKey(idea)
        .taskDefinitionKey(key)
        .orderByTaskCreateTime()
        .asc()
        .list();
  }

  private long openReviews(String idea) {
    return task(idea, "task_review_idea").size();
  }
}
