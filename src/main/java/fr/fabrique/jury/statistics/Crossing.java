package fr.fabrique.jury.statistics;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.DecompositionSolver;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * Who reviewed what: ideas crossed with jurors, with gaps. Ideas are eliminated by taking their
 * means away, so that every system to be solved has one row per juror, however many ideas there
 * are.
 *
 * <p>With Z the jurors' incidence matrix and M the projection that takes ideas' means away, the
 * matrix Z'MZ is the Laplacian of a graph whose nodes are the jurors: those who reviewed the same
 * idea are joined. Its rank is the number of jurors less that of the groups between which nobody
 * reviewed anything in common, which is counted and not left to rounding.
 */
final class Crossing {

  private final List<String> ideas;
  private final List<String> jurors;
  private final int[] idea;
  private final int[] juror;
  private final double[] totals;
  private final int[] reviewsOfIdea;
  private final int[] reviewsOfJuror;
  private final boolean[] firstOfItsGroup;
  private final int rank;
  private DecompositionSolver unshrunk;

  Crossing(Collection<Review> reviews) {
    Map<String, Integer> ideaPlaces = new LinkedHashMap<>();
    Map<String, Integer> jurorPlaces = new LinkedHashMap<>();
    idea = new int[reviews.size()];
    juror = new int[reviews.size()];
    totals = new double[reviews.size()];
    int row = 0;
    for (Review review : reviews) {
      idea[row] = place(ideaPlaces, review.idea());
      juror[row] = place(jurorPlaces, review.juror());
      totals[row++] = review.total();
    }
    ideas = List.copyOf(ideaPlaces.keySet());
    jurors = List.copyOf(jurorPlaces.keySet());
    reviewsOfIdea = counts(idea, ideas.size());
    reviewsOfJuror = counts(juror, jurors.size());
    firstOfItsGroup = firstOfTheirGroups();
    int groups = 0;
    for (boolean first : firstOfItsGroup) {
      groups += first ? 1 : 0;
    }
    rank = jurors.size() - groups;
  }

  List<String> ideas() {
    return ideas;
  }

  List<String> jurors() {
    return jurors;
  }

  int reviews() {
    return totals.length;
  }

  int ideaOf(int row) {
    return idea[row];
  }

  int jurorOf(int row) {
    return juror[row];
  }

  double[] totals() {
    return totals.clone();
  }

  int reviewsOfJuror(int place) {
    return reviewsOfJuror[place];
  }

  int reviewsOfIdea(int place) {
    return reviewsOfIdea[place];
  }

  /** How many differences between jurors the reviews tell apart. */
  int rank() {
    return rank;
  }

  /** What is left for errors when every idea and every juror has an effect of its own. */
  int degreesOfFreedom() {
    return reviews() - ideas.size() - rank;
  }

  /** The values less the mean of their idea. */
  double[] withoutIdeas(double[] values) {
    double[] means = sums(idea, ideas.size(), values);
    for (int place = 0; place < means.length; place++) {
      means[place] /= reviewsOfIdea[place];
    }
    double[] rest = new double[values.length];
    for (int row = 0; row < values.length; row++) {
      rest[row] = values[row] - means[idea[row]];
    }
    return rest;
  }

  /** The values' sum over each juror's reviews. */
  double[] sumsOfJurors(double[] values) {
    return sums(juror, jurors.size(), values);
  }

  /** The values less what ideas and jurors explain, each with an effect of its own. */
  double[] withoutIdeasAndJurors(double[] values) {
    double[] effects = unshrunkEffects(sumsOfJurors(withoutIdeas(values)));
    double[] rest = new double[values.length];
    for (int row = 0; row < values.length; row++) {
      rest[row] = values[row] - effects[juror[row]];
    }
    return withoutIdeas(rest);
  }

  /** Solves Z'MZ x = right; one juror of each group has the effect 0. */
  double[] unshrunkEffects(double[] right) {
    if (unshrunk == null) {
      unshrunk = solver(grounded());
    }
    double[] free = right.clone();
    for (int place = 0; place < free.length; place++) {
      free[place] = firstOfItsGroup[place] ? 0 : free[place];
    }
    return unshrunk.solve(new ArrayRealVector(free, false)).toArray();
  }

  static DecompositionSolver solver(RealMatrix matrix) {
    return new CholeskyDecomposition(matrix).getSolver();
  }

  /** Z'MZ. */
  RealMatrix laplacian() {
    double[][] matrix = new double[jurors.size()][jurors.size()];
    for (int place = 0; place < reviewsOfJuror.length; place++) {
      matrix[place][place] = reviewsOfJuror[place];
    }
    for (int[] rows : rowsOfIdeas()) {
      for (int one : rows) {
        for (int other : rows) {
          matrix[juror[one]][juror[other]] -= 1.0 / rows.length;
        }
      }
    }
    return MatrixUtils.createRealMatrix(matrix);
  }

  private RealMatrix grounded() {
    RealMatrix matrix = laplacian();
    for (int place = 0; place < firstOfItsGroup.length; place++) {
      if (firstOfItsGroup[place]) {
        for (int other = 0; other < firstOfItsGroup.length; other++) {
          matrix.setEntry(place, other, 0);
          matrix.setEntry(other, place, 0);
        }
        matrix.setEntry(place, place, 1);
      }
    }
    return matrix;
  }

  private int[][] rowsOfIdeas() {
    int[][] rows = new int[ideas.size()][];
    for (int place = 0; place < rows.length; place++) {
      rows[place] = new int[reviewsOfIdea[place]];
    }
    int[] filled = new int[rows.length];
    for (int row = 0; row < idea.length; row++) {
      rows[idea[row]][filled[idea[row]]++] = row;
    }
    return rows;
  }

  private boolean[] firstOfTheirGroups() {
    int[] leader = new int[jurors.size()];
    Arrays.setAll(leader, place -> place);
    for (int[] rows : rowsOfIdeas()) {
      for (int row : rows) {
        int one = leader(leader, juror[rows[0]]);
        int other = leader(leader, juror[row]);
        leader[Math.max(one, other)] = Math.min(one, other);
      }
    }
    boolean[] first = new boolean[leader.length];
    for (int place = 0; place < leader.length; place++) {
      first[place] = leader[place] == place;
    }
    return first;
  }

  private static int leader(int[] leader, int place) {
    int at = place;
    while (leader[at] != at) {
      leader[at] = leader[leader[at]];
      at = leader[at];
    }
    return at;
  }

  private static int place(Map<String, Integer> places, String name) {
    Integer known = places.putIfAbsent(name, places.size());
    return known == null ? places.size() - 1 : known;
  }

  private static int[] counts(int[] places, int size) {
    int[] counts = new int[size];
    for (int place : places) {
      counts[place]++;
    }
    return counts;
  }

  private static double[] sums(int[] places, int size, double[] values) {
    double[] sums = new double[size];
    for (int row = 0; row < values.length; row++) {
      sums[places[row]] += values[row];
    }
    return sums;
  }
}
