package fr.fabrique.route;

import java.util.HashMap;
import java.util.Map;

/** Forms as people fill them in. */
final class Sheet {

  private static final String WORDS = "Seen and written down by those who were there.";

  private static final Map<String, Map<String, Object>> USUAL =
      Map.ofEntries(
          usual("draw_lessons", "lessons", WORDS),
          usual("complete_idea", "title", "Bicycles between sites", "solution", WORDS),
          usual("rework_idea", "title", "Bicycles between sites, again", "solution", WORDS),
          usual("reframe_idea", "title", "Bicycles for visitors", "solution", WORDS),
          usual("carry_out_quick_win", "done", WORDS, "done_on", "2027-01-31"),
          usual("offer_help", "feedback", WORDS, "offer", WORDS),
          usual("measure_impact", "what_changed", WORDS, "users_now", 12, "satisfaction", 8),
          usual("immerse", "evidence", WORDS, "people_met", 5),
          usual("define_problem", "evidence", WORDS, "problem_statement", WORDS),
          usual("imagine_solutions", "evidence", WORDS, "chosen_solution", WORDS),
          usual("build_prototype", "evidence", WORDS, "to_learn", WORDS),
          usual("test_with_users", "evidence", WORDS, "testers", 4),
          usual("win_first_user", "evidence", WORDS, "first_user", "The mail room"),
          usual(
              "deliver_first_version",
              "evidence",
              WORDS,
              "version_link",
              "https://example.org/v1",
              "first_users",
              3),
          usual("watch_budget", "funds_until", "2027-06-30", "measure", WORDS),
          usual("describe_need", "need", WORDS, "kind", "academic"),
          usual(
              "draft_agreement",
              "agreement_link",
              "https://example.org/agreement",
              "agreement_scope",
              WORDS),
          usual("hold_kick_off", "held_on", "2027-01-31"),
          usual("provide_missing", "provided", WORDS),
          usual(
              "plan_cohort",
              "cohort_title",
              "Spring cohort",
              "place",
              "Room 12",
              "first_session_on",
              "2027-03-01",
              "sessions",
              3),
          usual("hold_sessions", "sessions_held", 3),
          usual("practise_on_idea", "practised_on", WORDS, "learnt", WORDS));

  private Sheet() {}

  /** The answers to a form that decides nothing. */
  static Map<String, Object> usual(String form) {
    Map<String, Object> answers = USUAL.get(form);
    if (answers == null) {
      throw new AssertionError("The form '" + form + "' decides something: say what.");
    }
    return answers;
  }

  static Map<String, Object> of(Object... keysAndValues) {
    Map<String, Object> answers = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      answers.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return answers;
  }

  static Map<String, Object> with(Map<String, Object> answers, Object... keysAndValues) {
    Map<String, Object> more = new HashMap<>(answers);
    more.putAll(of(keysAndValues));
    return more;
  }

  static Map<String, Object> challenge(String title, String opensOn, String closesOn) {
    return of(
        "title", title, "question", "What would help?", "opens_on", opensOn, "closes_on", closesOn);
  }

  /** A review that gives every criterion the same score. */
  static Map<String, Object> review(int score, String advice) {
    return of(
        "recusal",
        "none",
        "relevance",
        String.valueOf(score),
        "impact",
        String.valueOf(score),
        "feasibility",
        String.valueOf(score),
        "originality",
        String.valueOf(score),
        "advice",
        advice,
        "confidence",
        "high",
        "valued",
        "Thank you for this idea.");
  }

  static Map<String, Object> stepOut() {
    return of("recusal", "conflict", "recusal_reason", "The author is a friend.");
  }

  static Map<String, Object> committee(String decision) {
    return of("committeeDecision", decision, "decision_reason", WORDS);
  }

  static Map<String, Object> provisionally(String time) {
    return with(committee("provisional"), "provisionalTime", time, "proof_asked", WORDS);
  }

  static Map<String, Object> timeFreed() {
    return of("timeFreed", "yes", "days_per_week", 1);
  }

  static Map<String, Object> timeRefused() {
    return of("timeFreed", "no", "refusal_reason", WORDS);
  }

  static Map<String, Object> team(String intrapreneur) {
    return of("facilitator", Personas.FACILITATOR, "intrapreneur", intrapreneur);
  }

  static Map<String, Object> arbitration(String decision) {
    return of("arbitration", decision, "decision_reason", WORDS);
  }

  /** A readiness item such as {@code security}, found ready, with a reserve, or missing. */
  static Map<String, Object> item(String item, String state) {
    Map<String, Object> found = of(item + "Item", state);
    return switch (state) {
      case "ready" -> with(found, "evidence", WORDS);
      case "reserve" -> with(found, "evidence", WORDS, "reserve", WORDS);
      default -> with(found, "missing", WORDS);
    };
  }

  static Map<String, Object> go(String decision) {
    return of("goDecision", decision, "decision_reason", WORDS);
  }

  static Map<String, Object> partnerFound() {
    return of("partnerFound", "yes", "partner_name", "The school next door");
  }

  static Map<String, Object> partner(String check) {
    return of("partnerCheck", check, "check_note", WORDS);
  }

  private static Map.Entry<String, Map<String, Object>> usual(
      String form, Object... keysAndValues) {
    return Map.entry(form, of(keysAndValues));
  }
}
