package fr.fabrique.change.forecast;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a stream of ideas would meet on the published route and, side by side, on a draft of it.
 *
 * @param draft null when only the published one was asked for
 * @param assumptions what it rests on, in sentences
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Forecast(
    int ideas, double days, int seeds, Side published, Side draft, List<String> assumptions) {

  /**
   * What differs between published and draft.
   *
   * @param difference draft less published, with the same lots drawn for both
   */
  public record Moved(String what, double published, double draft, Estimate difference) {}

  static Forecast of(Question question, Past past, Side published, Side draft) {
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
        assumptions(question, past, published, draft));
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
    return new Moved(what, before.mean(), now.mean(), Estimate.of(differences));
  }

  private static List<String> assumptions(
      Question question, Past past, Side published, Side draft) {
    List<String> all = new ArrayList<>();
    all.add(
        question.hours() >= 24
            ? "People work always, one task at a time, %d minutes each."
                .formatted(question.effortMinutes())
            : "People work %d hours on weekdays, one task at a time, %d minutes each."
                .formatted(question.hours(), question.effortMinutes()));
    all.add(
        "Authors, managers and intrapreneurs have time of their own: their tasks wait for nobody else's.");
    all.add("An idea is followed until it has left %s.".formatted(question.until()));
    Set<String> learned = new TreeSet<>(published.learned().keySet());
    Set<String> defaults = new TreeSet<>(published.defaults());
    if (draft != null) {
      learned.addAll(draft.learned().keySet());
      defaults.addAll(draft.defaults());
    }
    if (!learned.isEmpty()) {
      all.add(
          "How long it takes and what comes of it is drawn from the past of %d elements, the least known of them with %d cases."
              .formatted(
                  learned.size(),
                  learned.stream().mapToInt(e -> past.cases().get(e).size()).min().orElse(0)));
    }
    if (!defaults.isEmpty()) {
      all.add(
          "Fewer than %d cases are known of %s: there a task waits %.0f days in the middle before somebody gets to it, and answers fall evenly on what the form offers."
              .formatted(Past.ENOUGH, String.join(", ", defaults), Habits.USUAL_DELAY));
    }
    return all;
  }

  /** Why it must not be relied on; empty when the past says enough. */
  static Optional<String> tooThin(Side published) {
    int tasksLearned =
        (int)
            published.tasks().stream()
                .filter(task -> published.learned().containsKey(task.element()))
                .count();
    return tasksLearned * 2 >= published.tasks().size()
        ? Optional.empty()
        : Optional.of(
            "the past is too thin: of %d kinds of tasks that ideas meet, %d have at least %d cases."
                .formatted(published.tasks().size(), tasksLearned, Past.ENOUGH));
  }
}
