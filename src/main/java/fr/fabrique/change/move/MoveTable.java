package fr.fabrique.change.move;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.fabrique.change.move.Move.Outcome;
import fr.fabrique.engine.EngineClock;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is to follow to which revision, on trial or in earnest, and what became of it. */
@Component
class MoveTable {

  private static final String COLUMNS =
      "select revision, journey, trial, subject, process, outcome, tries, report, decided_at"
          + " from move";

  private final JdbcClient jdbc;
  private final ObjectMapper json;

  MoveTable(JdbcClient jdbc, ObjectMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** Puts a journey among those that wait, whatever became of it before. */
  void wait(String revision, Journey journey, boolean trial) {
    jdbc.sql("delete from move where revision = ? and journey = ? and trial = ?")
        .params(revision, journey.id(), trial)
        .update();
    jdbc.sql(
            "insert into move (revision, journey, trial, subject, process, outcome)"
                + " values (?, ?, ?, ?, ?, 'WAITING')")
        .params(revision, journey.id(), trial, journey.subject(), journey.process())
        .update();
  }

  void forget(String revision, boolean trial) {
    jdbc.sql("delete from move where revision = ? and trial = ?").params(revision, trial).update();
  }

  /**
   * The next that wait, for the transaction of the caller alone: another node takes others.
   *
   * @param most all of one revision
   */
  List<Move> next(boolean trial, int most) {
    Optional<String> revision =
        jdbc.sql(
                "select revision from move where outcome = 'WAITING' and trial = ?"
                    + " order by tries limit 1")
            .param(trial)
            .query(String.class)
            .optional();
    return revision.isEmpty()
        ? List.of()
        : jdbc.sql(
                COLUMNS
                    + " where outcome = 'WAITING' and trial = ? and revision = ?"
                    + " order by tries, journey limit ? for update skip locked")
            .params(trial, revision.get(), most)
            .query((row, n) -> move(row))
            .list();
  }

  /** Writes down what became of one that waits; anything but that changes nothing. */
  void decide(Move move, Outcome outcome, Passage passage) {
    jdbc.sql(
            "update move set outcome = ?, report = ?, decided_at = ?"
                + " where revision = ? and journey = ? and trial = ? and outcome = 'WAITING'")
        .params(
            outcome.name(),
            passage == null ? null : write(passage),
            EngineClock.now(),
            move.revision(),
            move.journey(),
            move.trial())
        .update();
  }

  void tryAgain(Move move) {
    jdbc.sql(
            "update move set tries = tries + 1"
                + " where revision = ? and journey = ? and trial = ? and outcome = 'WAITING'")
        .params(move.revision(), move.journey(), move.trial())
        .update();
  }

  List<Move> of(String revision, boolean trial) {
    return jdbc.sql(COLUMNS + " where revision = ? and trial = ? order by subject, journey")
        .params(revision, trial)
        .query((row, n) -> move(row))
        .list();
  }

  private Move move(java.sql.ResultSet row) throws java.sql.SQLException {
    String report = row.getString("report");
    return new Move(
        row.getString("revision"),
        row.getString("journey"),
        row.getBoolean("trial"),
        row.getString("subject"),
        row.getString("process"),
        Outcome.valueOf(row.getString("outcome")),
        row.getInt("tries"),
        report == null ? null : read(report));
  }

  private String write(Passage passage) {
    try {
      return json.writeValueAsString(passage);
    } catch (JsonProcessingException ours) {
      throw new IllegalStateException(ours);
    }
  }

  private Passage read(String report) {
    try {
      return json.readValue(report, Passage.class);
    } catch (JsonProcessingException ours) {
      throw new IllegalStateException(ours);
    }
  }
}
