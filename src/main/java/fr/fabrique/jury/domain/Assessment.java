package fr.fabrique.jury.domain;

import java.time.OffsetDateTime;
import java.util.List;

/**
 * One juror's view of an idea.
 *
 * @param round counts the jury reviews of the idea from 1
 * @param showstopper why nothing could make the idea acceptable, or null
 */
public record Assessment(
    String id,
    String idea,
    int round,
    String juror,
    String advice,
    String confidence,
    String showstopper,
    String commentToAuthor,
    String commentToJury,
    OffsetDateTime submittedAt,
    List<Score> scores) {

  /**
   * One criterion's score.
   *
   * @param weight how much it counts beside the other criteria, above 0
   * @param score from 0 (nothing to build on) to 5 (outstanding)
   */
  public record Score(String criterion, String label, double weight, int score, String remark) {}

  /** The weighted mean of the scores, between 0 and 5. */
  public double total() {
    double weights = scores.stream().mapToDouble(Score::weight).sum();
    return weights == 0
        ? 0
        : scores.stream().mapToDouble(s -> s.weight() * s.score()).sum() / weights;
  }
}
