package fr.fabrique.jury.replay;

import java.util.Map;

/**
 * A tally, and what became of it.
 *
 * @param line where it stands in its file, counted from 1; null where it comes from no file
 * @param title null where the file has none
 * @param facts what a table may ask of it, by column; see {@link Facts}
 * @param proposed what the table said then, a verdict or "deliberate"; null where it is not kept
 * @param version which version of the table that was, or null
 * @param rule the id of the rule that fired then, or null
 * @param sentence the rule's own sentence then, or null
 * @param verdict what the round ended with; null while it has none
 */
record PastVerdict(
    Long line,
    String idea,
    String title,
    int round,
    Map<String, Object> facts,
    String proposed,
    Integer version,
    String rule,
    String sentence,
    String verdict) {

  boolean isDecided() {
    return verdict != null;
  }
}
