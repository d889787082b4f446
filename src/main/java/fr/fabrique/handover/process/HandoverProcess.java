package fr.fabrique.handover.process;

import fr.fabrique.engine.Fact;

/** What the diagram {@code production-handover.bpmn} knows. Its business key is the idea's id. */
final class HandoverProcess {

  static final Fact<String> HANDOVER_OUTCOME = Fact.text("handoverOutcome");

  static final String ACCEPTED = "accepted";
  static final String NO_GO = "no_go";

  private HandoverProcess() {}
}
