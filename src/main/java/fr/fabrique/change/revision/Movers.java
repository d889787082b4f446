package fr.fabrique.change.revision;

import java.util.List;
import java.util.Map;

/**
 * Who follows to a revision.
 *
 * @param choice how they are chosen
 * @param chosen the challenges, places or journeys by their ids, empty for ALL and NONE
 * @param takeOver for a place that the revision has no more: the place where its ideas go on
 */
public record Movers(Choice choice, List<String> chosen, Map<String, String> takeOver) {

  /** By what the ones that follow are chosen. */
  public enum Choice {
    NONE,
    ALL,
    CHALLENGE,
    PLACE,
    ONE_BY_ONE
  }

  public static Movers none() {
    return new Movers(Choice.NONE, List.of(), Map.of());
  }
}
