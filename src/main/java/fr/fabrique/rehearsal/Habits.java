package fr.fabrique.rehearsal;

import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How people decide and how long they take. What is not listed here is decided evenly, so that a
 * process owner's new question is answered too.
 */
final class Habits {

  private static final Map<String, Map<String, Integer>> DECISIONS =
      Map.ofEntries(
          Map.entry("approval", Map.of("approved", 8, "changes", 2)),
          Map.entry(
              "screening", Map.of("to_jury", 66, "ask_author", 10, "merge", 40, "decline", 7)),
          Map.entry("recusal", Map.of("none", 95, "conflict", 5)),
          Map.entry("confidence", Map.of("low", 2, "medium", 5, "high", 3)),
          Map.entry("timeFreed", Map.of("yes", 85, "no", 15)),
          Map.entry("arbitration", Map.of("freed", 5, "other_person", 3, "stop", 2)),
          Map.entry(
              "committeeDecision",
              Map.of("continue", 74, "provisional", 10, "pivot", 5, "sleep", 5, "stop", 6)),
          Map.entry("partnerFound", Map.of("yes", 8, "no", 2)),
          Map.entry("partnerCheck", Map.of("sound", 8, "unsound", 2)),
          Map.entry("administrationSignature", Map.of("signed", 9, "refused", 1)),
          Map.entry("partnerSignature", Map.of("signed", 9, "refused", 1)),
          Map.entry("partnershipReview", Map.of("continue", 3, "close", 7)),
          Map.entry("goDecision", Map.of("go", 82, "not_yet", 10, "no_go", 8)),
          Map.entry("acceptance", Map.of("accepted", 88, "refused", 12)));

  private static final Map<String, Integer> READINESS =
      Map.of("ready", 82, "reserve", 13, "missing", 5);

  private static final Map<String, Double> TICKED =
      Map.of("showstopper", 0.03, "partnerWanted", 0.06);

  /** How often a task that the route can do without is left unanswered. */
  private static final Map<String, Double> SILENCE =
      Map.of("task_review_idea", 0.07, "task_complete_idea", 0.2, "task_rework_idea", 0.15);

  private static final double REVIVALS = 0.3;
  private static final double WITHDRAWALS = 0.06;
  private static final int LAST_TASK_BEFORE_WITHDRAWAL = 8;

  private Habits() {}

  /** How much an option weighs against the others of the same question. */
  static int weight(String question, String option) {
    Map<String, Integer> weights =
        question.endsWith("Item") ? READINESS : DECISIONS.getOrDefault(question, Map.of());
    return weights.isEmpty() ? 1 : weights.getOrDefault(option, 1);
  }

  static double ticked(String question) {
    return TICKED.getOrDefault(question, 0.2);
  }

  /** How good an idea is in the eyes of jurors, on their scale from 0 to 5. */
  static double quality(Draw idea, int timesReworked) {
    return 1.2 + idea.between(0, 36) / 10.0 + 0.4 * timesReworked;
  }

  static int score(Draw juror, double quality) {
    return (int) Math.round(Math.max(0, Math.min(5, juror.around(quality, 0.8))));
  }

  /** What a juror advises who has given these scores. */
  static String advice(List<Integer> scores, boolean simple) {
    double mean = scores.stream().mapToInt(score -> score).average().orElse(0);
    if (mean >= 3.5) {
      return simple ? "quick_win" : "incubate";
    }
    return mean >= 2.5 ? "rework" : mean >= 2 ? "keep_for_later" : "decline";
  }

  /** Whether jurors would rather see the idea carried out than incubated. */
  static boolean simple(Draw idea) {
    return idea.happens(0.3);
  }

  static boolean staysSilent(String task, Draw draw) {
    return draw.happens(SILENCE.getOrDefault(task, 0.1));
  }

  /** How long the person lets the task wait. */
  static Duration delay(String task, Draw draw) {
    if (task.equals("task_win_first_user") && draw.happens(0.3)) {
      return Duration.ofDays(125);
    }
    return Duration.ofDays(draw.happens(0.1) ? 10 : 0);
  }

  /**
   * How long a person lets a task wait where times are what is asked for: two days on average,
   * exponential, a person being there four times a day.
   */
  static Duration unhurried(Draw draw) {
    double days = -2 * Math.log(draw.between(1, 10_000) / 10_000.0);
    return Duration.ofHours(6L * (long) Math.ceil(4 * days));
  }

  /** After how long the author revives the sleeping idea; empty for never. */
  static Optional<Period> revival(Draw sleep) {
    return sleep.happens(REVIVALS) ? Optional.of(Period.ofDays(60)) : Optional.empty();
  }

  /** After how many tasks done for the idea its author withdraws it; empty for never. */
  static Optional<Integer> withdrawal(Draw idea) {
    return idea.happens(WITHDRAWALS)
        ? Optional.of(idea.between(1, LAST_TASK_BEFORE_WITHDRAWAL))
        : Optional.empty();
  }
}
