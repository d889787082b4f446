package fr.fabrique.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.fabrique.FabriqueTest;
import fr.fabrique.demo.DemoPeople;
import fr.fabrique.idea.Submission;
import fr.fabrique.idea.Submission.NewIdea;
import fr.fabrique.rehearsal.TasklistClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the tests of the guard share: people at their browsers, and ideas before the jury. */
@FabriqueTest
abstract class GuardTest {

  static final String ENGINE = "/camunda/api/engine/engine/default";

  static final ObjectMapper JSON = new ObjectMapper();

  private static final Map<String, TasklistClient> BROWSERS = new ConcurrentHashMap<>();
  private static final AtomicInteger IDEAS = new AtomicInteger();

  @LocalServerPort int port;
  @Autowired TaskService tasks;
  @Autowired Submission submission;

  String base() {
    return "http://127.0.0.1:" + port;
  }

  /** The person's browser, signed in once. */
  TasklistClient as(String account) {
    return BROWSERS.computeIfAbsent(
        port + "/" + account,
        key -> new TasklistClient(base()).signIn(account, DemoPeople.PASSWORD));
  }

  /** Hands in an idea and sends it to the jury; answers its id. */
  String ideaBeforeTheJury() {
    String idea = submittedIdea();
    Task screening = open(idea, "task_screen_idea").get(0);
    TasklistClient animator = as("animator");
    animator.claim(screening.getId(), "animator");
    assertThat(animator.submit(screening.getId(), Map.of("screening", "to_jury")).statusCode())
        .isEqualTo(204);
    return idea;
  }

  String submittedIdea() {
    int number = IDEAS.incrementAndGet();
    return submission.submit(
        "permanent",
        "author",
        new NewIdea(
            null,
            "Guarded idea %d of %s".formatted(number, getClass().getSimpleName()),
            "Every request for leave is still typed twice, number %d.".formatted(number),
            "One form that both offices read, with the signature kept beside it.",
            null,
            null,
            null,
            null,
            List.of(),
            null));
  }

  /** The open tasks of this kind on the idea, whatever diagram they are in. */
  List<Task> open(String idea, String kind) {
    return tasks
        .createTaskQuery()
        .processInstanceBusinessKey(idea)
        .taskDefinitionKey(kind)
        .orderByTaskAssignee()
        .asc()
        .list();
  }

  List<Task> reviews(String idea) {
    return open(idea, "task_review_idea");
  }

  /** A complete review whose every text carries the words. */
  static Map<String, Object> review(String words, int score) {
    Map<String, Object> answers = new LinkedHashMap<>();
    answers.put("recusal", "none");
    for (String criterion : List.of("relevance", "impact", "feasibility", "originality")) {
      answers.put(criterion, String.valueOf(score));
      answers.put(criterion + "_comment", words + " on " + criterion);
    }
    answers.put("advice", "incubate");
    answers.put("confidence", "high");
    answers.put("valued", words + " to the author");
    answers.put("comment_to_jury", words + " to the jury");
    return answers;
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException notJson) {
      throw new UncheckedIOException(notJson);
    }
  }

  /** Sends a call written as {@code METHOD /path}, with a body or null. */
  static HttpResponse<String> send(TasklistClient browser, String call, String body) {
    int space = call.indexOf(' ');
    return browser.call(call.substring(0, space), call.substring(space + 1), body);
  }
}
