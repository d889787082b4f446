package fr.fabrique.engine.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.fabrique.engine.AnswerReceiver;
import fr.fabrique.engine.Answers;
import fr.fabrique.engine.Answers.Answer;
import fr.fabrique.engine.Dossier.Opened;
import fr.fabrique.engine.Fact;
import fr.fabrique.engine.Journal;
import fr.fabrique.engine.RefusedAnswers;
import fr.fabrique.engine.Texts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.form.TaskFormData;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.form.FormFieldImpl;
import org.camunda.bpm.engine.impl.form.TaskFormDataImpl;
import org.camunda.bpm.engine.impl.form.handler.TaskFormHandler;
import org.camunda.bpm.engine.impl.form.validator.FormFieldValidationException;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.camunda.spin.plugin.variable.SpinValues;

/** Serves every task's form: shows the dossier, checks the answers, hands them to their module. */
class ContractFormHandler implements TaskFormHandler {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final TaskFormHandler original;
  private final FormContracts contracts;
  private final Dossiers dossiers;
  private final List<AnswerReceiver> receivers;
  private final Journal journal;
  private final Texts texts;

  ContractFormHandler(
      TaskFormHandler original,
      FormContracts contracts,
      Dossiers dossiers,
      List<AnswerReceiver> receivers,
      Journal journal,
      Texts texts) {
    this.original = original;
    this.contracts = contracts;
    this.dossiers = dossiers;
    this.receivers = receivers;
    this.journal = journal;
    this.texts = texts;
  }

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
    TaskFormDataImpl form = (TaskFormDataImpl) original.createTaskForm(task);
    FormContract contract = contracts.of(task);
    Map<String, Object> shown = new HashMap<>();
    // An input starts empty, even where an earlier round left a fact of the same name.
    contract.inputs().forEach(input -> shown.put(input.key(), null));
    shown.putAll(unrestricted(() -> dossiers.shownBy(contract, opened(task))));
    shown.forEach((key, value) -> form.getFormFields().add(field(key, value)));
    return form;
  }

  @Override
  public void submitFormVariables(VariableMap posted, VariableScope scope) {
    TaskEntity task = (TaskEntity) scope;
    FormContract contract = contracts.of(task);
    Opened opened = opened(task);
    try {
      List<Answer> given =
          new AnswerCheck(
                  contract,
                  texts,
                  unrestricted(() -> dossiers.neededToCheck(contract, opened)),
                  PostedValues.of(posted))
              .accept();
      Answers answers =
          new Answers(
              opened.subject(),
              task.getId(),
              contract.id(),
              task.getTaskDefinition().getNameExpression().getExpressionText(),
              opened.viewer(),
              given);
      hand(answers);
      writeFacts(contract, answers, task);
    } catch (RefusedAnswers refused) {
      throw new FormFieldValidationException(refused.reasons(), refused.getMessage());
    }
  }

  /**
   * The engine has seen to it that the viewer may open the task. What the task shows is for the
   * modules to say, even where it rests on something in the engine that the viewer may not read.
   */
  private static Map<String, Object> unrestricted(Callable<Map<String, Object>> dossier) {
    return Context.getCommandContext().runWithoutAuthorization(dossier);
  }

  private void hand(Answers answers) {
    boolean inJournal = true;
    for (AnswerReceiver receiver : receivers) {
      if (receiver.forms().contains(answers.form())) {
        receiver.receive(answers);
        inJournal &= receiver.inJournal(answers.form());
      }
    }
    if (inJournal) {
      journal.keep(answers);
    }
  }

  /**
   * Every fact that the form asks is written, an unanswered one as null, so that none stays stale.
   */
  private static void writeFacts(FormContract contract, Answers answers, TaskEntity task) {
    contract.inputs().stream()
        .filter(FormContract.Input::isFact)
        .forEach(
            input ->
                Fact.write(
                    task.getExecution(),
                    input.key(),
                    answers
                        .value(input.key())
                        .orElse(input.type().equals("checkbox") ? Boolean.FALSE : null)));
  }

  private static Opened opened(TaskEntity task) {
    String viewer = Context.getCommandContext().getAuthenticatedUserId();
    ExecutionEntity process = task.getProcessInstance();
    if (process == null) {
      throw new OptimisticLockingException("The task has just gone with its process.");
    }
    return new Opened(
        // What an owner has drawn to start by itself is about nothing but itself.
        process.getBusinessKey() == null ? process.getId() : process.getBusinessKey(),
        task.getId(),
        viewer == null ? task.getAssignee() : viewer);
  }

  private static FormFieldImpl field(String key, Object value) {
    FormFieldImpl field = new FormFieldImpl();
    field.setId(key);
    field.setValue(typed(value));
    return field;
  }

  private static TypedValue typed(Object value) {
    if (value instanceof List || value instanceof Map) {
      try {
        return SpinValues.jsonValue(JSON.writeValueAsString(value)).create();
      } catch (JsonProcessingException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
    return value instanceof String text
        ? Variables.stringValue(text)
        : Variables.untypedValue(value);
  }
}
