package fr.fabrique.engine.form;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.CamundaFormDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.springframework.stereotype.Component;

/** Finds the form that was deployed together with a task's process. */
@Component
class FormContracts {

  private final Cache<String, FormContract> read = Caffeine.newBuilder().maximumSize(1_000).build();

  FormContract of(TaskEntity task) {
    CommandContext command = Context.getCommandContext();
    ProcessDefinitionEntity process =
        command
            .getProcessEngineConfiguration()
            .getDeploymentCache()
            .findDeployedProcessDefinitionById(task.getProcessDefinitionId());
    String formKey =
        (String)
            task.getTaskDefinition()
                .getFormDefinition()
                .getCamundaFormDefinitionKey()
                .getValue(task);
    CamundaFormDefinitionEntity form =
        command
            .getCamundaFormDefinitionManager()
            .findDefinitionByDeploymentAndKey(process.getDeploymentId(), formKey);
    if (form == null) {
      throw new IllegalStateException(
          "The form '%s' of the task '%s' was not deployed with its process."
              .formatted(formKey, task.getTaskDefinitionKey()));
    }
    return read.get(
        form.getId(),
        id ->
            FormContract.read(
                command
                    .getResourceManager()
                    .findResourceByDeploymentIdAndResourceName(
                        form.getDeploymentId(), form.getResourceName())
                    .getBytes()));
  }
}
