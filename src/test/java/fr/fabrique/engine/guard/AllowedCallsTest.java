package fr.fabrique.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.fabrique.rehearsal.TasklistClient;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** People make the calls that Tasklist and Welcome make for them, and no others. */
class AllowedCallsTest extends GuardTest {

  @Autowired FilterService filters;
  @Autowired IdentityService identity;
  @Autowired RuntimeService runtime;

  @Test
  void tasklist_and_welcome_work() {
    Task review = reviews(ideaBeforeTheJury()).get(0);
    String person = review.getAssignee();
    String task = ENGINE + "/task/" + review.getId();
    TasklistClient juror = as(person);
    for (String call :
        List.of(
            "GET /camunda/api/engine/engine/",
            "GET /camunda/api/admin/auth/user/default",
            "GET /camunda/api/tasklist/plugin/tasklistPlugins/static/app/plugin.js?bust=7.24.0",
            "GET " + ENGINE + "/user/" + person + "/profile",
            "GET " + ENGINE + "/group/count?member=" + person,
            "GET " + ENGINE + "/filter/count?itemCount=false&resourceType=Task",
            "GET "
                + ENGINE
                + "/filter?firstResult=0&maxResults=2000&itemCount=false"
                + "&resourceType=Task",
            "OPTIONS " + ENGINE + "/filter",
            "GET " + task,
            "GET " + task + "/form",
            "GET " + task + "/deployed-form?noCache=1",
            "GET " + task + "/form-variables?deserializeValues=false",
            "GET "
                + ENGINE
                + "/task?assignee="
                + person
                + "&processInstanceId="
                + review.getProcessInstanceId()
                + "&maxResults=15")) {
      assertThat(send(juror, call, null).statusCode()).as(call).isEqualTo(200);
    }
    assertThat(
            send(
                    juror,
                    "POST " + ENGINE + "/group?maxResults=25&firstResult=0",
                    "{\"firstResult\":0,\"maxResults\":25,\"member\":\"%s\"}".formatted(person))
                .statusCode())
        .isEqualTo(200);
    HttpResponse<String> listed =
        send(
            juror,
            "POST "
                + ENGINE
                + "/filter/"
                + filter("My tasks")
                + "/list?firstResult=0&maxResults=15",
            """
            {"processVariables":[],"taskVariables":[],"caseInstanceVariables":[],"firstResult":0,
             "maxResults":15,"sorting":[{"sortBy":"dueDate","sortOrder":"asc"}],"active":true,
             "nameLike":"%%%s"}
            """
                .formatted(review.getName()));
    assertThat(listed.statusCode()).isEqualTo(200);
    assertThat(listed.body()).contains(review.getId());
  }

  @Test
  void nobody_but_an_administrator_calls_anything_else() {
    Task review = reviews(ideaBeforeTheJury()).get(0);
    String task = "/task/" + review.getId();
    for (String call :
        List.of(
            "POST " + task + "/complete",
            "POST " + task + "/resolve",
            "POST " + task + "/unclaim",
            "POST " + task + "/delegate",
            "POST " + task + "/assignee",
            "POST " + task + "/bpmnError",
            "POST " + task + "/bpmnEscalation",
            "GET " + task + "/variables",
            "POST " + task + "/variables",
            "PUT " + task + "/variables/recusal",
            "GET " + task + "/variables/nrOfCompletedInstances",
            "DELETE " + task + "/variables/juror",
            "GET " + task + "/localVariables",
            "PUT " + task + "/localVariables/x",
            "POST " + task + "/localVariables",
            "GET " + task + "/rendered-form",
            "GET " + task + "/comment",
            "POST " + task + "/comment/create",
            "GET " + task + "/attachment",
            "POST " + task + "/attachment/create",
            "GET " + task + "/identity-links",
            "POST " + task + "/identity-links",
            "PUT " + task,
            "DELETE " + task,
            "POST /task/create",
            "POST /task/count",
            "GET /task/count",
            "GET /task/report/candidate-group-count",
            "POST /filter/create",
            "PUT /filter/" + filter("My tasks"),
            "DELETE /filter/" + filter("My tasks"),
            "GET /filter/" + filter("My tasks") + "/count",
            "POST /filter/" + filter("My tasks") + "/singleResult",
            "GET /history/task",
            "POST /history/variable-instance",
            "GET /history/detail",
            "GET /history/user-operation?taskId=" + review.getId(),
            "GET /history/activity-instance",
            "GET /history/decision-instance",
            "GET /variable-instance",
            "POST /variable-instance",
            "GET /execution",
            "GET /execution/" + review.getExecutionId() + "/localVariables",
            "GET /process-instance",
            "GET /process-instance/" + review.getProcessInstanceId() + "/variables",
            "GET /process-instance/" + review.getProcessInstanceId() + "/activity-instances",
            "POST /process-instance/" + review.getProcessInstanceId() + "/modification",
            "GET /process-definition",
            "POST /process-definition/key/idea_route/start",
            "POST /process-definition/key/idea_route/submit-form",
            "GET /process-definition/key/jury_review/statistics",
            "POST /message",
            "POST /signal",
            "POST /external-task/fetchAndLock",
            "GET /job",
            "GET /incident",
            "GET /deployment",
            "POST /deployment/create",
            "GET /authorization",
            "POST /authorization/create",
            "GET /authorization/check",
            "GET /user",
            "GET /user/count",
            "GET /user/admin/profile",
            "PUT /user/admin/profile",
            "PUT /user/admin/credentials",
            "DELETE /user/" + review.getAssignee(),
            "POST /user/create",
            "GET /group",
            "GET /group/count?member=admin",
            "POST /identity/verify",
            "GET /identity/groups?userId=admin",
            "GET /metrics",
            "GET /version",
            "POST /decision-definition/key/jury_verdict/evaluate")) {
      String body = call.startsWith("POST") || call.startsWith("PUT") ? "{}" : null;
      int space = call.indexOf(' ');
      HttpResponse<String> answer =
          as(review.getAssignee())
              .call(call.substring(0, space), ENGINE + call.substring(space + 1), body);
      assertThat(answer.statusCode()).as(call).isEqualTo(403);
      assertThat(json(answer.body()).path("message").asText())
          .as(call)
          .isEqualTo(json(answer.body()).path("detail").asText())
          .isNotBlank();
    }
    assertThat(tasks.createTaskQuery().taskId(review.getId()).count()).isEqualTo(1);
  }

  @Test
  void cockpit_and_admin_answer_administrators_only() {
    for (String path :
        List.of(
            "/camunda/api/cockpit/plugin/base/default/process-definition/statistics",
            "/camunda/api/admin/plugin/adminPlugins/static/app/plugin.js")) {
      assertThat(as("juror1").get(path).statusCode()).as(path).isEqualTo(403);
      assertThat(as("owner").get(path).statusCode()).as(path).isEqualTo(403);
      assertThat(as("admin").get(path).statusCode()).as(path).isEqualTo(200);
    }
  }

  @Test
  void a_path_written_otherwise_is_no_way_around() {
    Task review = reviews(ideaBeforeTheJury()).get(0);
    for (String path :
        List.of(
            "/task/%s/complete/",
            "/task/%s/comp%%6Cete",
            "//task/%s/complete",
            "/task/%s/./complete",
            "/task/%s/form/../complete",
            "/task/%s;x=y/complete",
            "/task/%s/complete;x=y",
            "/task/%s%%2Fcomplete")) {
      for (String person : List.of(review.getAssignee(), "admin")) {
        assertThat(
                as(person).call("POST", ENGINE + path.formatted(review.getId()), "{}").statusCode())
            .as(path)
            .isBetween(400, 499);
      }
    }
    assertThat(reviews(businessKey(review))).extracting(Task::getId).contains(review.getId());
  }

  @Test
  void the_form_is_the_contract_for_administrators_too() {
    Task review = reviews(ideaBeforeTheJury()).get(0);
    String task = "/task/" + review.getId();
    String instance = "/process-instance/" + review.getProcessInstanceId();
    String execution = "/execution/" + review.getExecutionId();
    for (String call :
        List.of(
            "POST " + task + "/complete",
            "POST " + task + "/resolve",
            "POST " + task + "/delegate",
            "POST " + task + "/bpmnError",
            "POST " + task + "/bpmnEscalation",
            "POST " + task + "/variables",
            "PUT " + task + "/variables/recusal",
            "POST " + task + "/variables/recusal/data",
            "DELETE " + task + "/variables/juror",
            "POST " + task + "/localVariables",
            "PUT " + task + "/localVariables/x",
            "POST " + task + "/localVariables/x/data",
            "DELETE " + task + "/localVariables/x",
            "POST /process-definition/key/idea_route/start",
            "POST /process-definition/key/idea_route/submit-form",
            "POST /process-definition/key/idea_route/tenant-id/t/start",
            "POST /process-definition/key/idea_route/tenant-id/t/submit-form",
            "POST /process-definition/" + review.getProcessDefinitionId() + "/start",
            "POST /process-definition/" + review.getProcessDefinitionId() + "/submit-form",
            "POST /message",
            "POST /signal",
            "POST /condition",
            "POST " + execution + "/signal",
            "POST " + execution + "/messageSubscriptions/m/trigger",
            "POST " + instance + "/modification",
            "POST " + instance + "/modification-async",
            "POST /modification/execute",
            "POST /modification/executeAsync",
            "POST /external-task/fetchAndLock",
            "POST /external-task/x/complete",
            "POST /external-task/x/bpmnError")) {
      HttpResponse<String> answer =
          send(as("admin"), call.replaceFirst(" ", " " + ENGINE), "{\"variables\":{}}");
      assertThat(answer.statusCode()).as(call).isEqualTo(403);
      assertThat(json(answer.body()).path("message").asText()).as(call).isNotBlank();
    }
    assertThat(tasks.createTaskQuery().taskId(review.getId()).count()).isEqualTo(1);
  }

  @Test
  void variables_are_never_handed_back() {
    Task review = reviews(ideaBeforeTheJury()).get(0);
    TasklistClient juror = as(review.getAssignee());
    String task = ENGINE + "/task";
    for (String call :
        List.of(
            "GET " + task + "/" + review.getId() + "?withTaskVariablesInReturn=true",
            "GET " + task + "/" + review.getId() + "?withTaskLocalVariablesInReturn=true",
            "GET " + task + "?withTaskVariablesInReturn=true",
            "GET " + task + "?processVariables=nrOfCompletedInstances_gteq_1",
            "GET " + task + "?taskVariables=x_eq_1",
            "GET " + task + "?sortBy=processVariable&sortOrder=asc")) {
      assertThat(send(juror, call, null).statusCode()).as(call).isEqualTo(403);
    }
    for (String body :
        List.of(
            "{\"withTaskVariablesInReturn\":true}",
            "{\"processVariables\":[{\"name\":\"x\",\"operator\":\"eq\",\"value\":1}]}",
            "{\"taskVariables\":[{\"name\":\"x\",\"operator\":\"eq\",\"value\":1}]}",
            "{\"caseInstanceVariables\":[{\"name\":\"x\",\"operator\":\"eq\",\"value\":1}]}",
            "{\"orQueries\":[{\"processVariables\":[{\"name\":\"x\",\"operator\":\"eq\","
                + "\"value\":1}]}]}",
            "{\"sorting\":[{\"sortBy\":\"processVariable\",\"sortOrder\":\"asc\","
                + "\"parameters\":{\"variable\":\"nrOfCompletedInstances\",\"type\":\"Integer\"}}]}",
            "{\"sorting\":[{\"sortBy\":\"executionVariable\",\"sortOrder\":\"asc\"}]}",
            "{\"variableNamesIgnoreCase\":true}",
            "{\"candidateGroup\":\"animators\"}")) {
      for (String path : List.of(task, ENGINE + "/filter/" + filter("My tasks") + "/list")) {
        assertThat(juror.call("POST", path, body).statusCode()).as(path + body).isEqualTo(403);
      }
    }
    Map<String, Object> answers = review("Fine", 3);
    ObjectNode forged = JSON.createObjectNode();
    answers.forEach(
        (key, value) -> forged.withObject("/variables/" + key).put("value", value.toString()));
    forged.put("withVariablesInReturn", true);
    assertThat(juror.post(task + "/" + review.getId() + "/submit-form", forged).statusCode())
        .isEqualTo(403);
    assertThat(tasks.createTaskQuery().taskId(review.getId()).count()).isEqualTo(1);
  }

  @Test
  void tasks_are_taken_for_oneself() {
    Task screening = open(submittedIdea(), "task_screen_idea").get(0);
    TasklistClient animator = as("animator");
    assertThat(animator.claim(screening.getId(), "juror1").statusCode()).isEqualTo(403);
    assertThat(assignee(screening)).isNull();
    assertThat(animator.claim(screening.getId(), "animator").statusCode()).isEqualTo(204);
    assertThat(assignee(screening)).isEqualTo("animator");
  }

  @Test
  void nobody_answers_a_task_that_a_colleague_has_taken() {
    Task screening = open(submittedIdea(), "task_screen_idea").get(0);
    tasks.setAssignee(screening.getId(), "somebody");
    assertThat(
            as("animator").submit(screening.getId(), Map.of("screening", "to_jury")).statusCode())
        .isEqualTo(403);
    assertThat(tasks.createTaskQuery().taskId(screening.getId()).count()).isEqualTo(1);
  }

  @Test
  void others_tasks_are_neither_listed_nor_opened() {
    List<Task> reviews = reviews(ideaBeforeTheJury());
    Task others = reviews.get(1);
    TasklistClient juror = as(reviews.get(0).getAssignee());
    String tasksOfOther = ENGINE + "/task?assignee=" + others.getAssignee();
    assertThat(json(juror.get(tasksOfOther).body())).isEmpty();
    assertThat(
            json(
                juror
                    .call(
                        "POST",
                        ENGINE + "/task",
                        "{\"assignee\":\"%s\"}".formatted(others.getAssignee()))
                    .body()))
        .isEmpty();
    for (String call : List.of("", "/form", "/deployed-form", "/form-variables")) {
      assertThat(juror.get(ENGINE + "/task/" + others.getId() + call).statusCode())
          .as(call)
          .isEqualTo(404);
    }
    assertThat(juror.submit(others.getId(), review("Forged", 0)).statusCode()).isEqualTo(404);
    assertThat(juror.claim(others.getId(), reviews.get(0).getAssignee()).statusCode())
        .isEqualTo(404);
    assertThat(assignee(others)).isEqualTo(others.getAssignee());
  }

  @Test
  void the_engines_own_setup_is_closed_even_while_there_is_no_administrator() {
    identity.deleteMembership("admin", Groups.CAMUNDA_ADMIN);
    try {
      String intruder =
          """
          {"profile":{"id":"intruder","firstName":"I","lastName":"N"},
           "credentials":{"password":"intruder-intruder"}}
          """;
      for (TasklistClient browser :
          List.of(new TasklistClient(base()), as("juror1"), as("admin"))) {
        HttpResponse<String> answer =
            browser.call("POST", "/camunda/api/admin/setup/default/user/create", intruder);
        assertThat(answer.statusCode()).isIn(302, 401, 403);
        assertThat(browser.get("/camunda/app/admin/default/setup/").statusCode())
            .isIn(302, 401, 403);
      }
      assertThat(identity.createUserQuery().userId("intruder").count()).isZero();
    } finally {
      identity.createMembership("admin", Groups.CAMUNDA_ADMIN);
    }
  }

  @Test
  void passwords_are_checked_at_our_own_sign_in_only() {
    for (String person : List.of("juror1", "admin")) {
      assertThat(
              as(person)
                  .call(
                      "POST",
                      ENGINE + "/identity/verify",
                      "{\"username\":\"admin\",\"password\":\"guess\"}")
                  .statusCode())
          .isEqualTo(403);
      assertThat(
              as(person)
                  .call("POST", "/camunda/api/admin/auth/user/default/login/tasklist", "{}")
                  .statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void there_is_no_other_door_to_the_engine() {
    for (String path : List.of("/engine-rest/engine", "/engine-rest/task", "/rest/engine")) {
      assertThat(new TasklistClient(base()).get(path).statusCode())
          .as(path)
          .isIn(302, 401, 403, 404);
      assertThat(as("admin").get(path).statusCode()).as(path).isIn(401, 403, 404);
    }
    for (String path : List.of("/task", "/engine", "/task/count", "/filter")) {
      assertThat(new TasklistClient(base()).get(ENGINE + path).statusCode())
          .as(path)
          .isIn(302, 401, 403);
    }
  }

  private String assignee(Task task) {
    return tasks.createTaskQuery().taskId(task.getId()).singleResult().getAssignee();
  }

  private String businessKey(Task task) {
    return tasks.createTaskQuery().taskId(task.getId()).list().stream()
        .map(Task::getProcessInstanceId)
        .map(
            id ->
                runtime
                    .createProcessInstanceQuery()
                    .processInstanceId(id)
                    .singleResult()
                    .getBusinessKey())
        .findFirst()
        .orElseThrow();
  }

  private String filter(String name) {
    return filters.createFilterQuery().filterName(name).singleResult().getId();
  }
}
