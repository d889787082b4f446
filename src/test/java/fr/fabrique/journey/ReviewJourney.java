package fr.fabrique.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import fr.fabrique.browser.Pictures;
import fr.fabrique.challenge.Challenges;
import fr.fabrique.demo.DemoPeople;
import fr.fabrique.idea.Submission;
import fr.fabrique.idea.Submission.NewIdea;
import fr.fabrique.rehearsal.TasklistClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a juror does in Tasklist in a real browser, in the language of the installation. */
abstract class ReviewJourney {

  static final String PROBLEM = "Every request is a sheet of paper with three signatures.";

  @LocalServerPort private int port;
  @Autowired private Submission submission;
  @Autowired private TaskService tasks;
  @Autowired private FormService forms;
  @Autowired private RuntimeService runtime;
  @Autowired private ManagementService jobs;

  private final Texts texts;

  /**
   * @param texts the language of diagrams and forms
   */
  ReviewJourney(Texts texts) {
    this.texts = texts;
  }

  TasklistInBrowser tasklist(Browser browser, String locale, int width, int height) {
    return new TasklistInBrowser(browser, port, locale, width, height);
  }

  /** The person's calls, without a browser around them. */
  TasklistClient client(String account) {
    return new TasklistClient("http://127.0.0.1:" + port).signIn(account, DemoPeople.PASSWORD);
  }

  /** Two jurors, one after the other; the browser's language is Tasklist's. */
  void review(Browser browser, String locale, String language, String picture, String title) {
    Reviews reviews = ideaBeforeTheJury(title);
    String token = "canary" + UUID.randomUUID().toString().substring(0, 8);
    try (TasklistInBrowser juror = tasklist(browser, locale, 1366, 768)) {
      juror.signIn(reviews.jurors().get(0)).openTasklist().openTask(reviews.title());
      assertThat(juror.text(PROBLEM)).isVisible();
      Pictures.take(juror.page(), "review-" + picture);

      juror.choose(texts.of("Yes, I have no conflict of interest"));
      juror.complete();
      assertThat(juror.errors().first())
          .containsText(
              language.equals("fr") ? "Une réponse est nécessaire" : "An answer is needed");
      Pictures.take(juror.page(), "review-mistake-" + picture);
      assertThat(openReviews(reviews.idea())).isEqualTo(3);

      fillIn(juror, token);
      juror.complete();
      assertThat(juror.page().locator(".fjs-form")).isHidden();
    }
    assertThat(openReviews(reviews.idea())).isEqualTo(2);
    try (TasklistInBrowser next = tasklist(browser, locale, 1366, 768)) {
      next.signIn(reviews.jurors().get(1)).openTasklist().openTask(reviews.title());
      assertThat(next.text(PROBLEM)).isVisible();
      assertThat(next.page().content()).doesNotContain(token);
    }
  }

  void fillIn(TasklistInBrowser juror, String comment) {
    juror.choose(texts.of("Yes, I have no conflict of interest"));
    juror.select(texts.of("Relevance"), "4 ");
    juror.select(texts.of("Impact"), "3 ");
    juror.select(texts.of("Feasibility"), "5 ");
    juror.select(texts.of("Originality"), "2 ");
    juror.write(texts.of("Comment on relevance"), comment);
    juror.choose(texts.of("Incubate: a team tests it in the innovation lab"));
    juror.choose(texts.of("Very: I know the subject well"));
    juror.write(
        texts.of("What is valuable in this idea"), "Talk to the people at the counter. " + comment);
  }

  record Reviews(String idea, String title, List<String> jurors) {}

  Reviews ideaBeforeTheJury(String title) {
    return ideaBeforeTheJury(title, PROBLEM);
  }

  Reviews ideaBeforeTheJury(String title, String problem) {
    return sentToTheJury(submitted("author", title, problem), title);
  }

  /** Hands in an idea; answers its id. */
  String submitted(String author, String title, String problem) {
    return submission.submit(
        Challenges.PERMANENT,
        author,
        new NewIdea(
            null,
            title,
            problem,
            "One page where an agent asks and the manager answers within two days.",
            "All agents and their managers.",
            "Two days instead of nine.",
            null,
            null,
            List.of(),
            null));
  }

  Reviews sentToTheJury(String idea, String title) {
    Task screening = tasks(idea, "task_screen_idea").get(0);
    forms.submitTaskForm(screening.getId(), Map.of("screening", "to_jury"));
    List<String> jurors = tasks(idea, "task_review_idea").stream().map(Task::getAssignee).toList();
    assertThat(jurors).hasSize(3);
    return new Reviews(idea, title, jurors);
  }

  String reviewOf(Reviews reviews, String juror) {
    return tasks(reviews.idea(), "task_review_idea").stream()
        .filter(review -> review.getAssignee().equals(juror))
        .findFirst()
        .orElseThrow()
        .getId();
  }

  List<Task> tasks(String idea, String key) {
    return tasks
        .createTaskQuery()
        .processInstanceBusinessKey(idea)
        .taskDefinitionKey(key)
        .orderByTaskCreateTime()
        .asc()
        .list();
  }

  long openReviews(String idea) {
    return tasks(idea, "task_review_idea").size();
  }

  /** Gives the juror's review, with the words in each of its texts. */
  void give(Reviews reviews, String juror, int score, String advice, String words) {
    Map<String, Object> answers = new LinkedHashMap<>();
    answers.put("recusal", "none");
    for (String criterion : List.of("relevance", "impact", "feasibility", "originality")) {
      answers.put(criterion, String.valueOf(score));
      answers.put(criterion + "_comment", words);
    }
    answers.putAll(Map.of("advice", advice, "confidence", "high", "valued", words));
    assertThat(client(juror).submit(reviewOf(reviews, juror), answers).statusCode()).isEqualTo(204);
  }

  /** The engine's own jobs on the idea, as long as there are any. */
  void carryOn(String idea) {
    for (List<Job> waiting = waiting(idea); !waiting.isEmpty(); waiting = waiting(idea)) {
      waiting.forEach(job -> jobs.executeJob(job.getId()));
    }
  }

  private List<Job> waiting(String idea) {
    return runtime.createProcessInstanceQuery().processInstanceBusinessKey(idea).list().stream()
        .map(instance -> jobs.createJobQuery().processInstanceId(instance.getId()).messages())
        .flatMap(query -> query.list().stream())
        .toList();
  }
}
