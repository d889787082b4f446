package fr.fabrique.jury.assignment;

import com.google.ortools.constraintsolver.FirstSolutionStrategy;
import com.google.ortools.constraintsolver.LocalSearchMetaheuristic;
import com.google.ortools.constraintsolver.RoutingIndexManager;
import com.google.ortools.constraintsolver.RoutingModel;
import com.google.ortools.constraintsolver.RoutingSearchParameters;
import com.google.ortools.constraintsolver.main;
import com.google.ortools.sat.CircuitConstraint;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import com.google.ortools.sat.Literal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * In which order ideas are discussed so that jurors who must not hear of one leave the room as
 * seldom as possible. A juror leaves once for each run of ideas that are barred to them.
 *
 * <p>Ideas that send the same jurors out follow each other; this never costs an exit. Their order
 * is then a round trip that starts and ends where nobody is out, and whose steps cost the jurors
 * who leave: a travelling salesman's. Up to {@value #FEW} different sets of jurors the order is
 * best, unless the proof takes more than a bounded work; beyond, it is what local search finds,
 * which may be a few exits from the best.
 *
 * @param ideas all of them, those that nobody has to leave for first
 * @param exits how often a juror leaves the room
 */
public record DiscussionOrder(List<String> ideas, int exits) {

  private static final int FEW = 24;

  /** Of the solver's own reckoning of work, which is the same on each machine; about seconds. */
  private static final double MOST_WORK = 10;

  public DiscussionOrder {
    ideas = List.copyOf(ideas);
  }

  /**
   * The same order however the map and its sets are ordered.
   *
   * @param leaving by idea, the jurors who must leave the room for it; empty if nobody must
   * @throws IllegalStateException if this system has no library of OR-tools
   */
  public static DiscussionOrder of(Map<String, Set<String>> leaving) {
    Map<Set<String>, List<String>> alike = new LinkedHashMap<>();
    alike.put(Set.of(), new ArrayList<>());
    new TreeMap<>(leaving)
        .forEach(
            (idea, jurors) ->
                alike.computeIfAbsent(Set.copyOf(jurors), none -> new ArrayList<>()).add(idea));
    List<Set<String>> outside = List.copyOf(alike.keySet());
    List<String> ideas = new ArrayList<>();
    int exits = 0;
    Set<String> before = Set.of();
    for (int stop : tour(exits(outside))) {
      ideas.addAll(alike.get(outside.get(stop)));
      exits += exits(before, outside.get(stop));
      before = outside.get(stop);
    }
    return new DiscussionOrder(ideas, exits);
  }

  private static int[][] exits(List<Set<String>> outside) {
    int[][] exits = new int[outside.size()][outside.size()];
    for (int before = 0; before < exits.length; before++) {
      for (int after = 0; after < exits.length; after++) {
        exits[before][after] = exits(outside.get(before), outside.get(after));
      }
    }
    return exits;
  }

  private static int exits(Set<String> before, Set<String> after) {
    Set<String> leaving = new TreeSet<>(after);
    leaving.removeAll(before);
    return leaving.size();
  }

  /** A round trip from stop 0, which comes first. */
  private static List<Integer> tour(int[][] exits) {
    if (exits.length < 3) {
      return exits.length == 1 ? List.of(0) : List.of(0, 1);
    }
    NativeSolvers.load();
    List<Integer> tour = goodTour(exits);
    return exits.length - 1 <= FEW ? bestTour(exits, tour) : tour;
  }

  private static List<Integer> goodTour(int[][] exits) {
    long[][] cost = new long[exits.length][];
    for (int stop = 0; stop < exits.length; stop++) {
      cost[stop] = Arrays.stream(exits[stop]).asLongStream().toArray();
    }
    RoutingIndexManager stops = new RoutingIndexManager(exits.length, 1, 0);
    RoutingModel model = new RoutingModel(stops);
    try {
      model.setArcCostEvaluatorOfAllVehicles(model.registerTransitMatrix(cost));
      RoutingSearchParameters search =
          main.defaultRoutingSearchParameters().toBuilder()
              .setFirstSolutionStrategy(FirstSolutionStrategy.Value.SAVINGS)
              .setLocalSearchMetaheuristic(LocalSearchMetaheuristic.Value.GREEDY_DESCENT)
              .build();
      com.google.ortools.constraintsolver.Assignment found = model.solveWithParameters(search);
      List<Integer> tour = new ArrayList<>();
      for (long at = model.start(0); !model.isEnd(at); at = found.value(model.nextVar(at))) {
        tour.add(stops.indexToNode(at));
      }
      return tour;
    } finally {
      model.delete();
      stops.delete();
    }
  }

  /** The best tour, or the best found within {@link #MOST_WORK}. */
  private static List<Integer> bestTour(int[][] exits, List<Integer> hint) {
    CpModel model = new CpModel();
    CircuitConstraint circuit = model.addCircuit();
    LinearExprBuilder cost = LinearExpr.newBuilder();
    Literal[][] follows = new Literal[exits.length][exits.length];
    for (int before = 0; before < exits.length; before++) {
      for (int after = 0; after < exits.length; after++) {
        if (before != after) {
          var step = model.newBoolVar("");
          follows[before][after] = step;
          circuit.addArc(before, after, step);
          cost.addTerm(step, exits[before][after]);
          int next = hint.get((hint.indexOf(before) + 1) % hint.size());
          model.addHint(step, next == after);
        }
      }
    }
    model.minimize(cost);
    CpSolver solver = new CpSolver();
    solver.getParameters().setNumWorkers(1).setRandomSeed(1).setMaxDeterministicTime(MOST_WORK);
    CpSolverStatus status = solver.solve(model);
    if (status != CpSolverStatus.OPTIMAL && status != CpSolverStatus.FEASIBLE) {
      return hint;
    }
    List<Integer> tour = new ArrayList<>(List.of(0));
    while (tour.size() < exits.length) {
      Literal[] from = follows[tour.get(tour.size() - 1)];
      for (int after = 0; after < exits.length; after++) {
        if (from[after] != null && solver.booleanValue(from[after])) {
          tour.add(after);
          break;
        }
      }
    }
    return tour;
  }
}
