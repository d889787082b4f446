package fr.fabrique.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.rehearsal.TasklistClient;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Jurors judge on their own. Until the jury is done, nobody outside it can tell what a juror wrote,
 * nor how many have finished: whatever they ask, they get the same answers as before.
 */
class IndependenceTest extends GuardTest {

  private static final String CANARY = "Quetzal";

  @Autowired FilterService filters;
  @Autowired RuntimeService runtime;
  @Autowired ManagementService jobs;

  @Test
  void two_finished_reviews_leave_no_trace_for_anybody_else() {
    String idea = ideaBeforeTheJury();
    List<Task> reviews = reviews(idea);
    assertThat(reviews).hasSize(3);
    Task first = reviews.get(0);
    Task second = reviews.get(1);
    Task third = reviews.get(2);
    List<String> calls = calls(idea, reviews);

    List<String> onlookers = List.of(third.getAssignee(), "author", "author2", "owner", "sponsor");
    Map<String, Map<String, String>> before = new LinkedHashMap<>();
    onlookers.forEach(person -> before.put(person, answers(person, calls)));

    submit(first, 5);
    Map<String, String> firstJurorAlone = answers(first.getAssignee(), calls);
    submit(second, 0);

    onlookers.forEach(
        person -> {
          Map<String, String> after = answers(person, calls);
          after.forEach(
              (call, answer) -> {
                assertThat(answer).as("%s: %s", person, call).doesNotContain(CANARY);
                assertThat(answer)
                    .as("%s: %s", person, call)
                    .isEqualTo(before.get(person).get(call));
              });
        });
    answers(first.getAssignee(), calls)
        .forEach(
            (call, answer) -> assertThat(answer).as(call).isEqualTo(firstJurorAlone.get(call)));
  }

  @Test
  void the_third_juror_sees_the_review_form_as_the_first_one_did() {
    List<Task> reviews = reviews(ideaBeforeTheJury());
    String path = "/form-variables?deserializeValues=false";
    Task third = reviews.get(2);
    String before = as(third.getAssignee()).get(ENGINE + "/task/" + third.getId() + path).body();
    submit(reviews.get(0), 5);
    submit(reviews.get(1), 4);
    carryOn(third.getProcessInstanceId());
    assertThat(runtime.getVariable(third.getExecutionId(), "nrOfCompletedInstances")).isEqualTo(2);
    assertThat(as(third.getAssignee()).get(ENGINE + "/task/" + third.getId() + path).body())
        .isEqualTo(before)
        .contains("idea_title");
  }

  private void carryOn(String instance) {
    jobs.createJobQuery()
        .processInstanceId(instance)
        .messages()
        .list()
        .forEach(job -> jobs.executeJob(job.getId()));
  }

  private void submit(Task review, int score) {
    HttpResponse<String> answer =
        as(review.getAssignee()).submit(review.getId(), review(CANARY, score));
    assertThat(answer.statusCode()).isEqualTo(204);
  }

  /** All that Tasklist, Welcome and the API may ask, and much of what they may not. */
  private List<String> calls(String idea, List<Task> reviews) {
    List<String> calls = new ArrayList<>();
    for (Task review : reviews) {
      String task = ENGINE + "/task/" + review.getId();
      for (String what :
          List.of(
              "",
              "/form",
              "/deployed-form",
              "/form-variables",
              "/form-variables?variableNames=nrOfCompletedInstances,reviews,mean",
              "/rendered-form",
              "/variables",
              "/localVariables",
              "/comment",
              "/attachment",
              "/identity-links",
              "?withTaskVariablesInReturn=true")) {
        calls.add("GET " + task + what);
      }
      calls.add("GET " + ENGINE + "/task?assignee=" + review.getAssignee());
      calls.add("GET " + ENGINE + "/task?processInstanceId=" + review.getProcessInstanceId());
      calls.add("POST " + ENGINE + "/task {\"assignee\":\"" + review.getAssignee() + "\"}");
      calls.add("GET " + ENGINE + "/history/task?taskId=" + review.getId());
      calls.add("GET " + ENGINE + "/history/user-operation?taskId=" + review.getId());
      calls.add("GET " + ENGINE + "/history/user-operation/count?taskId=" + review.getId());
    }
    String instance = reviews.get(0).getProcessInstanceId();
    for (String path :
        List.of(
            "/process-instance/" + instance,
            "/process-instance/" + instance + "/variables",
            "/process-instance/" + instance + "/activity-instances",
            "/variable-instance?processInstanceIdIn=" + instance,
            "/execution?processInstanceId=" + instance,
            "/execution/count?processInstanceId=" + instance,
            "/history/variable-instance?processInstanceId=" + instance,
            "/history/detail?processInstanceId=" + instance,
            "/history/activity-instance?processInstanceId=" + instance,
            "/history/activity-instance/count?processInstanceId=" + instance + "&finished=true",
            "/history/task/count?processInstanceId=" + instance + "&finished=true",
            "/history/process-instance/" + instance,
            "/history/decision-instance",
            "/job?processInstanceId=" + instance,
            "/job/count?processInstanceId=" + instance,
            "/task/count",
            "/task/count?processInstanceId=" + instance,
            "/task/report/candidate-group-count",
            "/process-definition/key/jury_review/statistics",
            "/filter",
            "/filter/count")) {
      calls.add("GET " + ENGINE + path);
    }
    for (Filter filter : listsOfThisChallenge()) {
      String list = ENGINE + "/filter/" + filter.getId();
      calls.add("GET " + list + "/count");
      calls.add("GET " + list + "/list");
      for (String search :
          List.of(
              "{}",
              "{\"nameLike\":\"%Guarded%\"}",
              "{\"assignee\":\"" + reviews.get(0).getAssignee() + "\"}",
              "{\"orQueries\":[{\"nameLike\":\"%\"}]}",
              "{\"processVariables\":[{\"name\":\"nrOfCompletedInstances\",\"operator\":\"gteq\","
                  + "\"value\":2}]}",
              "{\"sorting\":[{\"sortBy\":\"created\",\"sortOrder\":\"asc\"}]}")) {
        calls.add("POST " + list + "/list " + search);
      }
    }
    for (String path :
        List.of(
            "/api/ideas/" + idea,
            "/api/challenges",
            "/api/challenges/permanent",
            "/api/challenges/permanent/ideas",
            "/api/ideas")) {
      calls.add("GET " + path);
    }
    return calls;
  }

  /** Other tests leave challenges behind, each with a list of its own. */
  private List<Filter> listsOfThisChallenge() {
    return filters.createFilterQuery().list().stream()
        .filter(
            list -> {
              String key = String.valueOf(list.getProperties().get("fabrique"));
              return !key.startsWith("challenge") || key.endsWith("permanent");
            })
        .toList();
  }

  private Map<String, String> answers(String person, List<String> calls) {
    TasklistClient browser = as(person);
    Map<String, String> answers = new LinkedHashMap<>();
    for (String call : calls) {
      String[] parts = call.split(" ", 3);
      HttpResponse<String> answer =
          browser.call(parts[0], parts[1], parts.length == 3 ? parts[2] : null);
      answers.put(call, answer.statusCode() + " " + answer.body());
    }
    return answers;
  }
}
