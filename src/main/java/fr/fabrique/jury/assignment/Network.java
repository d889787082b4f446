package fr.fabrique.jury.assignment;

import com.google.ortools.graph.MinCostFlow;
import com.google.ortools.graph.MinCostFlowBase.Status;
import java.util.Arrays;
import java.util.PrimitiveIterator;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The assignment as a flow of least cost. Reviews flow from ideas through jurors to a sink; those
 * that cannot be placed flow from their idea to the sink directly. Each further review of a juror,
 * and each further one that an idea misses, has an arc of its own that costs more than the one
 * before.
 *
 * <p>A plan that is not best is made better along one circle that passes no node twice (R. Ahuja,
 * T. Magnanti and J. Orlin, <i>Network Flows</i>, 1993, theorems 3.7 and 9.1). A kind of cost
 * outranks a lesser one, therefore, when it exceeds what one such circle can change of it: a circle
 * passes each idea and each juror once, and the sink once, so that one load moves up and one down.
 *
 * <p>A further review costs the rank of the load that it leads to, not the growth of a square: all
 * costs that rise with the load find the same plans (see {@link Assignment}), and ranks are small
 * however far apart the loads are.
 */
final class Network {

  private final Grid grid;
  private final int[] capacity;
  private final long ceiling;
  private final int[] ideas;
  private final int[] jurors;
  private final int sink;

  /**
   * @param capacity how many reviews each juror can take
   * @param ceiling up to this load each review has an arc of its own; those above share one, which
   *     costs as much as the lowest of them
   */
  private Network(Grid grid, int[] capacity, long ceiling) {
    this.grid = grid;
    this.capacity = capacity;
    this.ceiling = ceiling;
    Random random = new Random(grid.seed());
    ideas = shuffled(grid.ideas(), random);
    jurors = shuffled(grid.jurors(), random);
    sink = ideas.length + jurors.length;
  }

  private static int[] shuffled(int count, Random random) {
    int[] numbers = IntStream.range(0, count).toArray();
    for (int last = count - 1; last > 0; last--) {
      int other = random.nextInt(last + 1);
      int number = numbers[last];
      numbers[last] = numbers[other];
      numbers[other] = number;
    }
    return numbers;
  }

  static Seating optimum(Grid grid) {
    long reviews = IntStream.range(0, grid.ideas()).mapToLong(grid::placeable).sum();
    if (reviews == 0) {
      return new Seating(grid.ideas(), grid.jurors());
    }
    NativeSolvers.load();
    int[] capacity = capacity(grid);
    // Where nothing lies above the ceiling, arcs above it could only have cost more. Nobody needs
    // to end higher than the highest here, for that would be less even.
    long ceiling = level(grid, capacity, reviews);
    Seating seating = new Network(grid, capacity, ceiling).solve();
    long highest = highestLoad(grid, seating);
    return highest <= ceiling ? seating : new Network(grid, capacity, highest).solve();
  }

  private static int[] capacity(Grid grid) {
    int[] capacity = new int[grid.jurors()];
    for (int idea = 0; idea < grid.ideas(); idea++) {
      for (int juror = 0; juror < capacity.length; juror++) {
        if (!grid.isBarred(idea, juror) && capacity[juror] < grid.room(juror)) {
          capacity[juror]++;
        }
      }
    }
    return capacity;
  }

  /** The lowest load up to which jurors can take so many reviews, or all that they can. */
  private static long level(Grid grid, int[] capacity, long reviews) {
    long low = 0;
    long high =
        IntStream.range(0, capacity.length)
            .mapToLong(juror -> (long) grid.load(juror) + capacity[juror])
            .max()
            .orElse(0);
    while (low < high) {
      long level = (low + high) / 2;
      long taken =
          IntStream.range(0, capacity.length)
              .mapToLong(juror -> Math.min(capacity[juror], Math.max(0, level - grid.load(juror))))
              .sum();
      if (taken < reviews) {
        low = level + 1;
      } else {
        high = level;
      }
    }
    return low;
  }

  private static long highestLoad(Grid grid, Seating seating) {
    return IntStream.range(0, grid.jurors())
        .filter(juror -> seating.reviews(juror) > 0)
        .mapToLong(juror -> (long) grid.load(juror) + seating.reviews(juror))
        .max()
        .orElse(0);
  }

  private Seating solve() {
    long[] loads = distinct(IntStream.range(0, jurors.length).mapToObj(this::loads));
    long[] shortages = distinct(IntStream.range(0, ideas.length).mapToObj(this::shortages));
    Weights weights = weights(loads.length + 1, shortages.length);
    MinCostFlow flow = new MinCostFlow(sink + 1, arcs());
    try {
      addPairs(flow, weights);
      addIdeas(flow, weights, shortages);
      addJurors(flow, weights, loads);
      Status status = flow.solve();
      if (status == Status.BAD_COST_RANGE) {
        throw tooFarApart(null);
      }
      if (status != Status.OPTIMAL) {
        throw new IllegalStateException("OR-tools ends with " + status);
      }
      return seating(flow);
    } finally {
      flow.delete();
    }
  }

  /** The loads that the juror's own arcs lead to. */
  private LongStream loads(int juror) {
    long load = grid.load(juror);
    return LongStream.rangeClosed(load + 1, Math.min(load + capacity[juror], ceiling));
  }

  /** How many reviews the idea misses with each that is not placed. */
  private LongStream shortages(int idea) {
    long wanted = grid.wanted(idea);
    return LongStream.rangeClosed(wanted - grid.placeable(idea) + 1, wanted);
  }

  private static long[] distinct(Stream<LongStream> values) {
    long[] sorted = values.flatMapToLong(Function.identity()).sorted().toArray();
    int count = 0;
    for (long value : sorted) {
      if (count == 0 || sorted[count - 1] != value) {
        sorted[count++] = value;
      }
    }
    return Arrays.copyOf(sorted, count);
  }

  private Weights weights(int loads, int shortages) {
    try {
      return Weights.of(
          Math.min(ideas.length, jurors.length),
          (long) grid.highestMatch() - grid.lowestMatch(),
          loads,
          shortages);
    } catch (ArithmeticException e) {
      throw tooFarApart(e);
    }
  }

  private IllegalArgumentException tooFarApart(Throwable cause) {
    return new IllegalArgumentException(
        "matches from %d to %d are too far apart to be reckoned exactly with %d ideas and %d jurors"
            .formatted(grid.lowestMatch(), grid.highestMatch(), ideas.length, jurors.length),
        cause);
  }

  private int arcs() {
    long arcs = jurors.length;
    for (int idea : ideas) {
      arcs += grid.candidates(idea) + grid.placeable(idea);
    }
    for (int juror : jurors) {
      arcs += loads(juror).count();
    }
    return Math.toIntExact(arcs);
  }

  private void addPairs(MinCostFlow flow, Weights weights) {
    for (int tail = 0; tail < ideas.length; tail++) {
      int idea = ideas[tail];
      for (int head = 0; head < jurors.length; head++) {
        int juror = jurors[head];
        if (!grid.isBarred(idea, juror)) {
          long cost = (long) grid.highestMatch() - grid.match(idea, juror);
          flow.addArcWithCapacityAndUnitCost(
              tail,
              ideas.length + head,
              1,
              grid.isFixed(idea, juror) ? cost - weights.kept() : cost);
        }
      }
    }
  }

  private void addIdeas(MinCostFlow flow, Weights weights, long[] shortages) {
    long reviews = 0;
    for (int tail = 0; tail < ideas.length; tail++) {
      int idea = ideas[tail];
      for (PrimitiveIterator.OfLong each = shortages(idea).iterator(); each.hasNext(); ) {
        int rank = 1 + Arrays.binarySearch(shortages, each.nextLong());
        flow.addArcWithCapacityAndUnitCost(tail, sink, 1, rank * weights.missing());
      }
      flow.setNodeSupply(tail, grid.placeable(idea));
      reviews += grid.placeable(idea);
    }
    flow.setNodeSupply(sink, -reviews);
  }

  private void addJurors(MinCostFlow flow, Weights weights, long[] loads) {
    for (int number = 0; number < jurors.length; number++) {
      int juror = jurors[number];
      int tail = ideas.length + number;
      int own = 0;
      for (PrimitiveIterator.OfLong each = loads(juror).iterator(); each.hasNext(); own++) {
        int rank = Arrays.binarySearch(loads, each.nextLong());
        flow.addArcWithCapacityAndUnitCost(tail, sink, 1, rank * weights.step());
      }
      flow.addArcWithCapacityAndUnitCost(
          tail, sink, capacity[juror] - own, loads.length * weights.step());
    }
  }

  /** The arcs of pairs come first, in the order in which they were added. */
  private Seating seating(MinCostFlow flow) {
    Seating seating = new Seating(grid.ideas(), grid.jurors());
    int arc = 0;
    for (int idea : ideas) {
      for (int juror : jurors) {
        if (!grid.isBarred(idea, juror) && flow.getFlow(arc++) == 1) {
          seating.seat(idea, juror);
        }
      }
    }
    return seating;
  }
}
