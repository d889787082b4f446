package fr.fabrique.tool;

import org.springframework.jdbc.core.JdbcTemplate;

/** Tables that were empty when a database made its plans for them. */
public final class GrownTables {

  private GrownTables() {}

  /** Lets it plan anew: H2 keeps its plans until the schema changes. */
  public static void adapt(JdbcTemplate jdbc) {
    jdbc.execute("analyze");
    jdbc.execute("create table adapted (id int)");
    jdbc.execute("drop table adapted");
  }
}
