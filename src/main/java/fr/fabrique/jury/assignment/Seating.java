package fr.fabrique.jury.assignment;

import java.util.BitSet;

/** Which juror reviews which idea. */
final class Seating {

  private final BitSet[] jurorsOf;
  private final int[] reviews;

  Seating(int ideas, int jurors) {
    jurorsOf = new BitSet[ideas];
    for (int idea = 0; idea < ideas; idea++) {
      jurorsOf[idea] = new BitSet(jurors);
    }
    reviews = new int[jurors];
  }

  void seat(int idea, int juror) {
    jurorsOf[idea].set(juror);
    reviews[juror]++;
  }

  boolean isSeated(int idea, int juror) {
    return jurorsOf[idea].get(juror);
  }

  int[] jurorsOf(int idea) {
    return jurorsOf[idea].stream().toArray();
  }

  int placed(int idea) {
    return jurorsOf[idea].cardinality();
  }

  /** How many reviews the juror gets here. */
  int reviews(int juror) {
    return reviews[juror];
  }
}
