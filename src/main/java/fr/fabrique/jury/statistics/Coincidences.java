package fr.fabrique.jury.statistics;

import fr.fabrique.jury.statistics.Agreement.Metric;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.dkpro.statistics.agreement.IAnnotationStudy;
import org.dkpro.statistics.agreement.coding.CodingAnnotationStudy;
import org.dkpro.statistics.agreement.coding.ICodingAnnotationItem;
import org.dkpro.statistics.agreement.coding.ICodingAnnotationStudy;
import org.dkpro.statistics.agreement.coding.KrippendorffAlphaAgreement;
import org.dkpro.statistics.agreement.distance.IDistanceFunction;
import org.dkpro.statistics.agreement.distance.IntervalDistanceFunction;
import org.dkpro.statistics.agreement.distance.NominalDistanceFunction;

/**
 * Which totals coincide on the same ideas, as the library counts them, idea by idea and once: a
 * sample of ideas has the sum of its ideas' coincidences, and the library makes alpha of that. A
 * study of its own for each sample would give the same and take several times as long.
 *
 * <p>The library's studies have one column for each rater and look at every pair of columns, also
 * where both are empty. Alpha does not ask who gave a total: each idea's totals fill the first
 * columns of a study that is as wide as the largest panel.
 */
final class Coincidences {

  /** A pair of values that coincide on an idea, and how often. */
  private record Pair(int one, int other, double times) {}

  private final Metric metric;
  private final ICodingAnnotationStudy study;
  private final Double[] values;
  private final Pair[][] pairsOfIdeas;

  Coincidences(List<Collection<Double>> totalsOfIdeas, Metric metric) {
    this.metric = metric;
    study = study(totalsOfIdeas);
    Map<Double, Integer> places = new TreeMap<>();
    totalsOfIdeas.forEach(totals -> totals.forEach(total -> places.put(total, 0)));
    values = places.keySet().toArray(Double[]::new);
    for (int place = 0; place < values.length; place++) {
      places.put(values[place], place);
    }
    pairsOfIdeas = new Pair[totalsOfIdeas.size()][];
    int idea = 0;
    for (ICodingAnnotationItem item : study.getItems()) {
      pairsOfIdeas[idea++] =
          CodingAnnotationStudy.countCategoryCoincidence(item).entrySet().stream()
              .flatMap(
                  one ->
                      one.getValue().entrySet().stream()
                          .map(
                              other ->
                                  new Pair(
                                      places.get(one.getKey()),
                                      places.get(other.getKey()),
                                      other.getValue())))
              .toArray(Pair[]::new);
    }
  }

  private static ICodingAnnotationStudy study(List<Collection<Double>> totalsOfIdeas) {
    int widest = totalsOfIdeas.stream().mapToInt(Collection::size).max().orElse(0);
    CodingAnnotationStudy study = new CodingAnnotationStudy(widest);
    for (Collection<Double> totals : totalsOfIdeas) {
      Object[] columns = new Object[widest];
      int column = 0;
      for (Double total : totals) {
        columns[column++] = total;
      }
      study.addItemAsArray(columns);
    }
    return study;
  }

  /** Alpha of all ideas; not a number where all totals are equal. */
  double alpha() {
    int[] times = new int[pairsOfIdeas.length];
    Arrays.fill(times, 1);
    return alpha(times);
  }

  /** Alpha of as many ideas drawn with replacement; not a number where all totals are equal. */
  double alphaOfSample(SplittableRandom random) {
    int[] times = new int[pairsOfIdeas.length];
    for (int draw = 0; draw < times.length; draw++) {
      times[random.nextInt(times.length)]++;
    }
    return alpha(times);
  }

  private double alpha(int[] times) {
    double[][] sums = new double[values.length][];
    for (int idea = 0; idea < times.length; idea++) {
      for (Pair pair : times[idea] == 0 ? new Pair[0] : pairsOfIdeas[idea]) {
        if (sums[pair.one()] == null) {
          sums[pair.one()] = new double[values.length];
        }
        sums[pair.one()][pair.other()] += times[idea] * pair.times();
      }
    }
    Map<Object, Map<Object, Double>> coincidences = new HashMap<>();
    for (int one = 0; one < sums.length; one++) {
      if (sums[one] != null) {
        Map<Object, Double> others = new HashMap<>();
        for (int other = 0; other < sums.length; other++) {
          if (sums[one][other] > 0) {
            others.put(values[other], sums[one][other]);
          }
        }
        coincidences.put(values[one], others);
      }
    }
    return coincidences.size() < 2
        ? Double.NaN
        : new Alpha(study, distance(coincidences), coincidences).calculateAgreement();
  }

  private IDistanceFunction distance(Map<Object, Map<Object, Double>> coincidences) {
    return switch (metric) {
      case NOMINAL -> new NominalDistanceFunction();
      case ORDINAL -> new OrdinalDistance(coincidences);
      case INTERVAL -> new IntervalDistanceFunction();
    };
  }

  /** The library's alpha of coincidences that are counted already. */
  private static final class Alpha extends KrippendorffAlphaAgreement {

    Alpha(
        ICodingAnnotationStudy study,
        IDistanceFunction distance,
        Map<Object, Map<Object, Double>> coincidences) {
      super(study, distance);
      coincidenceMatrix = coincidences;
    }
  }

  /**
   * Krippendorff's ordinal distance: the squared number of reviews between two totals, half of
   * those with either total included. The library's own counts all reviews anew for each pair of
   * totals, and takes whole numbers only.
   */
  private static final class OrdinalDistance implements IDistanceFunction {

    private final Map<Object, Double> ranks = new HashMap<>();

    OrdinalDistance(Map<Object, Map<Object, Double>> coincidences) {
      double below = 0;
      for (Object value : new TreeMap<>(coincidences).keySet()) {
        double count = coincidences.get(value).values().stream().mapToDouble(n -> n).sum();
        ranks.put(value, below + count / 2);
        below += count;
      }
    }

    @Override
    public double measureDistance(IAnnotationStudy study, Object one, Object other) {
      double distance = ranks.get(one) - ranks.get(other);
      return distance * distance;
    }
  }
}
