package fr.fabrique.jury.assignment;

import fr.fabrique.jury.assignment.Problem.Judge;
import fr.fabrique.jury.assignment.Problem.Juror;
import fr.fabrique.jury.assignment.Problem.Wanted;
import java.util.BitSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A challenge of a whole ministry: a tree of 500 units, 40 fields of which few are asked for often
 * (Zipf's law), about five for each idea and juror. A juror is barred from the ideas of their own
 * unit and of the units above and below it.
 */
final class LargeJury {

  private static final int UNITS = 500;
  private static final int FIELDS = 40;
  private static final int SUBUNITS = 5;

  private final Random random;

  private LargeJury(long seed) {
    random = new Random(seed);
  }

  static Problem of(int ideas, int jurors, int reviews) {
    return new LargeJury(2580).problem(ideas, jurors, reviews);
  }

  private Problem problem(int ideas, int jurors, int reviews) {
    BitSet[] touched = IntStream.range(0, ideas).mapToObj(idea -> fields()).toArray(BitSet[]::new);
    BitSet[] known = IntStream.range(0, jurors).mapToObj(juror -> fields()).toArray(BitSet[]::new);
    int[] from = random.ints(ideas, 0, UNITS).toArray();
    int[] of = random.ints(jurors, 0, UNITS).toArray();
    int fair = (ideas * reviews + jurors - 1) / jurors;
    int[] rooms = random.ints(jurors, fair * 2 / 3, fair * 2).toArray();
    Judge judge =
        (idea, juror) -> {
          int ideaNumber = Integer.parseInt(idea);
          int jurorNumber = Integer.parseInt(juror);
          if (isWithin(from[ideaNumber], of[jurorNumber])
              || isWithin(of[jurorNumber], from[ideaNumber])) {
            return Judge.BARRED;
          }
          BitSet common = (BitSet) touched[ideaNumber].clone();
          common.and(known[jurorNumber]);
          return common.cardinality();
        };
    return new Problem(
        IntStream.range(0, ideas)
            .mapToObj(idea -> new Wanted(String.valueOf(idea), reviews))
            .toList(),
        IntStream.range(0, jurors)
            .mapToObj(juror -> new Juror(String.valueOf(juror), 0, rooms[juror]))
            .toList(),
        judge,
        Set.of(),
        1);
  }

  private static boolean isWithin(int unit, int other) {
    int above = unit;
    while (above > 0 && above != other) {
      above = (above - 1) / SUBUNITS;
    }
    return above == other && other > 0 || unit == other;
  }

  private BitSet fields() {
    BitSet fields = new BitSet(FIELDS);
    int count = 3 + random.nextInt(5);
    while (fields.cardinality() < count) {
      fields.set(field());
    }
    return fields;
  }

  private int field() {
    double all = IntStream.rangeClosed(1, FIELDS).mapToDouble(rank -> 1.0 / rank).sum();
    double left = random.nextDouble() * all;
    int field = 0;
    while (field < FIELDS - 1 && (left -= 1.0 / (field + 1)) > 0) {
      field++;
    }
    return field;
  }
}
