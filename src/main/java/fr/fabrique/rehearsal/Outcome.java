package fr.fabrique.rehearsal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.fabrique.rehearsal.ChangeMidway.Changed;
import java.util.List;
import java.util.Map;

/**
 * What a rehearsal showed.
 *
 * @param ideas lines accepted
 * @param ended ideas by the end event they reached, every end event of the route listed
 * @param running process instances that still run
 * @param incidents jobs that failed, tasks that could not be answered, ideas without an end
 * @param refused lines that stand for no idea
 * @param tasks tasks that people completed, by element
 * @param changed what became of those on the route when an edit of it was published; null when none
 *     was
 * @param seconds wall time
 */
record Outcome(
    int ideas,
    Map<String, Integer> ended,
    int running,
    int incidents,
    List<Refusal> refused,
    Map<String, Integer> tasks,
    @JsonInclude(JsonInclude.Include.NON_NULL) Changed changed,
    long seconds) {

  private static final String COUNT = "  %-81s %6d%n";
  private static final String ROW = "  %-44s %-36s %6d%n";

  /** A line of the file that was not taken. */
  record Refusal(long line, String reason) {}

  boolean isClean() {
    return running == 0
        && incidents == 0
        && ended.values().stream().mapToInt(count -> count).sum() == ideas;
  }

  String asJson() {
    try {
      return new ObjectMapper().writeValueAsString(this);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * A table for people.
   *
   * @param endNames names of end events, by id
   * @param taskNames names of tasks, by id
   */
  String asText(Map<String, String> endNames, Map<String, String> taskNames) {
    StringBuilder text = new StringBuilder();
    text.append("Where the ideas ended%n".formatted());
    rows(text, ended, endNames);
    text.append("%nTasks that people completed%n".formatted());
    rows(text, tasks, taskNames);
    text.append("%n".formatted() + COUNT.formatted("Incidents", incidents));
    text.append(COUNT.formatted("Process instances still running", running));
    text.append(COUNT.formatted("Lines refused", refused.size()));
    refused.forEach(
        refusal -> text.append("    line %d: %s%n".formatted(refusal.line(), refusal.reason())));
    if (changed != null) {
      text.append("%nWhen the edited route was published%n".formatted());
      text.append(COUNT.formatted("On the route", changed.onTheRoute()));
      text.append(COUNT.formatted("Could follow, on trial", changed.couldFollow()));
      text.append(COUNT.formatted("Followed", changed.followed()));
      text.append(COUNT.formatted("Had ended meanwhile", changed.ended()));
      text.append(COUNT.formatted("Stayed on their revision", changed.stayed()));
      changed.stays().forEach((why, count) -> text.append(COUNT.formatted("  " + why, count)));
      text.append("  %-81s %6.1f%n".formatted("Seconds of the trial", changed.trialSeconds()));
      text.append("  %-81s %6.1f%n".formatted("Seconds of the move", changed.moveSeconds()));
      text.append("%nWhere processes waited then%n".formatted());
      rows(text, changed.waits(), taskNames);
      text.append("%n".formatted());
    }
    text.append(COUNT.formatted("Seconds", seconds));
    return text.toString();
  }

  private static void rows(
      StringBuilder text, Map<String, ? extends Number> counts, Map<String, String> names) {
    counts.forEach(
        (id, count) ->
            text.append(ROW.formatted(names.getOrDefault(id, ""), id, count.intValue())));
    int total = counts.values().stream().mapToInt(Number::intValue).sum();
    text.append(ROW.formatted("Total", "", total));
  }
}
