package fr.fabrique.jury.store;

import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What jurors had written when their review was over: kept, shown to the chair, not counted. */
@Component
public class LateTable {

  private final JdbcClient jdbc;

  LateTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** How far it had come. */
  public enum Kind {
    /** Sent after the deadline. */
    LATE,
    /** Sent once more, in other words, after the review had been given. */
    AGAIN,
    /** Never sent: what another window held when the review was given; for the juror alone. */
    UNSENT,
    /** Never sent: the draft that was there when the review was taken away. */
    UNFINISHED
  }

  /** One answer, in the words of the form. */
  public record Said(String key, String label, String text) {}

  /** All that a juror had written. */
  public record Late(
      String id,
      String idea,
      int round,
      String juror,
      Kind kind,
      OffsetDateTime receivedAt,
      List<Said> answers) {}

  /**
   * Keeps it, once only however often it is sent, in the place of what the juror had typed before
   * and it goes on from.
   */
  public void keep(
      String idea, int round, String juror, Kind kind, List<Said> answers, OffsetDateTime now) {
    boolean isKept =
        late("idea = ? and round = ? and juror = ?", idea, round, juror).stream()
            .anyMatch(kept -> kept.kind() == kind && kept.answers().equals(answers));
    if (isKept) {
      return;
    }
    unsent(idea, round, juror).stream()
        .filter(kept -> goesOn(kept.answers(), answers))
        .forEach(kept -> remove(kept.id()));
    String id = UUID.randomUUID().toString();
    jdbc.sql(
            "insert into late_review (id, idea, round, juror, kind, received_at)"
                + " values (?, ?, ?, ?, ?, ?)")
        .params(id, idea, round, juror, kind.name(), now)
        .update();
    for (int number = 0; number < answers.size(); number++) {
      Said said = answers.get(number);
      jdbc.sql(
              "insert into late_answer (review, number, answer_key, label, answer)"
                  + " values (?, ?, ?, ?, ?)")
          .params(id, number, said.key(), said.label(), said.text())
          .update();
    }
  }

  private static boolean goesOn(List<Said> before, List<Said> now) {
    return before.stream()
        .allMatch(
            said ->
                now.stream()
                    .anyMatch(
                        more ->
                            more.key().equals(said.key()) && more.text().startsWith(said.text())));
  }

  private void remove(String review) {
    jdbc.sql("delete from late_answer where review = ?").param(review).update();
    jdbc.sql("delete from late_review where id = ?").param(review).update();
  }

  /** What came too late in the round, oldest first. */
  public List<Late> of(String idea, int round) {
    return late("kind <> 'UNSENT' and idea = ? and round = ?", idea, round);
  }

  /** What came too late in all rounds of a challenge's ideas, oldest first. */
  public List<Late> ofChallenge(String challenge) {
    return late("kind <> 'UNSENT' and " + OfChallenge.IDEA, challenge);
  }

  /** All that the juror has typed and never sent, newest first. */
  public List<Late> unsent(String juror) {
    return late("kind = 'UNSENT' and juror = ?", juror).stream()
        .sorted(Comparator.comparing(Late::receivedAt).reversed())
        .toList();
  }

  /** The same of one round of an idea. */
  public List<Late> unsent(String idea, int round, String juror) {
    return late("kind = 'UNSENT' and idea = ? and round = ? and juror = ?", idea, round, juror);
  }

  private List<Late> late(String which, Object... parameters) {
    return jdbc.sql("select * from late_review where " + which + " order by received_at, id")
        .params(parameters)
        .query(
            (row, index) ->
                new Late(
                    row.getString("id"),
                    row.getString("idea"),
                    row.getInt("round"),
                    row.getString("juror"),
                    Kind.valueOf(row.getString("kind")),
                    row.getObject("received_at", OffsetDateTime.class),
                    answers(row.getString("id"))))
        .list();
  }

  private List<Said> answers(String review) {
    return jdbc.sql(
            "select answer_key, label, answer from late_answer where review = ? order by number")
        .param(review)
        .query((row, index) -> new Said(row.getString(1), row.getString(2), row.getString(3)))
        .list();
  }
}
