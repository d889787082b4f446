package fr.fabrique.jury.assignment;

import fr.fabrique.jury.assignment.Plan.Limit;
import fr.fabrique.jury.assignment.Plan.Shortfall;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Why a seating with the most reviews possible has no more. Whoever could take a missing review has
 * no room. Handing on one of their own reviews would make room, but whoever could take that has no
 * room either, and so on. The ideas met on this way are those of the least cut that has the fewest
 * ideas (L. Ford and D. Fulkerson, <i>Flows in Networks</i>, 1962, chapter I), which is the same
 * whichever of the best seatings one starts from. What the chair fixed is not handed on.
 */
final class Shortages {

  private final Grid grid;
  private final Seating seating;
  private final int[] room;

  private Shortages(Grid grid, Seating seating) {
    this.grid = grid;
    this.seating = seating;
    room = IntStream.range(0, grid.jurors()).map(grid::room).toArray();
    for (int idea = 0; idea < grid.ideas(); idea++) {
      for (int juror : seating.jurorsOf(idea)) {
        if (isKept(idea, juror)) {
          room[juror]--;
        }
      }
    }
  }

  static List<Shortfall> of(Grid grid, Seating seating) {
    Shortages shortages = new Shortages(grid, seating);
    List<Shortfall> found = new ArrayList<>();
    IntStream.range(0, grid.ideas())
        .filter(idea -> grid.candidates(idea) < grid.wanted(idea))
        .mapToObj(shortages::tooFewJurors)
        .forEach(found::add);
    shortages.groups(shortages.competing()).stream()
        .map(shortages::tooLittleRoom)
        .forEach(found::add);
    found.sort(Comparator.comparing(shortfall -> shortfall.ideas().first()));
    return found;
  }

  private Shortfall tooFewJurors(int idea) {
    List<Limit> limits =
        IntStream.range(0, grid.jurors())
            .filter(juror -> !grid.isBarred(idea, juror))
            .mapToObj(juror -> new Limit(grid.juror(juror), 1, 1))
            .toList();
    return new Shortfall(new TreeSet<>(List.of(grid.idea(idea))), grid.wanted(idea), limits);
  }

  /** Ideas that are short of jurors with room, and all ideas whose jurors could help them. */
  private BitSet competing() {
    BitSet met = new BitSet();
    BitSet asked = new BitSet();
    Deque<Integer> waiting = new ArrayDeque<>();
    IntStream.range(0, grid.ideas())
        .filter(idea -> seating.placed(idea) < grid.placeable(idea))
        .forEach(idea -> meet(idea, met, waiting));
    while (!waiting.isEmpty()) {
      int idea = waiting.remove();
      for (int juror = 0; juror < grid.jurors(); juror++) {
        if (!grid.isBarred(idea, juror) && !seating.isSeated(idea, juror) && !asked.get(juror)) {
          asked.set(juror);
          for (int other = 0; other < grid.ideas(); other++) {
            if (seating.isSeated(other, juror) && !isKept(other, juror)) {
              meet(other, met, waiting);
            }
          }
        }
      }
    }
    return met;
  }

  /**
   * Parts ideas that have nothing to do with each other. Ideas belong together when a juror may
   * review both and has room, but less than for all that is wanted of them.
   */
  private List<BitSet> groups(BitSet competing) {
    BitSet contested = new BitSet();
    for (int juror = 0; juror < grid.jurors(); juror++) {
      int contender = juror;
      if (room[juror] > 0
          && competing.stream().filter(idea -> isOpen(idea, contender)).count() > room[juror]) {
        contested.set(juror);
      }
    }
    List<BitSet> groups = new ArrayList<>();
    BitSet met = new BitSet();
    for (int first : competing.stream().toArray()) {
      if (!met.get(first)) {
        BitSet before = (BitSet) met.clone();
        Deque<Integer> waiting = new ArrayDeque<>();
        meet(first, met, waiting);
        while (!waiting.isEmpty()) {
          int idea = waiting.remove();
          for (int juror : contested.stream().filter(each -> isOpen(idea, each)).toArray()) {
            contested.clear(juror);
            competing.stream()
                .filter(other -> isOpen(other, juror))
                .forEach(other -> meet(other, met, waiting));
          }
        }
        BitSet group = (BitSet) met.clone();
        group.andNot(before);
        groups.add(group);
      }
    }
    return groups;
  }

  private static void meet(int idea, BitSet met, Deque<Integer> waiting) {
    if (!met.get(idea)) {
      met.set(idea);
      waiting.add(idea);
    }
  }

  private Shortfall tooLittleRoom(BitSet group) {
    TreeSet<String> ideas = new TreeSet<>();
    group.stream().mapToObj(grid::idea).forEach(ideas::add);
    List<Limit> limits = new ArrayList<>();
    for (int juror = 0; juror < grid.jurors(); juror++) {
      int allowed = 0;
      int kept = 0;
      for (int idea : group.stream().toArray()) {
        allowed += grid.isBarred(idea, juror) ? 0 : 1;
        kept += isKept(idea, juror) ? 1 : 0;
      }
      if (allowed > 0) {
        limits.add(
            new Limit(grid.juror(juror), allowed, kept + Math.min(room[juror], allowed - kept)));
      }
    }
    return new Shortfall(ideas, group.stream().map(grid::placeable).sum(), limits);
  }

  private boolean isKept(int idea, int juror) {
    return grid.isFixed(idea, juror) && seating.isSeated(idea, juror);
  }

  private boolean isOpen(int idea, int juror) {
    return !grid.isBarred(idea, juror) && !isKept(idea, juror);
  }
}
