package fr.fabrique.people.training;

import fr.fabrique.engine.Fact;

/**
 * What the diagram {@code facilitator-training.bpmn} knows. Its business key is the cohort's id.
 */
final class FacilitatorTrainingProcess {

  static final String KEY = "facilitator_training";

  static final Fact<Integer> PARTICIPANTS = Fact.number("participants");
  static final Fact<String> TRAINEE = Fact.text("trainee");
  static final Fact<Integer> ATTEMPT = Fact.number("attempt");

  private FacilitatorTrainingProcess() {}
}
