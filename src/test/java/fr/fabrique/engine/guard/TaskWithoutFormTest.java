package fr.fabrique.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A task that an owner draws without a form takes no answers. */
class TaskWithoutFormTest extends GuardTest {

  @Autowired RepositoryService repository;
  @Autowired RuntimeService runtime;

  @Test
  void a_task_without_a_form_is_completed_but_takes_no_variables() {
    String deployment =
        repository
            .createDeployment()
            .addModelInstance(
                "formless.bpmn",
                Bpmn.createExecutableProcess("formless")
                    .camundaHistoryTimeToLiveString("P1D")
                    .startEvent()
                    .userTask("task_alone")
                    .camundaAssignee("author2")
                    .userTask("task_next")
                    .camundaAssignee("author2")
                    .endEvent()
                    .done())
            .deploy()
            .getId();
    try {
      String instance = runtime.startProcessInstanceByKey("formless").getId();
      Task task = tasks.createTaskQuery().processInstanceId(instance).singleResult();
      assertThat(as("author2").submit(task.getId(), Map.of("verdict", "incubate")).statusCode())
          .isEqualTo(400);
      assertThat(runtime.getVariables(instance)).doesNotContainKey("verdict");
      assertThat(as("author2").submit(task.getId(), Map.of()).statusCode()).isEqualTo(204);
      assertThat(
              tasks
                  .createTaskQuery()
                  .processInstanceId(instance)
                  .singleResult()
                  .getTaskDefinitionKey())
          .isEqualTo("task_next");
    } finally {
      repository.deleteDeployment(deployment, true);
    }
  }
}
