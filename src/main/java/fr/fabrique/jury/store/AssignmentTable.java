package fr.fabrique.jury.store;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The runs of the assignment over all ideas of a challenge, and what stood in their way. */
@Component
public class AssignmentTable {

  private final JdbcClient jdbc;

  AssignmentTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * One run.
   *
   * @param wanted how many reviews the ideas need
   * @param placed how many of them found a juror
   * @param again whether it assigned again what had been asked for, and not what waits for the
   *     challenge's close
   * @param acceptedBy the chair who lets the ideas go on with seats left empty, or null
   */
  public record Run(
      String id,
      String challenge,
      OffsetDateTime runAt,
      int ideas,
      int wanted,
      int placed,
      boolean again,
      String acceptedBy,
      String acceptedReason) {

    public boolean isComplete() {
      return placed == wanted;
    }
  }

  /**
   * Ideas that compete for too few jurors.
   *
   * @param wanted how many reviews these ideas need
   * @param room how many the jurors without conflict may still take
   */
  public record Shortfall(int wanted, int room, List<String> ideas, List<String> jurors) {}

  public void keep(Run run, List<Shortfall> shortfalls) {
    jdbc.sql(
            "insert into assignment_run (id, challenge, run_at, ideas, wanted, placed, again)"
                + " values (?, ?, ?, ?, ?, ?, ?)")
        .params(
            run.id(),
            run.challenge(),
            run.runAt(),
            run.ideas(),
            run.wanted(),
            run.placed(),
            run.again())
        .update();
    for (int number = 0; number < shortfalls.size(); number++) {
      Shortfall shortfall = shortfalls.get(number);
      jdbc.sql(
              "insert into assignment_shortfall (run, number, wanted, room, ideas, jurors)"
                  + " values (?, ?, ?, ?, ?, ?)")
          .params(
              run.id(),
              number,
              shortfall.wanted(),
              shortfall.room(),
              String.join(",", shortfall.ideas()),
              String.join(",", shortfall.jurors()))
          .update();
    }
  }

  /** A run that has not been kept yet. */
  public static Run run(
      String challenge, OffsetDateTime now, int ideas, int wanted, int placed, boolean again) {
    return new Run(
        UUID.randomUUID().toString(), challenge, now, ideas, wanted, placed, again, null, null);
  }

  public Optional<Run> last(String challenge) {
    return last("challenge = ?", challenge);
  }

  /** The last run over what waits for the challenge's close. */
  public Optional<Run> ofClose(String challenge) {
    return last("challenge = ? and not again", challenge);
  }

  private Optional<Run> last(String which, String challenge) {
    return jdbc.sql(
            "select * from assignment_run where " + which + " order by run_at desc, id limit 1")
        .param(challenge)
        .query(Run.class)
        .optional();
  }

  public List<Shortfall> shortfalls(String run) {
    return jdbc.sql("select * from assignment_shortfall where run = ? order by number")
        .param(run)
        .query(
            (row, index) ->
                new Shortfall(
                    row.getInt("wanted"),
                    row.getInt("room"),
                    parts(row.getString("ideas")),
                    parts(row.getString("jurors"))))
        .list();
  }

  /** The ideas that competed for too few jurors. */
  public Set<String> lacking(Run run) {
    return shortfalls(run.id()).stream()
        .flatMap(shortfall -> shortfall.ideas().stream())
        .collect(Collectors.toSet());
  }

  /** The chair lets the ideas go on as the challenge's close has left them. */
  public void accept(String challenge, String chair, String reason) {
    ofClose(challenge)
        .ifPresent(
            run ->
                jdbc.sql(
                        "update assignment_run set accepted_by = ?, accepted_reason = ? where id = ?")
                    .params(chair, reason, run.id())
                    .update());
  }

  private static List<String> parts(String joined) {
    return joined.isEmpty() ? List.of() : List.of(joined.split(","));
  }
}
