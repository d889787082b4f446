package fr.fabrique.change.forecast;

import fr.fabrique.change.forecast.Forecast.Moved;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A forecast as a table for people. */
final class ForecastPrinted {

  private static final String WIDTHS = "  %-40s %22s %22s%n";

  private final Forecast forecast;
  private final StringBuilder text = new StringBuilder();

  private ForecastPrinted(Forecast forecast) {
    this.forecast = forecast;
  }

  static String of(Forecast forecast) {
    return new ForecastPrinted(forecast).text();
  }

  private String text() {
    Side before = forecast.published();
    Optional<Side> now = Optional.ofNullable(forecast.draft());
    text.append(
        String.format(
            Locale.ROOT,
            "%,d ideas in %.0f days, played %d times%n%n",
            forecast.ideas(),
            forecast.days(),
            forecast.seeds()));
    row("", "published", now.map(d -> "draft").orElse(""));
    figure("Ideas that came through", before.seen(), now.map(Side::seen));
    figure("Ideas that ended before", before.ended(), now.map(Side::ended));
    figure("Still under way a year after", before.underWay(), now.map(Side::underWay));
    figure("Days until there, half need at most", before.median(), now.map(Side::median));
    figure("Days until there, nine of ten", before.slowest(), now.map(Side::slowest));
    for (Moved moved : forecast.moved()) {
      text.append(
          String.format(
              Locale.ROOT,
              "  %s: %+.1f days on the draft%s%n",
              moved.what().equals("median") ? "Half of them" : "The slowest of ten",
              moved.difference().mean(),
              moved.difference().low() == null
                  ? ""
                  : moved.difference().isSure() ? ", surely" : ", which may be chance"));
    }
    tasks(before, now);
    loads(before, now);
    troubles("published", before);
    now.ifPresent(side -> troubles("draft", side));
    text.append("%nIt rests on this%n".formatted());
    forecast
        .assumptions()
        .forEach(sentence -> text.append("  ").append(sentence).append("%n".formatted()));
    return text.toString();
  }

  private void tasks(Side before, Optional<Side> now) {
    Map<String, Side.Task> published =
        before.tasks().stream().collect(Collectors.toMap(Side.Task::element, t -> t));
    Map<String, Side.Task> draft =
        now.stream()
            .flatMap(side -> side.tasks().stream())
            .collect(Collectors.toMap(Side.Task::element, t -> t));
    Map<String, String> labels = new TreeMap<>();
    published.forEach((element, task) -> labels.put(element, task.label()));
    draft.forEach((element, task) -> labels.putIfAbsent(element, task.label()));
    text.append("%nDays a task waits: half at most, nine of ten at most%n".formatted());
    labels.forEach((e, label) -> row(label, waits(published.get(e)), waits(draft.get(e))));
    text.append("%nOpen tasks on average, week by week%n".formatted());
    labels.forEach(
        (element, label) -> {
          queue(label, published.get(element));
          if (draft.containsKey(element)) {
            queue("  on the draft", draft.get(element));
          }
        });
  }

  private void troubles(String where, Side side) {
    side.troubles()
        .forEach(
            (what, often) ->
                text.append("%nStuck on the %s, %d times: %s%n".formatted(where, often, what)));
  }

  private void loads(Side before, Optional<Side> now) {
    text.append("%nPart of their time that people work on this%n".formatted());
    Map<String, Side.Load> draft =
        now.stream()
            .flatMap(side -> side.groups().stream())
            .collect(Collectors.toMap(Side.Load::group, load -> load));
    before
        .groups()
        .forEach(
            load ->
                row(
                    "%s (%d)".formatted(load.group(), load.people()),
                    percent(load),
                    percent(draft.get(load.group()))));
  }

  private void figure(String name, Estimate before, Optional<Estimate> now) {
    row(name, said(before), now.map(ForecastPrinted::said).orElse(""));
  }

  private void row(String name, String before, String now) {
    text.append(WIDTHS.formatted(name, before, now).replaceAll(" +\\R", "%n".formatted()));
  }

  private void queue(String label, Side.Task task) {
    if (task != null) {
      List<String> weeks =
          task.queue().stream().limit(20).map(q -> String.format(Locale.ROOT, "%.0f", q)).toList();
      text.append("  %-40s %s%n".formatted(label, String.join(" ", weeks)));
    }
  }

  private static String waits(Side.Task task) {
    return task == null
        ? ""
        : String.format(Locale.ROOT, "%.1f  %.1f", task.median().mean(), task.slowest().mean());
  }

  private static String percent(Side.Load load) {
    return load == null ? "" : String.format(Locale.ROOT, "%.0f %%", 100 * load.load().mean());
  }

  private static String said(Estimate estimate) {
    return estimate.low() == null
        ? String.format(Locale.ROOT, "%.1f", estimate.mean())
        : String.format(
            Locale.ROOT, "%.1f (%.1f to %.1f)", estimate.mean(), estimate.low(), estimate.high());
  }
}
