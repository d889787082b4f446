package fr.fabrique.change.forecast;

import java.util.List;
import java.util.Map;

/**
 * What one play of a stream of ideas showed. Times are in days.
 *
 * @param seen how many ideas have left the element until which they were followed
 * @param ended how many ended before
 * @param underWay how many did neither within a year after the last came in
 * @param times from coming in to leaving that element, sorted
 * @param tasks by element
 * @param groups by group
 * @param learned from how many cases was learned what happens at an element
 * @param defaults the elements of which too little is known
 * @param unsaid the groups of which nobody says how many people they have
 * @param troubles what the engine could not go on with, with how often
 */
record Run(
    long seed,
    int seen,
    int ended,
    int underWay,
    List<Double> times,
    Map<String, Task> tasks,
    Map<String, Load> groups,
    Map<String, Integer> learned,
    List<String> defaults,
    List<String> unsaid,
    Map<String, Integer> troubles) {

  /**
   * @param waits from a task's coming to its completion, sorted
   * @param queue how many were open on average, week by week from the first idea on
   */
  record Task(String label, List<Double> waits, List<Double> queue) {}

  /**
   * @param worked hours of all of them
   * @param available hours that they had until the last task was done
   */
  record Load(int people, double worked, double available) {}

  /** The smallest value that so large a part of all does not exceed; NaN for none. */
  static double quantile(List<Double> sorted, double part) {
    return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.ceil(part * sorted.size()) - 1);
  }
}
