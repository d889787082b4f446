package fr.fabrique.incubation.process;

import fr.fabrique.engine.Fact;

/** What the diagram {@code incubation.bpmn} knows. Its business key is the idea's id. */
final class IncubationProcess {

  static final Fact<String> COMMITTEE_DECISION = Fact.text("committeeDecision");
  static final Fact<String> INTRAPRENEUR = Fact.text("intrapreneur");

  private IncubationProcess() {}
}
