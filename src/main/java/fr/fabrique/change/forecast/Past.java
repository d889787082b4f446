package fr.fabrique.change.forecast;

import java.util.List;
import java.util.Map;

/**
 * What an installation knows of its own past, without a word of anybody's idea.
 *
 * @param cases what happened at each element of the diagrams, by its id, in the order in which it
 *     ended
 * @param people how many people each group has
 */
public record Past(Map<String, List<Case>> cases, Map<String, Integer> people) {

  public Past {
    cases = cases == null ? Map.of() : cases;
    people = people == null ? Map.of() : people;
  }

  /** From so many cases on, they say more than a default. */
  public static final int ENOUGH = 20;

  /** No more of an element are kept. */
  public static final int MOST = 2_000;

  static final Past NONE = new Past(Map.of(), Map.of());

  /**
   * One time that somebody or something was at an element.
   *
   * @param days from the coming to the going
   * @param facts what was written there
   */
  public record Case(double days, Map<String, Object> facts) {}

  /** The cases of an element; empty where there are too few to learn from. */
  List<Case> learned(String element) {
    List<Case> known = cases.getOrDefault(element, List.of());
    return known.size() < ENOUGH ? List.of() : known;
  }
}
