package fr.fabrique.change.web;

import fr.fabrique.change.forecast.Estimate;
import fr.fabrique.change.forecast.Forecast;
import fr.fabrique.change.forecast.Forecast.Moved;
import fr.fabrique.change.forecast.Side;
import fr.fabrique.change.forecast.Side.Load;
import fr.fabrique.change.forecast.Side.Task;
import fr.fabrique.engine.Sentence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A forecast in rows: the published route and the draft side by side. */
record ForecastShown(Forecast forecast) {

  private static final int WEEKS = 12;

  /** A figure of both; either may be null. */
  record Row(String name, Estimate published, Estimate draft) {}

  /** A task of both; either may be null. */
  record TaskRow(String label, Task published, Task draft) {

    public List<Double> weeksPublished() {
      return weeks(published);
    }

    public List<Double> weeksDraft() {
      return weeks(draft);
    }

    private static List<Double> weeks(Task task) {
      return task == null ? List.of() : task.queue().stream().limit(WEEKS).toList();
    }
  }

  /** Why it must not be relied on, or null. */
  public Sentence thin() {
    return forecast.tooThin().orElse(null);
  }

  public List<Row> figures() {
    Side before = forecast.published();
    Side now = forecast.draft();
    return List.of(
        new Row("seen", before.seen(), now.seen()),
        new Row("ended", before.ended(), now.ended()),
        new Row("under_way", before.underWay(), now.underWay()),
        new Row("median", before.median(), now.median()),
        new Row("slowest", before.slowest(), now.slowest()));
  }

  public List<Moved> moved() {
    return forecast.moved();
  }

  public List<TaskRow> tasks() {
    Map<String, Task> before = byKey(forecast.published().tasks(), Task::element);
    Map<String, Task> now = byKey(forecast.draft().tasks(), Task::element);
    return keys(before, now)
        .map(
            element ->
                new TaskRow(label(before, now, element), before.get(element), now.get(element)))
        .toList();
  }

  private static String label(Map<String, Task> before, Map<String, Task> now, String element) {
    return (now.containsKey(element) ? now : before).get(element).label();
  }

  public List<Row> loads() {
    Map<String, Load> before = byKey(forecast.published().groups(), Load::group);
    Map<String, Load> now = byKey(forecast.draft().groups(), Load::group);
    return keys(before, now)
        .map(group -> new Row(group, load(before.get(group)), load(now.get(group))))
        .toList();
  }

  private static Estimate load(Load load) {
    return load == null ? null : load.load();
  }

  private static <T> Map<String, T> byKey(List<T> all, Function<T, String> key) {
    return all.stream()
        .collect(Collectors.toMap(key, Function.identity(), (a, b) -> a, LinkedHashMap::new));
  }

  private static Stream<String> keys(Map<String, ?> before, Map<String, ?> now) {
    return Stream.concat(before.keySet().stream(), now.keySet().stream())
        .collect(Collectors.toCollection(TreeSet::new))
        .stream();
  }

  /** How often the engine could not go on, over all plays of both. */
  public int stuck() {
    return Stream.of(forecast.published(), forecast.draft())
        .flatMap(side -> side.troubles().values().stream())
        .mapToInt(Integer::intValue)
        .sum();
  }
}
