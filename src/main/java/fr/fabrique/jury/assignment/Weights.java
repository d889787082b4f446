package fr.fabrique.jury.assignment;

/**
 * What the kinds of cost count in a {@link Network}, beside a match, which counts one.
 *
 * @param step one step up in the rank of a load
 * @param missing one step up in the rank of what an idea misses
 * @param kept a pair that the chair fixed
 */
record Weights(long step, long missing, long kept) {

  /**
   * The least that outrank each other, where a circle passes as many pairs of each direction as
   * there are ideas or jurors, whichever are fewer, and changes one load and one idea's reviews by
   * one step.
   *
   * @param pairs how many pairs a circle can add at most, or take away
   * @param spread how far matches are apart
   * @param loads how many ranks of loads there are
   * @param shortages how many ranks there are of what an idea misses
   * @throws ArithmeticException if they exceed a long
   */
  static Weights of(int pairs, long spread, int loads, int shortages) {
    long matches = Math.multiplyExact(pairs, spread);
    long step = Math.addExact(matches, 1);
    long missing = Math.multiplyExact(step, loads + 1L);
    long kept = Math.multiplyExact(missing, shortages + 1L);
    return new Weights(step, missing, kept);
  }
}
