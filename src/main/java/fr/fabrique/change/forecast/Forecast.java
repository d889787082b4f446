package fr.fabrique.change.forecast;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import fr.fabrique.engine.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a stream of ideas would meet on the published route and, side by side, on a draft of it.
 *
 * @param draft null when only the published one was asked for
 * @param assumptions what it rests on, in sentences
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Forecast(
    int ideas, double days, int seeds, Side published, Side draft, List<Sentence> assumptions) {

  /**
   * What differs between published and draft.
   *
   * @param difference draft less published, with the same lots drawn for both: the interval is that
   *     of its mean
   */
  public record Moved(String what, double published, double draft, Estimate difference) {}

  /**
   * Plays it.
   *
   * @param draft empty to play the published route alone
   * @param atOnce how many plays run side by side
   */
  static Forecast play(
      Question question,
      Past past,
      SortedMap<String, byte[]> published,
      Optional<SortedMap<String, byte[]>> draft,
      int atOnce) {
    List<Side> sides =
        Plays.of(
            Stream.concat(Stream.of(published), draft.stream()).toList(), past, question, atOnce);
    return of(
        question,
        past,
        sides.get(0),
        sides.size() == 1 ? null : sides.get(1),
        Labels.in(draft.orElse(published)).or(Labels.in(published)));
  }

  private static Forecast of(
      Question question, Past past, Side published, Side draft, Labels labels) {
    var arrivals = question.arrivals();
    double days =
        java.time.Duration.between(arrivals.get(0), arrivals.get(arrivals.size() - 1)).toSeconds()
            / 86_400.0;
    return new Forecast(
        arrivals.size(),
        days,
        question.seeds().size(),
        published,
        draft,
        assumptions(question, past, published, draft, labels));
  }

  /** What moved; empty without a draft. */
  @JsonProperty("moved")
  public List<Moved> moved() {
    if (draft == null) {
      return List.of();
    }
    List<Moved> moved = new ArrayList<>();
    moved.add(
        moved("median", published.median(), draft.median(), published.medians(), draft.medians()));
    moved.add(
        moved(
            "slowest",
            published.slowest(),
            draft.slowest(),
            published.slowests(),
            draft.slowests()));
    return moved;
  }

  private static Moved moved(
      String what, Estimate before, Estimate now, List<Double> was, List<Double> is) {
    double[] differences = new double[was.size()];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = is.get(i) - was.get(i);
    }
    return new Moved(what, before.mean(), now.mean(), Estimate.ofMean(differences));
  }

  private static List<Sentence> assumptions(
      Question question, Past past, Side published, Side draft, Labels labels) {
    List<Sentence> all = new ArrayList<>();
    all.add(
        question.hours() >= 24
            ? Sentence.of("forecast.works_always", question.effortMinutes())
            : Sentence.of("forecast.works", question.hours(), question.effortMinutes()));
    all.add(Sentence.of("forecast.own_time"));
    all.add(Sentence.of("forecast.no_author"));
    all.add(Sentence.of("forecast.until", labels.of(question.until())));
    if (question.seeds().size() > 1) {
      all.add(Sentence.of("forecast.interval", question.seeds().size()));
    }
    Set<String> learned = new TreeSet<>(published.learned().keySet());
    Set<String> defaults = new TreeSet<>(published.defaults());
    Set<String> unsaid = new TreeSet<>(published.unsaid());
    if (draft != null) {
      learned.addAll(draft.learned().keySet());
      defaults.addAll(draft.defaults());
      unsaid.addAll(draft.unsaid());
    }
    if (!unsaid.isEmpty()) {
      all.add(Sentence.of("forecast.one_each", String.join(", ", unsaid)));
    }
    if (!learned.isEmpty()) {
      all.add(
          Sentence.of(
              "forecast.learned",
              learned.size(),
              learned.stream().mapToInt(e -> past.cases().get(e).size()).min().orElse(0)));
    }
    if (!defaults.isEmpty()) {
      all.add(
          Sentence.of(
              "forecast.defaults",
              Past.ENOUGH,
              defaults.stream().map(labels::of).collect(Collectors.joining(" · ")),
              Math.round(Habits.USUAL_DELAY)));
    }
    return all;
  }

  /** Why it must not be relied on; empty when the past says enough. */
  public Optional<Sentence> tooThin() {
    int tasksLearned =
        (int)
            published.tasks().stream()
                .filter(task -> published.learned().containsKey(task.element()))
                .count();
    return tasksLearned * 2 >= published.tasks().size()
        ? Optional.empty()
        : Optional.of(
            Sentence.of("forecast.too_thin", published.tasks().size(), tasksLearned, Past.ENOUGH));
  }
}
