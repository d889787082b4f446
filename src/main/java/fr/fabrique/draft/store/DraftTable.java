package fr.fabrique.draft.store;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Drafts by task and person. Where two windows go on from the same draft, the second to save begins
 * a draft of its own, so that neither writes over what was typed in the other.
 */
@Component
public class DraftTable {

  private final JdbcClient jdbc;

  DraftTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A draft.
   *
   * @param writtenIn the window that saved it last
   * @param version counts how often it was saved, from 1
   * @param answers a JSON object
   */
  public record Draft(String writtenIn, int version, String answers, OffsetDateTime savedAt) {}

  /** A draft as a window has read it. */
  public record Base(String writtenIn, int version) {}

  /**
   * Lets one save after the other, and none while the task is ended: they all ask for the engine's
   * row of the task.
   *
   * @return whether the task is still there
   */
  public boolean lock(String task) {
    return !jdbc.sql("select id_ from act_ru_task where id_ = ? for update")
        .param(task)
        .query(String.class)
        .list()
        .isEmpty();
  }

  /** The person's drafts, the one saved last first. */
  public List<Draft> find(String task, String person) {
    return jdbc.sql(
            "select written_in, version, answers, saved_at from draft"
                + " where task = ? and person = ? order by saved_at desc, written_in")
        .params(task, person)
        .query(Draft.class)
        .list();
  }

  /**
   * Puts answers in the place of the window's own draft, or of the one that it went on from, if no
   * other window has saved that since. The task is locked.
   *
   * @param base what the window went on from, or null
   */
  public void keep(String task, String person, String window, Base base, String answers) {
    if (saveOwn(task, person, window, answers)
        || base != null && takeOver(task, person, window, base, answers)) {
      return;
    }
    jdbc.sql(
            "insert into draft (answers, saved_at, task, person, written_in, version)"
                + " values (?, ?, ?, ?, ?, 1)")
        .params(answers, now(), task, person, window)
        .update();
  }

  private boolean saveOwn(String task, String person, String window, String answers) {
    return jdbc.sql(
                "update draft set answers = ?, saved_at = ?, version = version + 1"
                    + " where task = ? and person = ? and written_in = ?")
            .params(answers, now(), task, person, window)
            .update()
        > 0;
  }

  private boolean takeOver(String task, String person, String window, Base base, String answers) {
    return jdbc.sql(
                "update draft set answers = ?, saved_at = ?, version = version + 1, written_in = ?"
                    + " where task = ? and person = ? and written_in = ? and version = ?")
            .params(answers, now(), window, task, person, base.writtenIn(), base.version())
            .update()
        > 0;
  }

  public void remove(String task, String person) {
    jdbc.sql("delete from draft where task = ? and person = ?").params(task, person).update();
  }

  /** Removes everybody's. */
  public void removeAll(String task) {
    jdbc.sql("delete from draft where task = ?").param(task).update();
  }

  private static OffsetDateTime now() {
    return OffsetDateTime.now(ZoneOffset.UTC);
  }
}
