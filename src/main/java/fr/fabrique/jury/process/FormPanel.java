package fr.fabrique.jury.process;

import fr.fabrique.engine.ProcessStep;
import fr.fabrique.jury.store.JuryTable;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

@ProcessStep(
    title = "Form the panel",
    reads = {"seats"},
    writes = {"panelComplete"})
class FormPanel implements JavaDelegate {

  private final Panel panel;
  private final JuryTable jury;

  FormPanel(Panel panel, JuryTable jury) {
    this.panel = panel;
    this.jury = jury;
  }

  @Override
  public void execute(DelegateExecution execution) {
    String idea = execution.getProcessBusinessKey();
    int jurors = panel.available(idea, jury.round(idea)).size();
    JuryReviewProcess.PANEL_COMPLETE.set(
        execution, jurors >= JuryReviewProcess.SEATS.from(execution));
  }
}
