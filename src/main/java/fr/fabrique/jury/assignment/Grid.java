package fr.fabrique.jury.assignment;

import fr.fabrique.jury.assignment.Problem.Judge;
import fr.fabrique.jury.assignment.Problem.Juror;
import fr.fabrique.jury.assignment.Problem.Pair;
import fr.fabrique.jury.assignment.Problem.Wanted;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A problem in numbers: ideas that want a review, and jurors, both counted from 0 in the order of
 * their ids. There are millions of pairs: none of them is an object.
 */
final class Grid {

  /** Beyond it the arcs of a network could not be numbered. */
  private static final long MOST_PAIRS = 300_000_000;

  private final List<Wanted> ideas;
  private final List<Juror> jurors;
  private final long seed;
  private final int[][] matches;
  private final int[] candidates;
  private final BitSet[] fixed;
  private int lowestMatch = Integer.MAX_VALUE;
  private int highestMatch = Judge.BARRED;

  private Grid(List<Wanted> ideas, List<Juror> jurors, long seed) {
    this.ideas = ideas;
    this.jurors = jurors;
    this.seed = seed;
    if ((long) ideas.size() * jurors.size() > MOST_PAIRS) {
      throw new IllegalArgumentException(
          "%d ideas and %d jurors are too many at once".formatted(ideas.size(), jurors.size()));
    }
    matches = new int[ideas.size()][jurors.size()];
    candidates = new int[ideas.size()];
    fixed = new BitSet[ideas.size()];
  }

  static Grid of(Problem problem) {
    Grid grid =
        new Grid(
            problem.ideas().stream()
                .filter(idea -> idea.reviews() > 0)
                .sorted(Comparator.comparing(Wanted::idea))
                .toList(),
            problem.jurors().stream().sorted(Comparator.comparing(Juror::id)).toList(),
            problem.seed());
    grid.ask(problem.judge());
    grid.fix(problem.fixed());
    return grid;
  }

  private void ask(Judge judge) {
    for (int idea = 0; idea < ideas(); idea++) {
      for (int juror = 0; juror < jurors(); juror++) {
        int match = judge.match(idea(idea), juror(juror));
        if (match < 0 && match != Judge.BARRED) {
          throw new IllegalArgumentException(
              "%s and %s match by %d".formatted(idea(idea), juror(juror), match));
        }
        matches[idea][juror] = match;
        if (match != Judge.BARRED) {
          candidates[idea]++;
          lowestMatch = Math.min(lowestMatch, match);
          highestMatch = Math.max(highestMatch, match);
        }
      }
    }
  }

  private void fix(Iterable<Pair> pairs) {
    Map<String, Integer> ideaNumbers = new HashMap<>();
    Map<String, Integer> jurorNumbers = new HashMap<>();
    IntStream.range(0, ideas()).forEach(number -> ideaNumbers.put(idea(number), number));
    IntStream.range(0, jurors()).forEach(number -> jurorNumbers.put(juror(number), number));
    for (int idea = 0; idea < ideas(); idea++) {
      fixed[idea] = new BitSet();
    }
    for (Pair pair : pairs) {
      Integer idea = ideaNumbers.get(pair.idea());
      Integer juror = jurorNumbers.get(pair.juror());
      if (idea != null && juror != null) {
        fixed[idea].set(juror);
      }
    }
  }

  int ideas() {
    return ideas.size();
  }

  int jurors() {
    return jurors.size();
  }

  long seed() {
    return seed;
  }

  String idea(int idea) {
    return ideas.get(idea).idea();
  }

  String juror(int juror) {
    return jurors.get(juror).id();
  }

  /** How many reviews the idea wants, whether there are jurors for them or not. */
  int wanted(int idea) {
    return ideas.get(idea).reviews();
  }

  /** How many jurors are not barred from the idea. */
  int candidates(int idea) {
    return candidates[idea];
  }

  /** How many reviews the idea could get if no juror had a quota. */
  int placeable(int idea) {
    return Math.min(wanted(idea), candidates(idea));
  }

  int load(int juror) {
    return jurors.get(juror).load();
  }

  int room(int juror) {
    return jurors.get(juror).room();
  }

  boolean isBarred(int idea, int juror) {
    return matches[idea][juror] == Judge.BARRED;
  }

  int match(int idea, int juror) {
    return matches[idea][juror];
  }

  int lowestMatch() {
    return lowestMatch;
  }

  int highestMatch() {
    return highestMatch;
  }

  boolean isFixed(int idea, int juror) {
    return fixed[idea].get(juror);
  }
}
