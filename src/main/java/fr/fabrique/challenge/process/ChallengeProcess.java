package fr.fabrique.challenge.process;

import fr.fabrique.engine.Fact;
import java.util.Date;

/** What the diagram {@code challenge.bpmn} knows. Its business key is the challenge's id. */
final class ChallengeProcess {

  static final String KEY = "challenge";
  static final String VERDICT_GIVEN = "verdict_given";

  static final Fact<Date> OPENS_AT = Fact.date("opensAt");
  static final Fact<Date> CLOSES_AT = Fact.date("closesAt");
  static final Fact<Integer> AWAITING_VERDICT = Fact.number("awaitingVerdict");

  private ChallengeProcess() {}
}
