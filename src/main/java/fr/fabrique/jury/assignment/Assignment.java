package fr.fabrique.jury.assignment;

import fr.fabrique.jury.assignment.Plan.Seat;
import fr.fabrique.jury.assignment.Problem.Pair;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Gives all ideas their jurors at once. A juror reviews an idea once at most, never one that is
 * barred to them, and never more ideas than they have room for. Among all such plans the best one
 * is taken, and what stands first here outranks all that follows:
 *
 * <ol>
 *   <li>most of the pairs that the chair fixed are kept;
 *   <li>most reviews are placed;
 *   <li>ideas that go short do so evenly: the sum of squares of what each idea misses is least, so
 *       that two ideas miss one review each before one misses two;
 *   <li>work is even: the sum of squares of what each juror has in the end, with what they had
 *       before, is least. Then no spread of these reviews is more even by any measure that prefers
 *       moving a review from the one who has more to the one who has at least two less (A. Frank
 *       and K. Murota, <i>Decreasing minimization on M-convex sets</i>, Mathematical Programming
 *       195, 2022);
 *   <li>the total match is highest.
 * </ol>
 *
 * Where several plans are best, the seed decides. See decision 10.
 */
public final class Assignment {

  private Assignment() {}

  /**
   * @throws IllegalArgumentException if the judge gives a match below zero that is no bar, or if
   *     the problem is too large or its matches too far apart to be reckoned exactly
   * @throws IllegalStateException if this system has no library of OR-tools
   */
  public static Plan best(Problem problem) {
    Grid grid = Grid.of(problem);
    Seating seating = Network.optimum(grid);
    List<Seat> seats = seats(grid, seating);
    return new Plan(
        seats,
        Shortages.of(grid, seating),
        unkept(problem, seats),
        seats.stream().mapToLong(Seat::match).sum());
  }

  private static List<Seat> seats(Grid grid, Seating seating) {
    int[] load = IntStream.range(0, grid.jurors()).map(grid::load).toArray();
    List<Seat> seats = new ArrayList<>();
    for (int idea = 0; idea < grid.ideas(); idea++) {
      for (int juror : seating.jurorsOf(idea)) {
        seats.add(
            new Seat(grid.idea(idea), grid.juror(juror), grid.match(idea, juror), load[juror]++));
      }
    }
    return seats;
  }

  private static List<Pair> unkept(Problem problem, List<Seat> seats) {
    Set<Pair> unkept = new HashSet<>(problem.fixed());
    seats.forEach(seat -> unkept.remove(new Pair(seat.idea(), seat.juror())));
    return unkept.stream()
        .sorted(Comparator.comparing(Pair::idea).thenComparing(Pair::juror))
        .toList();
  }
}
