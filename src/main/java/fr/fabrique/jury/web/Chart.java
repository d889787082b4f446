package fr.fabrique.jury.web;

import fr.fabrique.jury.domain.Assessment;
import fr.fabrique.jury.domain.Assessment.Score;
import fr.fabrique.jury.statistics.Distribution;
import fr.fabrique.jury.statistics.Distribution.Mark;
import java.text.NumberFormat;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How often each score was given for a criterion, as bars.
 *
 * @param words the same for those who do not see the bars
 * @param width in the drawing's own units
 */
record Chart(String label, String words, List<Bar> bars, int width) {

  private static final int STEP = 40;
  private static final int TALLEST = 60;
  private static final List<Double> USUAL = List.of(0.0, 1.0, 2.0, 3.0, 4.0, 5.0);

  /**
   * One bar.
   *
   * @param height 0 to 60
   */
  record Bar(String score, int count, int x, int height) {}

  static List<Chart> of(Collection<Assessment> assessments, Locale language) {
    List<Score> scores = assessments.stream().flatMap(a -> a.scores().stream()).toList();
    Map<String, String> labels = new HashMap<>();
    scores.forEach(score -> labels.putIfAbsent(score.criterion(), score.label()));
    return Distribution.of(
            scores.stream().map(score -> new Mark(score.criterion(), score.score())).toList())
        .stream()
        .map(d -> of(labels.get(d.criterion()), d, NumberFormat.getInstance(language)))
        .toList();
  }

  private static Chart of(String label, Distribution distribution, NumberFormat number) {
    SortedSet<Double> scores = new TreeSet<>(distribution.counts().keySet());
    if (USUAL.containsAll(scores)) {
      scores.addAll(USUAL);
    }
    int most = distribution.counts().values().stream().max(Integer::compare).orElse(1);
    List<Double> inOrder = List.copyOf(scores);
    List<Bar> bars =
        inOrder.stream()
            .map(
                score ->
                    new Bar(
                        number.format(score),
                        distribution.count(score),
                        inOrder.indexOf(score) * STEP,
                        Math.round((float) TALLEST * distribution.count(score) / most)))
            .toList();
    return new Chart(
        label,
        bars.stream()
            .map(bar -> "%s\u00a0: %d".formatted(bar.score(), bar.count()))
            .collect(Collectors.joining(", ")),
        bars,
        bars.size() * STEP);
  }
}
