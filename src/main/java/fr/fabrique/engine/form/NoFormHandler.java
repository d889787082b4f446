package fr.fabrique.engine.form;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.form.TaskFormData;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.form.handler.TaskFormHandler;
import org.camunda.bpm.engine.impl.form.validator.FormFieldValidationException;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.engine.variable.VariableMap;

/** Serves a task that was drawn without a form: it can be completed, but it takes no answers. */
record NoFormHandler(TaskFormHandler original) implements TaskFormHandler {

  @Override
  public void parseConfiguration(
      Element element,
      DeploymentEntity deployment,
      ProcessDefinitionEntity process,
      BpmnParse parse) {
    original.parseConfiguration(element, deployment, process, parse);
  }

  @Override
  public TaskFormData createTaskForm(TaskEntity task) {
    return original.createTaskForm(task);
  }

  @Override
  public void submitFormVariables(VariableMap posted, VariableScope scope) {
    if (posted != null && !posted.isEmpty()) {
      throw new FormFieldValidationException(
          posted.keySet(), "This task has no form: it takes no answers.");
    }
  }
}
