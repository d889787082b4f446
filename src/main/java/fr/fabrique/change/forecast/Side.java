package fr.fabrique.change.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * What a route does with a stream of ideas, over all seeds. Times are in days.
 *
 * @param ended how many end before the element until which ideas are followed
 * @param median half of the ideas need no longer until there
 * @param slowest nine of ten need no longer
 * @param medians the median of each seed, in their order
 * @param learned from how many cases was learned what happens at an element
 * @param defaults the elements that were met of which too little is known
 * @param unsaid the groups of which nobody says how many people they have: one each
 * @param troubles what the engine could not go on with, with how often in all runs
 */
public record Side(
    Estimate seen,
    Estimate ended,
    Estimate underWay,
    Estimate median,
    Estimate slowest,
    List<Double> medians,
    List<Double> slowests,
    List<Task> tasks,
    List<Load> groups,
    Map<String, Integer> learned,
    Set<String> defaults,
    Set<String> unsaid,
    Map<String, Integer> troubles) {

  /**
   * A task.
   *
   * @param each how many are done in a run
   * @param queue how many are open on average, week by week from the first idea on
   */
  public record Task(
      String element,
      String label,
      double each,
      Estimate median,
      Estimate slowest,
      List<Double> queue) {}

  /**
   * A group of people, or all of one kind.
   *
   * @param load the part of their time that their tasks take
   */
  public record Load(String group, int people, Estimate load) {}

  static Side of(List<Run> runs) {
    Set<String> defaults = new TreeSet<>();
    Set<String> unsaid = new TreeSet<>();
    Map<String, Integer> learned = new TreeMap<>();
    Map<String, Integer> troubles = new TreeMap<>();
    runs.forEach(
        run -> {
          defaults.addAll(run.defaults());
          unsaid.addAll(run.unsaid());
          learned.putAll(run.learned());
          run.troubles().forEach((what, often) -> troubles.merge(what, often, Integer::sum));
        });
    return new Side(
        estimate(runs, Run::seen),
        estimate(runs, Run::ended),
        estimate(runs, Run::underWay),
        estimate(runs, run -> Run.quantile(run.times(), 0.5)),
        estimate(runs, run -> Run.quantile(run.times(), 0.9)),
        runs.stream().map(run -> Run.quantile(run.times(), 0.5)).toList(),
        runs.stream().map(run -> Run.quantile(run.times(), 0.9)).toList(),
        tasks(runs),
        groups(runs),
        learned,
        defaults,
        unsaid,
        troubles);
  }

  private static Estimate estimate(List<Run> runs, ToDoubleFunction<Run> figure) {
    return Estimate.ofPlay(runs.stream().mapToDouble(figure).toArray());
  }

  private static List<Task> tasks(List<Run> runs) {
    Map<String, List<Run.Task>> all = new TreeMap<>();
    runs.forEach(
        run ->
            run.tasks()
                .forEach((e, task) -> all.computeIfAbsent(e, x -> new ArrayList<>()).add(task)));
    List<Task> tasks = new ArrayList<>();
    all.forEach(
        (element, each) -> {
          int done = each.stream().mapToInt(task -> task.waits().size()).sum();
          if (done > 0) {
            tasks.add(
                new Task(
                    element,
                    each.get(0).label(),
                    done / (double) runs.size(),
                    waits(each, 0.5),
                    waits(each, 0.9),
                    queue(each)));
          }
        });
    return tasks;
  }

  private static Estimate waits(List<Run.Task> each, double part) {
    return Estimate.ofPlay(
        each.stream()
            .mapToDouble(task -> Run.quantile(task.waits(), part))
            .filter(wait -> !Double.isNaN(wait))
            .toArray());
  }

  private static List<Double> queue(List<Run.Task> each) {
    int weeks = each.stream().mapToInt(task -> task.queue().size()).max().orElse(0);
    List<Double> queue = new ArrayList<>();
    for (int week = 0; week < weeks; week++) {
      int at = week;
      queue.add(
          each.stream()
              .mapToDouble(task -> at < task.queue().size() ? task.queue().get(at) : 0)
              .average()
              .orElse(0));
    }
    return queue;
  }

  private static List<Load> groups(List<Run> runs) {
    Map<String, List<Run.Load>> all = new TreeMap<>();
    runs.forEach(
        run ->
            run.groups()
                .forEach((g, load) -> all.computeIfAbsent(g, x -> new ArrayList<>()).add(load)));
    List<Load> groups = new ArrayList<>();
    all.forEach(
        (group, each) ->
            groups.add(
                new Load(
                    group,
                    each.get(0).people(),
                    Estimate.ofPlay(
                        each.stream().mapToDouble(l -> l.worked() / l.available()).toArray()))));
    return groups;
  }
}
