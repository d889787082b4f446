package fr.fabrique.engine.form;

import static org.camunda.bpm.engine.impl.util.EnsureUtil.ensureNotNull;

import java.util.Collection;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.form.FormField;
import org.camunda.bpm.engine.impl.FormServiceImpl;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.GetTaskFormVariablesCmd;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.impl.VariableMapImpl;
import org.springframework.stereotype.Component;

/**
 * Gives a form its dossier and nothing else. The stock engine adds every process variable in reach,
 * and with them how many jurors have finished.
 */
@Component
class DossierOnly extends AbstractProcessEnginePlugin {

  @Override
  public void preInit(ProcessEngineConfigurationImpl engine) {
    engine.setFormService(new Forms());
  }

  private static final class Forms extends FormServiceImpl {

    @Override
    public VariableMap getTaskFormVariables(
        String task, Collection<String> names, boolean deserialize) {
      return commandExecutor.execute(new OpenForm(task, names));
    }
  }

  private static final class OpenForm extends GetTaskFormVariablesCmd {

    private static final long serialVersionUID = 1L;

    OpenForm(String task, Collection<String> names) {
      super(task, names, false);
    }

    @Override
    public VariableMap execute(CommandContext command) {
      TaskEntity task = command.getTaskManager().findTaskById(resourceId);
      ensureNotNull(
          BadUserRequestException.class,
          "Cannot find task with id '" + resourceId + "'.",
          "task",
          task);
      checkGetTaskFormVariables(task, command);
      VariableMapImpl dossier = new VariableMapImpl();
      if (task.getTaskDefinition() != null) {
        for (FormField field :
            task.getTaskDefinition().getTaskFormHandler().createTaskForm(task).getFormFields()) {
          if (formVariableNames == null || formVariableNames.contains(field.getId())) {
            dossier.put(field.getId(), createVariable(field, task));
          }
        }
      }
      return dossier;
    }
  }
}
