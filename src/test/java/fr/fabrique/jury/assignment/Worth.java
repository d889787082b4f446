package fr.fabrique.jury.assignment;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How good a plan is, in the order in which that counts. */
record Worth(int kept, int placed, long unevenShortage, BigInteger unevenWork, long match)
    implements Comparable<Worth> {

  private static final Comparator<Worth> BY_RANK =
      Comparator.comparingInt(Worth::kept)
          .thenComparing(Worth::placed)
          .thenComparing(Worth::unevenShortage, Comparator.reverseOrder())
          .thenComparing(Worth::unevenWork, Comparator.reverseOrder())
          .thenComparing(Worth::match);

  @Override
  public int compareTo(Worth other) {
    return BY_RANK.compare(this, other);
  }

  static Worth of(Panel panel, Plan plan) {
    int kept = 0;
    int placed = 0;
    long shortage = 0;
    long match = 0;
    List<Integer> given = new ArrayList<>();
    for (int juror = 0; juror < panel.jurors(); juror++) {
      given.add(panel.given(plan, juror));
    }
    for (Map.Entry<Integer, Set<Integer>> each : panel.seated(plan).entrySet()) {
      int idea = each.getKey();
      placed += each.getValue().size();
      shortage += square(panel.wanted(idea) - each.getValue().size());
      for (int juror : each.getValue()) {
        kept += panel.isFixed(idea, juror) ? 1 : 0;
        match += panel.match(idea, juror);
      }
    }
    return new Worth(kept, placed, shortage, work(panel, given), match);
  }

  /**
   * The best there is, found by trying everything: idea after idea, all sets of jurors, and of all
   * ways to the same number of reviews for each juror the best.
   */
  static Worth best(Panel panel) {
    Map<List<Integer>, Worth> ways = new HashMap<>();
    List<Integer> nothing = new ArrayList<>();
    for (int juror = 0; juror < panel.jurors(); juror++) {
      nothing.add(0);
    }
    ways.put(nothing, new Worth(0, 0, 0, BigInteger.ZERO, 0));
    for (int idea = 0; idea < panel.ideas(); idea++) {
      Map<List<Integer>, Worth> further = new HashMap<>();
      for (Map.Entry<List<Integer>, Worth> way : ways.entrySet()) {
        for (int set = 0; set < 1 << panel.jurors(); set++) {
          seat(panel, idea, set, way.getKey(), way.getValue(), further);
        }
      }
      ways = further;
    }
    return ways.entrySet().stream()
        .map(
            way -> {
              Worth worth = way.getValue();
              return new Worth(
                  worth.kept(),
                  worth.placed(),
                  worth.unevenShortage(),
                  work(panel, way.getKey()),
                  worth.match());
            })
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  private static void seat(
      Panel panel,
      int idea,
      int set,
      List<Integer> given,
      Worth worth,
      Map<List<Integer>, Worth> further) {
    int count = Integer.bitCount(set);
    if (count > panel.wanted(idea)) {
      return;
    }
    List<Integer> then = new ArrayList<>(given);
    int kept = worth.kept();
    long match = worth.match();
    for (int juror = 0; juror < panel.jurors(); juror++) {
      if ((set >> juror & 1) == 1) {
        if (panel.isBarred(idea, juror) || then.get(juror) >= panel.room(juror)) {
          return;
        }
        then.set(juror, then.get(juror) + 1);
        kept += panel.isFixed(idea, juror) ? 1 : 0;
        match += panel.match(idea, juror);
      }
    }
    further.merge(
        then,
        new Worth(
            kept,
            worth.placed() + count,
            worth.unevenShortage() + square(panel.wanted(idea) - count),
            BigInteger.ZERO,
            match),
        (one, other) -> one.compareTo(other) >= 0 ? one : other);
  }

  private static long square(long number) {
    return number * number;
  }

  private static BigInteger work(Panel panel, List<Integer> given) {
    BigInteger work = BigInteger.ZERO;
    for (int juror = 0; juror < panel.jurors(); juror++) {
      work =
          work.add(BigInteger.valueOf((long) panel.loads().get(juror) + given.get(juror)).pow(2));
    }
    return work;
  }
}
