package fr.fabrique.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.rehearsal.TasklistClient;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whatever nonsense somebody sends, the answer says that it is theirs to mend: never a 5xx. */
class BadInputTest extends GuardTest {

  private static final String LONG = "x".repeat(5_000);

  @Autowired FilterService filters;

  private static final List<String> BODIES =
      List.of(
          "",
          "{",
          "[]",
          "null",
          "\"text\"",
          "{\"userId\":",
          "{\"userId\":\"%s\"}".formatted(LONG),
          "{\"userId\":{\"a\":1}}",
          "{\"userId\":\"\\u0000\"}",
          "{\"variables\":[]}",
          "{\"variables\":{\"a\":1}}",
          "{\"variables\":{\"a\":null}}",
          "{\"variables\":{\"a\":{\"type\":\"Nonsense\",\"value\":1}}}",
          "{\"variables\":{\"%s\":{\"value\":1}}}".formatted(LONG),
          "{\"nameLike\":\"%s\"}".formatted(LONG),
          "{\"nameLike\":[1]}",
          "{\"assignee\":\"%s\"}".formatted(LONG),
          "{\"name\":17}",
          "{\"active\":\"perhaps\"}",
          "{\"dueBefore\":\"not a date\"}",
          "{\"createdAfter\":\"2027-13-45T99:99:99.000+0000\"}",
          "{\"sorting\":[{\"sortBy\":\"nonsense\",\"sortOrder\":\"asc\"}]}",
          "{\"sorting\":[{\"sortBy\":\"created\",\"sortOrder\":\"sideways\"}]}",
          "{\"sorting\":[{\"sortBy\":\"created\"}]}",
          "{\"sorting\":[null]}",
          "{\"sorting\":{}}",
          "{\"orQueries\":{}}",
          "{\"orQueries\":[null]}",
          "{\"orQueries\":[{\"orQueries\":[]}]}",
          "{\"orQueries\":[{\"sorting\":[]}]}",
          "{\"firstResult\":\"x\"}",
          "{}",
          "{\"processInstanceIds\":[]}",
          "{\"processInstanceIds\":[null]}",
          "{\"migrationPlan\":{}}",
          "[".repeat(2_000));

  @Test
  void no_call_of_a_juror_ends_in_a_server_error() {
    Task review = reviews(ideaBeforeTheJury()).get(0);
    String filter = filters.createFilterQuery().filterName("My tasks").singleResult().getId();
    TasklistClient juror = as(review.getAssignee());
    List<String> calls = new ArrayList<>();
    for (String task : List.of(review.getId(), "unknown", LONG, "a%20b", "%C3%A9")) {
      for (String call :
          List.of(
              "GET /task/%s",
              "GET /task/%s/form",
              "GET /task/%s/deployed-form",
              "GET /task/%s/form-variables",
              "POST /task/%s/claim",
              "POST /task/%s/submit-form",
              "GET /process-definition/%s/xml",
              "POST /filter/%s/list")) {
        calls.add(call.replace("%s", task));
      }
    }
    calls.addAll(
        List.of(
            "POST /filter/" + filter + "/list",
            "POST /filter/" + filter + "/list?firstResult=-1&maxResults=-1",
            "POST /filter/" + filter + "/list?firstResult=x",
            "POST /filter/" + filter + "/list?maxResults=99999999999",
            "POST /task",
            "POST /task?firstResult=999999999&maxResults=999999999",
            "GET /task?assignee=" + LONG,
            "GET /task?processInstanceId=%00",
            "GET /task?maxResults=",
            "GET /filter?itemCount=perhaps",
            "GET /filter?resourceType=" + LONG,
            "GET /filter/count?resourceType=nonsense",
            "POST /group",
            "POST /group?firstResult=-5",
            "PUT /user/" + review.getAssignee() + "/profile",
            "PUT /user/" + review.getAssignee() + "/credentials",
            "POST /identity/password-policy"));
    expectNoServerError(juror, calls, 1);
    String self = review.getAssignee();
    for (String body :
        List.of(
            "{\"id\":\"%s\",\"firstName\":\"%s\"}".formatted(self, LONG),
            "{\"id\":\"%s\",\"lastName\":\"%s\"}".formatted(self, LONG),
            "{\"id\":\"%s\",\"email\":\"%s\"}".formatted(self, LONG))) {
      assertThat(juror.call("PUT", ENGINE + "/user/" + self + "/profile", body).statusCode())
          .isEqualTo(400);
    }
    assertThat(
            juror
                .call(
                    "PUT",
                    ENGINE + "/user/" + self + "/credentials",
                    "{\"password\":\"%s\"}".formatted(LONG))
                .statusCode())
        .isEqualTo(400);
    assertThat(tasks.createTaskQuery().taskId(review.getId()).count()).isEqualTo(1);
  }

  @Test
  void no_query_of_an_administrator_ends_in_a_server_error() {
    List<String> calls = new ArrayList<>();
    for (String path :
        List.of(
            "/task",
            "/task/count",
            "/history/task",
            "/process-instance",
            "/process-instance/count",
            "/variable-instance",
            "/execution",
            "/history/process-instance",
            "/history/process-instance/count",
            "/history/activity-instance",
            "/user",
            "/group",
            "/job",
            "/incident")) {
      calls.add("POST " + path);
    }
    for (String path :
        List.of(
            "/task?dueBefore=nonsense",
            "/task?firstResult=-1",
            "/task?orQueries=x",
            "/task?priority=x",
            "/history/task?startedAfter=nonsense",
            "/process-instance/unknown",
            "/process-instance/unknown/variables",
            "/process-instance/unknown/activity-instances",
            "/execution/unknown/localVariables",
            "/task/unknown/variables",
            "/task/unknown/localVariables",
            "/task/unknown/comment",
            "/task/unknown/identity-links",
            "/task/unknown/rendered-form",
            "/history/user-operation?taskId=unknown",
            "/variable-instance/unknown",
            "/process-definition/unknown",
            "/process-definition/key/unknown",
            "/process-definition/unknown/form-variables",
            "/user/unknown/profile",
            "/group/unknown",
            "/job/unknown",
            "/job/unknown/stacktrace",
            "/deployment/unknown",
            "/deployment/unknown/resources",
            "/authorization/unknown",
            "/filter/unknown",
            "/filter/unknown/count")) {
      calls.add("GET " + path);
    }
    calls.addAll(
        List.of(
            "POST /task/unknown/assignee",
            "POST /task/unknown/delegate",
            "POST /task/unknown/resolve",
            "POST /task/unknown/claim",
            "POST /task/unknown/submit-form",
            "POST /task/unknown/bpmnError",
            "DELETE /task/unknown",
            "DELETE /process-instance/unknown",
            "DELETE /deployment/unknown",
            "POST /process-definition/key/unknown/start",
            "POST /process-instance/unknown/variables",
            "POST /migration/generate",
            "POST /migration/validate",
            "POST /migration/execute",
            "POST /message",
            "POST /signal",
            "POST /job/unknown/execute",
            "POST /decision-definition/key/unknown/evaluate",
            "POST /filter/create",
            "POST /user/create",
            "POST /group/create",
            "POST /authorization/create"));
    expectNoServerError(as("admin"), calls, 3);
  }

  @Test
  void an_answer_of_any_type_and_value_is_refused_as_a_problem() {
    Task review = reviews(ideaBeforeTheJury()).get(0);
    List<String> errors = new ArrayList<>();
    for (String type :
        List.of(
            "File",
            "Bytes",
            "Object",
            "Xml",
            "Json",
            "Date",
            "Null",
            "String",
            "Integer",
            "Long",
            "Short",
            "Double",
            "Boolean",
            "Number",
            "file",
            "",
            " ",
            "Nonsense")) {
      for (String value :
          List.of("\"eA==\"", "\"\"", "null", "17", "1.5", "true", "[1]", "{\"a\":1}")) {
        for (String info : List.of("", ",\"valueInfo\":{}", ",\"valueInfo\":{\"filename\":17}")) {
          String body =
              "{\"variables\":{\"comment_to_jury\":{\"type\":\"%s\",\"value\":%s%s}}}"
                  .formatted(type, value, info);
          for (String person : List.of(review.getAssignee(), "admin")) {
            HttpResponse<String> answer =
                as(person).call("POST", ENGINE + "/task/" + review.getId() + "/submit-form", body);
            String kind = answer.headers().firstValue("Content-Type").orElse("none");
            boolean problem =
                kind.startsWith("application/problem+json")
                    && json(answer.body()).path("status").asInt() == answer.statusCode()
                    && !json(answer.body()).path("title").asText().isBlank()
                    && json(answer.body())
                        .path("detail")
                        .asText()
                        .equals(json(answer.body()).path("message").asText());
            boolean refused =
                answer.statusCode() == 400 || person.equals("admin") && answer.statusCode() == 403;
            if (!refused || !problem) {
              errors.add("%d %s %s %s".formatted(answer.statusCode(), kind, person, body));
            }
          }
        }
      }
    }
    assertThat(errors).isEmpty();
    assertThat(tasks.createTaskQuery().taskId(review.getId()).count()).isEqualTo(1);
  }

  @Test
  void a_broken_file_of_an_administrator_is_theirs_to_mend() {
    String task = reviews(ideaBeforeTheJury()).get(0).getId();
    String part = "--b\r\nContent-Disposition: form-data; name=\"data\"";
    List<String> errors = new ArrayList<>();
    for (String call :
        List.of(
            "POST /deployment/create",
            "POST /task/" + task + "/attachment/create",
            "POST /execution/unknown/localVariables/a/data",
            "POST /process-instance/unknown/variables/a/data",
            "POST /task",
            "POST /task/" + task + "/claim",
            "POST /filter/create")) {
      for (String type :
          List.of(
              "multipart/form-data; boundary=b",
              "multipart/form-data",
              "multipart/form-data; boundary=",
              "multipart/mixed; boundary=b",
              "multipart/nonsense",
              "application/x-www-form-urlencoded",
              "text/plain",
              "nonsense")) {
        for (String body :
            List.of(
                "",
                "x",
                "--b",
                "--b--\r\n",
                part,
                part + "\r\n\r\nx",
                part + "\r\n\r\nx\r\n--b--\r\n",
                part + "; filename=\"a.bpmn\"\r\n\r\n<half\r\n--b--\r\n",
                part + "; filename=\"\"\r\n\r\nx\r\n--b--\r\n",
                "--b\r\nContent-Disposition: nonsense\r\n\r\nx\r\n--b--\r\n",
                "--b\r\n\r\nx\r\n--b--\r\n")) {
          HttpResponse<String> answer =
              as("admin").call("POST", ENGINE + call.substring(call.indexOf('/')), type, body);
          boolean told =
              answer.statusCode() < 400 || !json(answer.body()).path("message").asText().isBlank();
          if (answer.statusCode() >= 500 || !told) {
            errors.add(
                "%d %s %s %s %s"
                    .formatted(answer.statusCode(), call, type, body, shortened(answer.body())));
          }
        }
      }
    }
    assertThat(errors).isEmpty();
  }

  @Test
  void a_review_given_twice_is_kept_as_it_came_first() {
    Task review = reviews(ideaBeforeTheJury()).get(0);
    TasklistClient juror = as(review.getAssignee());
    assertThat(juror.submit(review.getId(), review("Done", 3)).statusCode()).isEqualTo(204);
    HttpResponse<String> again = juror.submit(review.getId(), review("Done", 3));
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(json(again.body()).path("message").asText()).contains("already");
    HttpResponse<String> ofNobody = as("author").submit(review.getId(), review("Mine", 3));
    assertThat(ofNobody.statusCode()).isEqualTo(404);
    assertThat(json(ofNobody.body()).path("message").asText()).contains("No matching task");
  }

  @Test
  void a_task_that_a_colleague_took_first_is_a_conflict() {
    Task screening = open(submittedIdea(), "task_screen_idea").get(0);
    tasks.setAssignee(screening.getId(), "admin");
    HttpResponse<String> late = as("animator").claim(screening.getId(), "animator");
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(json(late.body()).path("message").asText()).isNotBlank();
  }

  @Test
  void more_than_two_megabytes_is_too_large() {
    Task review = reviews(ideaBeforeTheJury()).get(0);
    Map<String, Object> answers = review("Long", 3);
    answers.put("comment_to_jury", "x".repeat(2_100_000));
    for (String person : List.of(review.getAssignee(), "admin")) {
      assertThat(as(person).submit(review.getId(), answers).statusCode()).isEqualTo(413);
    }
    assertThat(tasks.createTaskQuery().taskId(review.getId()).count()).isEqualTo(1);
  }

  /** Of the bodies every so many, beginning with another one for each call. */
  private static List<String> every(int step, int call) {
    return IntStream.iterate(call % step, at -> at < BODIES.size(), at -> at + step)
        .mapToObj(BODIES::get)
        .toList();
  }

  private static void expectNoServerError(TasklistClient person, List<String> calls, int each) {
    List<String> errors = new ArrayList<>();
    for (int number = 0; number < calls.size(); number++) {
      String call = calls.get(number);
      int space = call.indexOf(' ');
      String method = call.substring(0, space);
      String path = ENGINE + call.substring(space + 1);
      List<String> bodies = method.equals("GET") ? List.of("") : every(each, number);
      for (String body : bodies) {
        HttpResponse<String> answer = person.call(method, path, body.isEmpty() ? null : body);
        if (answer.statusCode() >= 500) {
          errors.add(
              "%d %s %s: %s"
                  .formatted(
                      answer.statusCode(),
                      call,
                      shortened(body),
                      shortened(json(answer.body()).path("message").asText())));
        } else if (answer.statusCode() >= 400
            && json(answer.body()).path("message").asText().isBlank()) {
          errors.add(
              "no message: %d %s %s: %s"
                  .formatted(
                      answer.statusCode(),
                      call,
                      shortened(body),
                      shortened(json(answer.body()).path("message").asText())));
        }
      }
    }
    assertThat(errors).isEmpty();
  }

  private static String shortened(String text) {
    return text.length() <= 120 ? text : text.substring(0, 120) + "…";
  }
}
