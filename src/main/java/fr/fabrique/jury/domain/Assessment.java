package fr.fabrique.jury.domain;

import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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

  /** As fellow jurors may read it: what is said to the jury is for its chair. */
  public Assessment forFellows() {
    return new Assessment(
        id,
        idea,
        round,
        juror,
        advice,
        confidence,
        showstopper,
        valued,
        wouldHelp,
        null,
        submittedAt,
        jurorUnit,
        ideaUnit,
        leftOut,
        scores);
  }

  /** What was given, by the keys of the review's form; what was left blank has no entry. */
  public Map<String, Object> answers() {
    Map<String, Object> answers = new HashMap<>();
    answers.put("advice", advice);
    answers.put("confidence", confidence);
    answers.put("showstopper_reason", showstopper);
    answers.put("valued", valued);
    answers.put("would_help", wouldHelp);
    answers.put("comment_to_jury", commentToJury);
    for (Score score : scores) {
      answers.put(score.criterion(), score.score());
      answers.put(score.criterion() + "_comment", score.remark());
    }
    answers.values().removeIf(Objects::isNull);
    return answers;
  }

  /** The weighted mean of the scores, between 0 and 5. */
  public double total() {
    double weights = scores.stream().mapToDouble(Score::weight).sum();
    return weights == 0
        ? 0
        : scores.stream().mapToDouble(s -> s.weight() * s.score()).sum() / weights;
  }
}
