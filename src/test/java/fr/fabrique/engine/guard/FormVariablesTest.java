package fr.fabrique.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fr.fabrique.rehearsal.TasklistClient;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An opened form gets the dossier that it shows, and no process variable. */
class FormVariablesTest extends GuardTest {

  @Autowired RuntimeService runtime;

  @Test
  void a_review_form_gets_the_idea_and_no_process_variable() {
    String idea = ideaBeforeTheJury();
    Task review = reviews(idea).get(0);
    JsonNode dossier = as(review.getAssignee()).formVariables(review.getId());
    assertThat(dossier.path("idea_title").path("value").asText()).contains("Guarded idea");

    List<String> variables =
        new ArrayList<>(runtime.getVariables(review.getExecutionId()).keySet());
    assertThat(variables)
        .contains("nrOfInstances", "nrOfCompletedInstances", "loopCounter", "juror", "seats");
    assertThat(dossier.path("recusal").path("value").isNull()).isTrue();
    variables.remove("recusal");
    assertThat(names(dossier)).doesNotContainAnyElementsOf(variables);
  }

  @Test
  void asking_for_a_process_variable_by_name_yields_nothing() {
    Task review = reviews(ideaBeforeTheJury()).get(0);
    TasklistClient juror = as(review.getAssignee());
    String path = ENGINE + "/task/" + review.getId() + "/form-variables?variableNames=";
    assertThat(names(json(juror.get(path + "nrOfCompletedInstances,juror,author").body())))
        .isEmpty();
    assertThat(names(json(juror.get(path + "idea_title,nrOfInstances").body())))
        .containsExactly("idea_title");
  }

  @Test
  void administrators_get_no_more_from_a_form() {
    Task review = reviews(ideaBeforeTheJury()).get(0);
    assertThat(names(as("admin").formVariables(review.getId())))
        .contains("idea_title")
        .doesNotContain("nrOfInstances", "juror", "author");
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
