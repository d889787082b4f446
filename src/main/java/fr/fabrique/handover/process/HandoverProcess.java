package fr.fabrique.handover.process;

import fr.fabrique.engine.Fact;

/** What the diagram {@code production-handover.bpmn} knows. Its business key is the idea's id. */
final class HandoverProcess {

  static final Fact<String> HANDOVER_OUTCOME = Fact.text("handoverOutcome");

  /** A day such as 2027-01-31: the impact is measured so many months after it, however late. */
  static final Fact<String> IN_USE_SINCE = Fact.text("inUseSince");

  static final String ACCEPTED = "accepted";
  static final String NO_GO = "no_go";

  private HandoverProcess() {}
}
