package fr.fabrique.jury.store;

import fr.fabrique.jury.domain.Assessment;
import fr.fabrique.jury.domain.Assessment.Score;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Seats, assessments and verdicts. */
@Component
public class JuryTable {

  private final JdbcClient jdbc;

  JuryTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What became of a juror's turn on a seat. */
  public enum SeatState {
    INVITED,
    REVIEWED,
    RECUSED,
    SILENT,
    RELEASED
  }

  /**
   * A juror's turn on a seat of a panel.
   *
   * @param number the seat, from 0
   * @param attempt how many jurors had the seat before
   * @param reason why the juror stepped out, or null
   */
  public record Seat(
      String id,
      String idea,
      int round,
      int number,
      int attempt,
      String juror,
      SeatState state,
      String reason) {}

  /** What a round ended with. */
  public record Verdict(
      String idea,
      int round,
      String verdict,
      int reviews,
      Double mean,
      Double spread,
      String reason) {}

  /** The round under way: one more than the verdicts given. */
  public int round(String idea) {
    return jdbc.sql("select count(*) from verdict where idea = ?")
            .param(idea)
            .query(Integer.class)
            .single()
        + 1;
  }

  public List<Seat> seats(String idea, int round) {
    return jdbc.sql(
            "select id, idea, round, number, attempt, juror, state, reason from seat"
                + " where idea = ? and round = ? order by number, attempt")
        .params(idea, round)
        .query(Seat.class)
        .list();
  }

  public void invite(String idea, int round, int number, int attempt, String juror) {
    jdbc.sql(
            "insert into seat (id, idea, round, number, attempt, juror, state)"
                + " values (?, ?, ?, ?, ?, ?, ?)")
        .params(
            UUID.randomUUID().toString(),
            idea,
            round,
            number,
            attempt,
            juror,
            SeatState.INVITED.name())
        .update();
  }

  public void leave(String seat, SeatState state) {
    jdbc.sql("update seat set state = ? where id = ?").params(state.name(), seat).update();
  }

  public void recuse(String seat, String reason) {
    jdbc.sql("update seat set state = ?, reason = ? where id = ?")
        .params(SeatState.RECUSED.name(), reason, seat)
        .update();
  }

  /** Ends every turn still open on the idea's seats. */
  public void release(String idea) {
    jdbc.sql("update seat set state = ? where idea = ? and state = ?")
        .params(SeatState.RELEASED.name(), idea, SeatState.INVITED.name())
        .update();
  }

  /** Reviews that each juror has open now. */
  public Map<String, Integer> openReviews() {
    return jdbc
        .sql("select juror, count(*) as n from seat where state = 'INVITED' group by juror")
        .query((row, index) -> Map.entry(row.getString("juror"), row.getInt("n")))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Reviews that each juror was ever asked for. */
  public Map<String, Integer> allReviews() {
    return jdbc
        .sql("select juror, count(*) as n from seat group by juror")
        .query((row, index) -> Map.entry(row.getString("juror"), row.getInt("n")))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  public List<String> additions(String idea) {
    return jdbc.sql("select juror from panel_addition where idea = ? order by juror")
        .param(idea)
        .query(String.class)
        .list();
  }

  public void add(String idea, String juror, String reason) {
    if (!additions(idea).contains(juror)) {
      jdbc.sql("insert into panel_addition (idea, juror, reason) values (?, ?, ?)")
          .params(idea, juror, reason)
          .update();
    }
  }

  public void deliberate(String idea, int round, String chair, String reason) {
    jdbc.sql("insert into deliberation (idea, round, chair, reason) values (?, ?, ?, ?)")
        .params(idea, round, chair, reason)
        .update();
  }

  /** The chair's reason; empty when the jury agreed. */
  public Optional<String> deliberation(String idea, int round) {
    return jdbc.sql("select reason from deliberation where idea = ? and round = ?")
        .params(idea, round)
        .query(String.class)
        .optional();
  }

  public void keep(Assessment assessment) {
    jdbc.sql(
            "insert into assessment (id, idea, round, juror, advice, confidence, showstopper,"
                + " comment_to_author, comment_to_jury, submitted_at)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .params(
            assessment.id(),
            assessment.idea(),
            assessment.round(),
            assessment.juror(),
            assessment.advice(),
            assessment.confidence(),
            assessment.showstopper(),
            assessment.commentToAuthor(),
            assessment.commentToJury(),
            assessment.submittedAt())
        .update();
    for (Score score : assessment.scores()) {
      jdbc.sql(
              "insert into assessment_score (assessment, criterion, label, weight, score, remark)"
                  + " values (?, ?, ?, ?, ?, ?)")
          .params(
              assessment.id(),
              score.criterion(),
              score.label(),
              score.weight(),
              score.score(),
              score.remark())
          .update();
    }
  }

  public List<Assessment> assessments(String idea, int round) {
    return jdbc.sql(
            "select * from assessment where idea = ? and round = ? order by submitted_at, id")
        .params(idea, round)
        .query(
            (row, index) ->
                new Assessment(
                    row.getString("id"),
                    row.getString("idea"),
                    row.getInt("round"),
                    row.getString("juror"),
                    row.getString("advice"),
                    row.getString("confidence"),
                    row.getString("showstopper"),
                    row.getString("comment_to_author"),
                    row.getString("comment_to_jury"),
                    row.getObject("submitted_at", OffsetDateTime.class),
                    scores(row.getString("id"))))
        .list();
  }

  private List<Score> scores(String assessment) {
    return jdbc.sql(
            "select criterion, label, weight, score, remark from assessment_score"
                + " where assessment = ? order by criterion")
        .param(assessment)
        .query(Score.class)
        .list();
  }

  public void give(Verdict verdict, OffsetDateTime at) {
    jdbc.sql(
            "insert into verdict (idea, round, verdict, reviews, mean, spread, reason, given_at)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?)")
        .params(
            verdict.idea(),
            verdict.round(),
            verdict.verdict(),
            verdict.reviews(),
            verdict.mean(),
            verdict.spread(),
            verdict.reason(),
            at)
        .update();
  }

  public Optional<Verdict> lastVerdict(String idea) {
    return jdbc.sql(
            "select idea, round, verdict, reviews, mean, spread, reason from verdict"
                + " where idea = ? order by round desc limit 1")
        .param(idea)
        .query(Verdict.class)
        .optional();
  }
}
