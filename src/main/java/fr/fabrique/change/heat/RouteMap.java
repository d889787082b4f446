package fr.fabrique.change.heat;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads from the engine's history how a diagram runs. */
@Component
public class RouteMap {

  /** The engine writes one row for the whole of several reviews at once, under this ending. */
  private static final String BODY = "#multiInstanceBody";

  private final JdbcClient jdbc;

  RouteMap(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Stay(
      String element, String label, String kind, String instance, boolean over, long millis) {}

  /**
   * All elements where somebody is or was, those where most are first.
   *
   * @param process the key of the process
   * @param since those that came there before count only if they still are there
   * @param deployment of the revision that is asked for; null for all revisions
   */
  public List<Step> of(String process, OffsetDateTime since, String deployment) {
    Map<String, List<Stay>> byElement = new HashMap<>();
    jdbc.sql(
            "select a.act_id_, a.act_name_, a.act_type_, a.proc_inst_id_, a.end_time_, a.duration_"
                + " from act_hi_actinst a"
                + " left join act_re_procdef d on d.id_ = a.proc_def_id_"
                + " where a.proc_def_key_ = :process"
                + " and (a.end_time_ is null or a.start_time_ >= :since)"
                + " and (cast(:deployment as varchar(64)) is null"
                + " or d.deployment_id_ = :deployment)")
        .param("process", process)
        .param("since", java.sql.Timestamp.from(since.toInstant()))
        .param("deployment", deployment)
        .query(
            (row, n) ->
                new Stay(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getTimestamp(5) != null,
                    row.getLong(6)))
        .list()
        .forEach(
            stay -> byElement.computeIfAbsent(stay.element(), e -> new ArrayList<>()).add(stay));
    Set<String> severalAtOnce = new HashSet<>();
    byElement.keySet().stream()
        .filter(element -> element.endsWith(BODY))
        .forEach(
            element -> severalAtOnce.add(element.substring(0, element.length() - BODY.length())));
    return byElement.entrySet().stream()
        .filter(entry -> !entry.getKey().endsWith(BODY))
        .map(entry -> step(entry.getValue(), severalAtOnce.contains(entry.getKey())))
        .sorted(
            Comparator.comparingInt(Step::now)
                .thenComparingInt(Step::passed)
                .reversed()
                .thenComparing(Step::element))
        .toList();
  }

  private static Step step(List<Stay> stays, boolean severalAtOnce) {
    Stay any = stays.get(0);
    List<Long> over = stays.stream().filter(Stay::over).map(Stay::millis).sorted().toList();
    int there = (int) stays.stream().map(Stay::instance).distinct().count();
    int now = (int) stays.stream().filter(s -> !s.over()).map(Stay::instance).distinct().count();
    return new Step(
        any.element(),
        any.label() == null || any.label().isBlank() ? any.element() : any.label(),
        any.kind(),
        now,
        over.size(),
        quantile(over, 0.5),
        quantile(over, 0.9),
        severalAtOnce ? 0 : stays.size() - there);
  }

  /** The smallest value that so large a part of all does not exceed. */
  private static Duration quantile(List<Long> sorted, double part) {
    return sorted.isEmpty()
        ? null
        : Duration.ofMillis(sorted.get((int) Math.ceil(part * sorted.size()) - 1));
  }
}
