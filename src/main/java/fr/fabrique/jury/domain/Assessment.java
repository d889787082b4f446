package fr.fabrique.jury.domain;

import java.time.OffsetDateTime;
import java.util.List;

/**
 * One juror's view of an idea.
 *
 * @param round counts the jury reviews of the idea from 1
 * @param showstopper why nothing could make the idea acceptable, or null
 * @param valued what is valuable in the idea, for its author; null in past juries
 * @param wouldHelp what would help the idea, for its author, or null
 * @param jurorUnit the juror's unit when they gave it, or null
 * @param ideaUnit the author's unit then, or null
 * @param leftOut why the tally did not count it; null where it counts
 */
public record Assessment(
    String id,
    String idea,
    int round,
    String juror,
    String advice,
    String confidence,
    String showstopper,
    String valued,
    String wouldHelp,
    String commentToJury,
    OffsetDateTime submittedAt,
    String jurorUnit,
    String ideaUnit,
    String leftOut,
    List<Score> scores) {

  /**
   * One criterion's score.
   *
   * @param weight how much it counts beside the other criteria, above 0
   * @param score from 0 (nothing to build on) to 5 (outstanding); past juries have their own scale
   */
  public record Score(String criterion, String label, double weight, double score, String remark) {}

  public boolean counts() {
    return leftOut == null;
  }

  /** The weighted mean of the scores, between 0 and 5. */
  public double total() {
    double weights = scores.stream().mapToDouble(Score::weight).sum();
    return weights == 0
        ? 0
        : scores.stream().mapToDouble(s -> s.weight() * s.score()).sum() / weights;
  }
}
