package fr.fabrique.rehearsal;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;

/**
 * Seeded chance. The same seed and the same words give the same draws, whatever was drawn for other
 * ideas before, so that a rehearsal can be repeated.
 */
final class Draw {

  private final SplittableRandom random;

  private Draw(long seed) {
    this.random = new SplittableRandom(seed);
  }

  static Draw of(long seed, Object... words) {
    long hash = 0xcbf29ce484222325L ^ seed;
    for (Object word : words) {
      for (char letter : (word + "\n").toCharArray()) {
        hash = (hash ^ letter) * 0x100000001b3L;
      }
    }
    return new Draw(hash);
  }

  /** True in this share of all cases. */
  boolean happens(double share) {
    return random.nextDouble() < share;
  }

  /** A number from the first to the last, both included. */
  int between(int first, int last) {
    return random.nextInt(first, Math.max(first, last) + 1);
  }

  /** A value around the centre; four fifths of all lie within the width on either side. */
  double around(double centre, double width) {
    double sum = random.nextDouble() + random.nextDouble() + random.nextDouble();
    return centre + (sum / 1.5 - 1) * 2 * width;
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** One of the choices, each as often as its weight says; of weights all 0, any. */
  <T> T oneOf(List<T> choices, ToIntFunction<T> weight) {
    int left = choices.stream().mapToInt(weight).sum();
    if (left == 0) {
      return oneOf(choices);
    }
    left = random.nextInt(left);
    for (T choice : choices) {
      left -= weight.applyAsInt(choice);
      if (left < 0) {
        return choice;
      }
    }
    throw new IllegalStateException("Weights changed while drawing.");
  }
}
