package fr.fabrique.engine.form;

import fr.fabrique.engine.AnswerReceiver;
import fr.fabrique.engine.Journal;
import fr.fabrique.engine.Texts;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Puts the form contract and the subject's title on every user task that is deployed. */
@Component
public class FormContractParseListener extends AbstractBpmnParseListener {

  /** The engine's column for a task's name holds this many characters. */
  private static final int LONGEST_NAME = 255;

  private final FormContracts contracts;
  private final Dossiers dossiers;
  private final List<AnswerReceiver> receivers;
  private final Journal journal;
  private final Texts texts;

  FormContractParseListener(
      FormContracts contracts,
      Dossiers dossiers,
      @Lazy List<AnswerReceiver> receivers,
      @Lazy Journal journal,
      Texts texts) {
    this.contracts = contracts;
    this.dossiers = dossiers;
    this.receivers = receivers;
    this.journal = journal;
    this.texts = texts;
  }

  @Override
  public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
    TaskDefinition task =
        ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
    if (task.getFormDefinition().getCamundaFormDefinitionKey() != null) {
      task.setTaskFormHandler(
          new ContractFormHandler(
              task.getTaskFormHandler(), contracts, dossiers, receivers, journal, texts));
    } else {
      task.setTaskFormHandler(new NoFormHandler(task.getTaskFormHandler()));
    }
    task.addTaskListener(TaskListener.EVENTNAME_CREATE, this::nameAfterSubject);
  }

  private void nameAfterSubject(DelegateTask task) {
    dossiers
        .title(task.getExecution().getProcessBusinessKey())
        .ifPresent(title -> task.setName(abbreviated(task.getName() + " · " + title)));
  }

  private static String abbreviated(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "…";
  }
}
