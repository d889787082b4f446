package fr.fabrique.jury.process;

import fr.fabrique.engine.Fact;

/** What the diagram {@code jury-review.bpmn} knows. Its business key is the idea's id. */
final class JuryReviewProcess {

  static final String KEY = "jury_review";

  /** Where an idea waits while its challenge still gathers ideas. */
  static final String WAITS_FOR_PANEL = "event_panel_assigned";

  static final String PANEL_ASSIGNED = "panel_assigned";
  static final String REVIEW_WITHDRAWN = "review_withdrawn";

  /** The forms in which somebody judges an idea, or chooses who does. */
  static final String REVIEW_FORM = "review_idea";

  static final Fact<Integer> SEATS = Fact.number("seats");
  static final Fact<Integer> MAX_SUBSTITUTES = Fact.number("maxSubstitutes");
  static final Fact<String> REVIEW_TIME = Fact.text("reviewTime");
  static final Fact<Boolean> CHALLENGE_GATHERS = Fact.flag("challengeGathers");
  static final Fact<Boolean> PANEL_COMPLETE = Fact.flag("panelComplete");
  static final Fact<String> CHAIR = Fact.text("chair");
  static final Fact<String> JUROR = Fact.text("juror");
  static final Fact<Boolean> SEATED = Fact.flag("seated");
  static final Fact<Integer> REVIEWS = Fact.number("reviews");
  static final Fact<Double> MEAN = Fact.decimal("mean");
  static final Fact<Double> SPREAD = Fact.decimal("spread");
  static final Fact<Double> AGREEMENT = Fact.decimal("agreement");
  static final Fact<Integer> SHOWSTOPPERS = Fact.number("showstoppers");
  static final Fact<String> LEADING_ADVICE = Fact.text("leadingAdvice");
  static final Fact<Integer> ROUND = Fact.number("round");
  static final Fact<String> VERDICT = Fact.text("verdict");

  /** Known to the challenge, whose close assigns the reviews. */
  static final Fact<Boolean> EVERY_SEAT_FILLED = Fact.flag("everySeatFilled");

  private JuryReviewProcess() {}
}
