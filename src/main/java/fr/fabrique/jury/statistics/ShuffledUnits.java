package fr.fabrique.jury.statistics;

import fr.fabrique.jury.statistics.OwnUnit.Shuffled;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The units of the reviews, of which one side is shuffled. */
final class ShuffledUnits {

  private final int[] holder;
  private final int[] unitOfHolder;
  private final int[] unitOfOther;

  ShuffledUnits(List<Review> reviews, Shuffled shuffled) {
    Map<String, Integer> units = new HashMap<>();
    Map<List<String>, Integer> holders = new LinkedHashMap<>();
    holder = new int[reviews.size()];
    unitOfOther = new int[reviews.size()];
    List<Integer> ofHolders = new ArrayList<>();
    int row = 0;
    for (Review review : reviews) {
      boolean jurors = shuffled == Shuffled.JUROR_UNITS;
      String unit = jurors ? review.jurorUnit() : review.ideaUnit();
      int number = units.computeIfAbsent(unit, u -> units.size());
      List<String> key = List.of(jurors ? review.juror() : review.idea(), unit);
      if (!holders.containsKey(key)) {
        holders.put(key, holders.size());
        ofHolders.add(number);
      }
      holder[row] = holders.get(key);
      unitOfOther[row++] =
          units.computeIfAbsent(jurors ? review.ideaUnit() : review.jurorUnit(), u -> units.size());
    }
    unitOfHolder = ofHolders.stream().mapToInt(unit -> unit).toArray();
  }

  /** After Fisher and Yates. */
  void shuffle(SplittableRandom random) {
    for (int last = unitOfHolder.length - 1; last > 0; last--) {
      int drawn = random.nextInt(last + 1);
      int unit = unitOfHolder[drawn];
      unitOfHolder[drawn] = unitOfHolder[last];
      unitOfHolder[last] = unit;
    }
  }

  boolean[] own() {
    boolean[] own = new boolean[holder.length];
    for (int row = 0; row < own.length; row++) {
      own[row] = unitOfHolder[holder[row]] == unitOfOther[row];
    }
    return own;
  }
}
