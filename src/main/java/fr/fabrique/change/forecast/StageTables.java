package fr.fabrique.change.forecast;

import fr.fabrique.tool.GrownTables;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The tables in which a stage's engine keeps who is on the route. */
final class StageTables {

  /** Where the engine keeps who is on the route. */
  private static final List<String> TABLES =
      List.of(
          "act_ru_variable",
          "act_ru_identitylink",
          "act_ru_task",
          "act_ru_job",
          "act_ru_event_subscr",
          "act_ru_incident",
          "act_ru_ext_task",
          "act_ru_execution");

  /** Which of their columns names the process instance. */
  private static final Map<String, String> BY_INSTANCE =
      Map.of(
          "act_ru_variable", "proc_inst_id_",
          "act_ru_task", "proc_inst_id_",
          "act_ru_job", "process_instance_id_",
          "act_ru_event_subscr", "proc_inst_id_",
          "act_ru_execution", "proc_inst_id_");

  /** By what the engine looks for rows. */
  private static final List<String> ASKED_BY =
      List.of(
          "act_ru_execution (proc_inst_id_)",
          "act_ru_execution (parent_id_)",
          "act_ru_execution (super_exec_)",
          "act_ru_execution (business_key_)",
          "act_ru_task (execution_id_)",
          "act_ru_task (proc_inst_id_)",
          "act_ru_task (parent_task_id_)",
          "act_ru_variable (execution_id_)",
          "act_ru_variable (task_id_)",
          "act_ru_variable (proc_inst_id_)",
          "act_ru_event_subscr (proc_inst_id_)",
          "act_ru_identitylink (task_id_)",
          "act_ru_event_subscr (execution_id_)",
          "act_ru_job (execution_id_)",
          "act_ru_job (process_instance_id_)",
          "act_ru_job (handler_cfg_)",
          "act_ru_ext_task (execution_id_)",
          "act_ru_incident (execution_id_)");

  private final JdbcTemplate jdbc;

  StageTables(DataSource database) {
    jdbc = new JdbcTemplate(database);
  }

  /**
   * A fifth of the time of a play would go into keys and indexes by which nobody asks here; and the
   * engine asks for a task's subtasks, for which it has none.
   */
  void trim() {
    executeAll(
        "select 'alter table ' || table_name || ' drop constraint ' || constraint_name"
            + " from information_schema.table_constraints"
            + " where constraint_type <> 'PRIMARY KEY' and table_name like 'ACT_RU_%'");
    executeAll(
        "select 'drop index ' || index_name from information_schema.indexes"
            + " where index_name not like 'PRIMARY_KEY%' and table_name like 'ACT_RU_%'");
    for (String asked : ASKED_BY) {
      jdbc.execute(
          "create index %s on %s".formatted("by_" + asked.replaceAll("[ ()]+", "_"), asked));
    }
  }

  /** Executes what a query spells out. */
  private void executeAll(String query) {
    jdbc.queryForList(query, String.class).forEach(jdbc::execute);
  }

  /** These are on the route no more, as if they had never been. */
  void remove(Collection<String> ideas) {
    for (String idea : ideas) {
      List<String> instances =
          jdbc.queryForList(
              "select proc_inst_id_ from act_ru_execution where business_key_ = ?",
              String.class,
              idea);
      for (String instance : instances) {
        jdbc.update(
            "delete from act_ru_identitylink where task_id_ in"
                + " (select id_ from act_ru_task where proc_inst_id_ = ?)",
            instance);
        BY_INSTANCE.forEach(
            (table, column) ->
                jdbc.update("delete from %s where %s = ?".formatted(table, column), instance));
      }
    }
  }

  /** Nobody is on the route any more. */
  void clear() {
    TABLES.forEach(table -> jdbc.execute("truncate table " + table));
  }

  void adapt() {
    GrownTables.adapt(jdbc);
  }
}
