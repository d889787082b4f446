package fr.fabrique.partnership.process;

import fr.fabrique.engine.StartsProcess;
import fr.fabrique.partnership.Partnerships;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.stereotype.Component;

/** Opens partnerships. */
@StartsProcess(value = PartnershipDesk.KEY, passes = "intrapreneur")
@Component
class PartnershipDesk implements Partnerships {

  static final String KEY = "partnership";

  private final RuntimeService runtime;

  PartnershipDesk(RuntimeService runtime) {
    this.runtime = runtime;
  }

  @Override
  public void open(String idea, String intrapreneur) {
    runtime.startProcessInstanceByKey(KEY, idea, Variables.putValue("intrapreneur", intrapreneur));
  }
}
