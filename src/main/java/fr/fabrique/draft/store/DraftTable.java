package fr.fabrique.draft.store;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** One draft for each task and person. */
@Component
public class DraftTable {

  private final JdbcClient jdbc;

  DraftTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Optional<String> find(String task, String person) {
    return jdbc.sql("select answers from draft where task = ? and person = ?")
        .params(task, person)
        .query(String.class)
        .optional();
  }

  /** Puts it in the place of the former one. */
  public void keep(String task, String person, String answers) {
    if (!replace(task, person, answers)) {
      try {
        jdbc.sql("insert into draft (answers, saved_at, task, person) values (?, ?, ?, ?)")
            .params(answers, now(), task, person)
            .update();
      } catch (DuplicateKeyException savedTwiceAtOnce) {
        replace(task, person, answers);
      }
    }
  }

  public void remove(String task, String person) {
    jdbc.sql("delete from draft where task = ? and person = ?").params(task, person).update();
  }

  /** Removes everybody's. */
  public void removeAll(String task) {
    jdbc.sql("delete from draft where task = ?").param(task).update();
  }

  private boolean replace(String task, String person, String answers) {
    return jdbc.sql("update draft set answers = ?, saved_at = ? where task = ? and person = ?")
            .params(answers, now(), task, person)
            .update()
        > 0;
  }

  private static OffsetDateTime now() {
    return OffsetDateTime.now(ZoneOffset.UTC);
  }
}
