package fr.fabrique.change.forecast;

import fr.fabrique.change.forecast.Past.Case;
import fr.fabrique.engine.StepCatalogue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the past from the engine's history. */
@Component
public class PastReader {

  /** What the engine writes for a task whose deadline has come, or that is needed no more. */
  private static final int CANCELLED = 2;

  /** Nobody would have done it in the time of any forecast. */
  private static final double NEVER = 3_650;

  /** Between a deadline and what it takes away, in one transaction. */
  private static final long SAME_MOMENT_MILLIS = 1_000;

  private final JdbcClient jdbc;
  private final IdentityService identity;
  private final StepCatalogue catalogue;

  PastReader(JdbcClient jdbc, IdentityService identity, StepCatalogue catalogue) {
    this.jdbc = jdbc;
    this.identity = identity;
    this.catalogue = catalogue;
  }

  /**
   * All that is known by now, of what is called once it has ended: what a jury gives is told to
   * nobody before. Of very many cases every so manieth is taken, as the last to end would be those
   * that took longest. What went because its idea was withdrawn says nothing. Texts that say more
   * than one of a few values are left out.
   */
  public Past read() {
    Map<String, Map<String, Object>> facts = facts();
    Map<String, List<Timestamp>> deadlines = deadlines();
    Map<String, List<Case>> cases = new TreeMap<>();
    jdbc.sql(
            "select * from (select a.id_, a.act_id_, a.duration_, a.act_inst_state_,"
                + " a.proc_inst_id_, a.end_time_,"
                + " row_number() over (partition by a.act_id_ order by a.end_time_, a.id_) as place,"
                + " count(*) over (partition by a.act_id_) as known"
                + " from act_hi_actinst a join act_hi_procinst p on p.id_ = a.proc_inst_id_"
                + " where a.act_type_ in ('userTask', 'serviceTask') and a.end_time_ is not null"
                + " and a.duration_ is not null"
                + " and (p.super_process_instance_id_ is null or p.end_time_ is not null)) ended"
                + " where mod(place, (known + :most - 1) / :most) = 0 order by act_id_, place")
        .param("most", Past.MOST)
        .query(
            row -> {
              boolean gone = row.getInt("act_inst_state_") == CANCELLED;
              if (gone && !hasPassed(deadlines.get(row.getString("proc_inst_id_")), row)) {
                return;
              }
              cases
                  .computeIfAbsent(row.getString("act_id_"), e -> new ArrayList<>())
                  .add(
                      new Case(
                          gone ? NEVER : row.getLong("duration_") / 86_400_000.0,
                          facts.getOrDefault(row.getString("id_"), Map.of())));
            });
    Map<String, Integer> people = new TreeMap<>();
    for (String group : catalogue.groups()) {
      people.put(group, (int) identity.createUserQuery().memberOfGroup(group).count());
    }
    return new Past(cases, people);
  }

  /** When deadlines came that took something away, by process instance. */
  private Map<String, List<Timestamp>> deadlines() {
    Map<String, List<Timestamp>> deadlines = new HashMap<>();
    jdbc.sql(
            "select proc_inst_id_, start_time_ from act_hi_actinst"
                + " where act_type_ = 'boundaryTimer'")
        .query(
            row -> {
              deadlines
                  .computeIfAbsent(row.getString(1), i -> new ArrayList<>())
                  .add(row.getTimestamp(2));
            });
    return deadlines;
  }

  private static boolean hasPassed(List<Timestamp> deadlines, ResultSet gone) throws SQLException {
    long end = gone.getTimestamp("end_time_").getTime();
    return deadlines != null
        && deadlines.stream().anyMatch(at -> Math.abs(at.getTime() - end) <= SAME_MOMENT_MILLIS);
  }

  private Map<String, Map<String, Object>> facts() {
    Map<String, Map<String, Object>> facts = new HashMap<>();
    Set<String> accounts =
        identity.createUserQuery().list().stream().map(User::getId).collect(Collectors.toSet());
    jdbc.sql(
            "select act_inst_id_, name_, var_type_, long_, double_, text_ from act_hi_detail"
                + " where type_ = 'VariableUpdate' and act_inst_id_ is not null"
                + " and var_type_ in ('string', 'boolean', 'integer', 'long', 'double')"
                + " order by time_, sequence_counter_")
        .query(
            row -> {
              Object value = value(row);
              boolean isChoice =
                  !(value instanceof String text)
                      || text.matches("[a-z_]{1,30}") && !accounts.contains(text);
              if (isChoice) {
                facts
                    .computeIfAbsent(row.getString(1), i -> new HashMap<>())
                    .put(row.getString(2), value);
              }
            });
    return facts;
  }

  private static Object value(ResultSet row) throws SQLException {
    return switch (row.getString(3)) {
      case "boolean" -> row.getLong(4) == 1;
      case "integer" -> (int) row.getLong(4);
      case "long" -> row.getLong(4);
      case "double" -> row.getDouble(5);
      default -> row.getString(6);
    };
  }
}
