package fr.fabrique.jury.process;

import fr.fabrique.engine.Fact;

/** What the diagram {@code jury-review.bpmn} knows. Its business key is the idea's id. */
final class JuryReviewProcess {

  static final Fact<Integer> SEATS = Fact.number("seats");
  static final Fact<Integer> MAX_SUBSTITUTES = Fact.number("maxSubstitutes");
  static final Fact<Boolean> PANEL_COMPLETE = Fact.flag("panelComplete");
  static final Fact<String> JUROR = Fact.text("juror");
  static final Fact<Boolean> SEATED = Fact.flag("seated");
  static final Fact<String> RECUSAL = Fact.text("recusal");
  static final Fact<Integer> REVIEWS = Fact.number("reviews");
  static final Fact<Double> MEAN = Fact.decimal("mean");
  static final Fact<Double> SPREAD = Fact.decimal("spread");
  static final Fact<Integer> SHOWSTOPPERS = Fact.number("showstoppers");
  static final Fact<String> LEADING_ADVICE = Fact.text("leadingAdvice");
  static final Fact<Integer> ROUND = Fact.number("round");
  static final Fact<String> VERDICT = Fact.text("verdict");

  private JuryReviewProcess() {}
}
