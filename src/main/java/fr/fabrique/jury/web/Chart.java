package fr.fabrique.jury.web;

import fr.fabrique.jury.domain.Assessment;
import fr.fabrique.jury.domain.Assessment.Score;
import fr.fabrique.jury.statistics.Distribution;
import fr.fabrique.jury.statistics.Distribution.Mark;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How often each score was given for a criterion, as bars. Many different scores are gathered at
 * the nearest of a few whole numbers.
 *
 * @param words the same for those who do not see the bars
 */
record Chart(String label, String words, List<Bar> bars) {

  /** In the drawing's own units. */
  private static final int WIDTH = 240;

  private static final int TALLEST = 60;
  private static final int MOST_BARS = 12;

  /** So many bars have room for a number above each; of more, the tallest has one. */
  private static final int MOST_NUMBERS = 6;

  private static final List<Double> USUAL = List.of(0.0, 1.0, 2.0, 3.0, 4.0, 5.0);

  /**
   * One bar.
   *
   * @param middle where it stands
   * @param height 0 to 60
   * @param numbered whether there is room for its count
   */
  record Bar(String score, int count, int middle, int width, int height, boolean numbered) {}

  /**
   * The bars that all charts of a jury share, so that they can be compared.
   *
   * @param step between two of them; 0 where each score has a bar of its own
   */
  private record Scale(SortedSet<Double> bars, double step) {

    static Scale of(Collection<Double> given) {
      SortedSet<Double> scores = new TreeSet<>(given);
      if (USUAL.containsAll(scores)) {
        return new Scale(new TreeSet<>(USUAL), 0);
      }
      if (scores.size() <= MOST_BARS) {
        return new Scale(scores, 0);
      }
      double first = Math.rint(scores.first());
      double step = Math.max(1, Math.ceil((scores.last() - first) / (MOST_BARS - 1)));
      SortedSet<Double> bars = new TreeSet<>();
      for (double bar = first; bar < scores.last() + step / 2; bar += step) {
        bars.add(bar);
      }
      return new Scale(bars, step);
    }

    double barOf(double score) {
      return step == 0 ? score : bars.first() + step * Math.rint((score - bars.first()) / step);
    }
  }

  static List<Chart> of(Collection<Assessment> assessments, Locale language) {
    List<Score> scores = assessments.stream().flatMap(a -> a.scores().stream()).toList();
    Map<String, String> labels = new HashMap<>();
    scores.forEach(score -> labels.putIfAbsent(score.criterion(), score.label()));
    List<Distribution> distributions =
        Distribution.of(
            scores.stream().map(score -> new Mark(score.criterion(), score.score())).toList());
    Scale scale = Scale.of(scores.stream().map(Score::score).toList());
    return distributions.stream()
        .map(d -> of(labels.get(d.criterion()), d, scale, NumberFormat.getInstance(language)))
        .toList();
  }

  private static Chart of(
      String label, Distribution distribution, Scale scale, NumberFormat number) {
    SortedMap<Double, Integer> counts = new TreeMap<>();
    scale.bars().forEach(bar -> counts.put(bar, 0));
    distribution
        .counts()
        .forEach((score, count) -> counts.merge(scale.barOf(score), count, Integer::sum));
    int most = Collections.max(counts.values());
    double step = (double) WIDTH / counts.size();
    List<Bar> bars = new ArrayList<>();
    for (Map.Entry<Double, Integer> entry : counts.entrySet()) {
      int count = entry.getValue();
      int place = bars.size();
      bars.add(
          new Bar(
              number.format(entry.getKey()),
              count,
              (int) Math.round((place + 0.5) * step),
              (int) Math.max(1, Math.round(0.7 * step)),
              Math.round((float) TALLEST * count / most),
              counts.size() <= MOST_NUMBERS || count == most));
    }
    return new Chart(
        label,
        bars.stream()
            .map(bar -> "%s\u00a0: %d".formatted(bar.score(), bar.count()))
            .collect(Collectors.joining(", ")),
        List.copyOf(bars));
  }
}
