package fr.fabrique.engine;

import java.util.List;

/**
 * Answers that a form or its module cannot accept; reaches the person as a 400 with the reasons.
 */
public class RefusedAnswers extends RuntimeException {

  private final List<String> reasons;

  public RefusedAnswers(List<String> reasons) {
    super(String.join(" ", reasons));
    this.reasons = List.copyOf(reasons);
  }

  public RefusedAnswers(String reason) {
    this(List.of(reason));
  }

  public List<String> reasons() {
    return reasons;
  }
}
