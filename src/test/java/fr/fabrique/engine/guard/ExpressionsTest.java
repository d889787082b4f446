package fr.fabrique.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.filter.Filter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** No expression that somebody sends is ever evaluated, whoever sends it and wherever it hides. */
class ExpressionsTest extends GuardTest {

  private static final String HOSTILE = "${''.getClass().forName('java.lang.Runtime')}";

  @Autowired FilterService filters;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"assigneeExpression\":\"%s\"}",
        "{\"orQueries\":[{\"assigneeExpression\":\"%s\"}]}",
        "{\"orQueries\":[{\"name\":\"a\"},{\"candidateGroupsExpression\":\"%s\"}]}",
        "{\"dueBeforeExpression\":\"%s\"}",
        "{\"a\":[[{\"b\":{\"involvedUserExpression\":\"%s\"}}]]}",
        "{\"\\u0061ssigneeExpressio\\u006e\":\"%s\"}",
        "{} {\"assigneeExpression\":\"%s\"}"
      })
  void an_expression_is_refused_on_every_query(String query) {
    String body = query.formatted(HOSTILE);
    String filter = myTasks();
    for (String path :
        List.of(
            "/task",
            "/task/count",
            "/filter/" + filter + "/list",
            "/filter/" + filter + "/count",
            "/filter/" + filter + "/singleResult",
            "/history/task",
            "/execution",
            "/process-instance",
            "/variable-instance")) {
      for (String person : List.of("juror1", "admin")) {
        HttpResponse<String> answer = as(person).call("POST", ENGINE + path, body);
        assertThat(answer.statusCode()).as("%s as %s: %s", path, person, body).isEqualTo(400);
        assertThat(json(answer.body()).path("message").asText()).isNotBlank();
      }
    }
  }

  @Test
  void an_expression_in_an_address_is_refused() {
    for (String person : List.of("juror1", "admin")) {
      for (String path : List.of("/task", "/task/count", "/history/task")) {
        assertThat(
                as(person)
                    .get(ENGINE + path + "?assigneeExpression=%24%7BcurrentUser()%7D")
                    .statusCode())
            .isEqualTo(400);
        assertThat(as(person).get(ENGINE + path + "?%61ssigneeExpressio%6E=x").statusCode())
            .isEqualTo(400);
      }
    }
  }

  @Test
  void a_stored_filter_cannot_carry_an_expression() {
    String filter =
        """
        {"resourceType":"Task","name":"hostile","owner":"admin",
         "query":{"orQueries":[{"taskAssignee":"x","assigneeExpression":"%s"}]}}
        """
            .formatted(HOSTILE);
    long before = filters.createFilterQuery().count();
    assertThat(as("admin").call("POST", ENGINE + "/filter/create", filter).statusCode())
        .isEqualTo(400);
    assertThat(as("admin").call("PUT", ENGINE + "/filter/" + myTasks(), filter).statusCode())
        .isEqualTo(400);
    assertThat(filters.createFilterQuery().count()).isEqualTo(before);
  }

  @Test
  void the_expressions_of_the_ready_made_lists_may_pass() {
    for (String expression :
        List.of("${currentUser()}", "${now()}", "${dateTime().plusWeeks(1)}")) {
      String key = expression.contains("User") ? "assigneeExpression" : "dueBeforeExpression";
      String filter =
          "{\"resourceType\":\"Task\",\"name\":\"mine\",\"query\":{\"%s\":\"%s\"}}"
              .formatted(key, expression);
      HttpResponse<String> created = as("admin").call("POST", ENGINE + "/filter/create", filter);
      assertThat(created.statusCode()).isEqualTo(200);
      filters.deleteFilter(json(created.body()).path("id").asText());
    }
  }

  @Test
  void bodies_that_two_readers_could_read_differently_are_refused() {
    String twice = "{\"processVariables\":[],\"processVariables\":[{\"name\":\"x\"}]}";
    assertThat(as("juror1").call("POST", ENGINE + "/task", twice).statusCode()).isEqualTo(400);
    assertThat(as("admin").call("POST", ENGINE + "/task", twice).statusCode()).isEqualTo(400);
  }

  private String myTasks() {
    Filter filter = filters.createFilterQuery().list().get(0);
    return filter.getId();
  }
}
