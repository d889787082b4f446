package fr.fabrique.jury.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often each score was given for a criterion.
 *
 * @param counts by score, in ascending order; scores that nobody gave are left out
 */
public record Distribution(String criterion, SortedMap<Double, Integer> counts) {

  /** One score for a criterion. */
  public record Mark(String criterion, double score) {}

  public Distribution {
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }

  /** The distributions of all criteria, in the order in which these first occur. */
  public static List<Distribution> of(Collection<Mark> marks) {
    Map<String, SortedMap<Double, Integer>> counts = new LinkedHashMap<>();
    for (Mark mark : marks) {
      counts
          .computeIfAbsent(mark.criterion(), criterion -> new TreeMap<>())
          .merge(mark.score(), 1, Integer::sum);
    }
    List<Distribution> distributions = new ArrayList<>();
    counts.forEach(
        (criterion, ofScores) -> distributions.add(new Distribution(criterion, ofScores)));
    return distributions;
  }

  /** How often this score was given. */
  public int count(double score) {
    return counts.getOrDefault(score, 0);
  }

  /** How many scores there are. */
  public int size() {
    return counts.values().stream().mapToInt(count -> count).sum();
  }
}
