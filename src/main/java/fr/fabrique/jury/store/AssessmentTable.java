package fr.fabrique.jury.store;

import fr.fabrique.jury.domain.Assessment;
import fr.fabrique.jury.domain.Assessment.Score;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What jurors have given: scores, advice and comments. */
@Component
public class AssessmentTable {

  private final JdbcClient jdbc;

  AssessmentTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public void keep(Assessment assessment) {
    jdbc.sql(
            "insert into assessment (id, idea, round, juror, advice, confidence, showstopper,"
                + " valued, would_help, comment_to_jury, submitted_at, juror_unit, idea_unit,"
                + " mean) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .params(
            assessment.id(),
            assessment.idea(),
            assessment.round(),
            assessment.juror(),
            assessment.advice(),
            assessment.confidence(),
            assessment.showstopper(),
            assessment.valued(),
            assessment.wouldHelp(),
            assessment.commentToJury(),
            assessment.submittedAt(),
            assessment.jurorUnit(),
            assessment.ideaUnit(),
            assessment.scores().isEmpty() ? null : assessment.total())
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

  /** Why the tally does not count the assessment; null when it does. */
  public void leaveOut(String assessment, String reason) {
    jdbc.sql("update assessment set left_out = ? where id = ?").params(reason, assessment).update();
  }

  /** The round's assessments, oldest first. */
  public List<Assessment> of(String idea, int round) {
    return assessments("a.idea = ? and a.round = ?", idea, round);
  }

  /** The round's assessments that the tally counts, oldest first. */
  public List<Assessment> counted(String idea, int round) {
    return of(idea, round).stream().filter(Assessment::counts).toList();
  }

  /** The assessment that the juror gave in the round. */
  public Optional<Assessment> of(String idea, int round, String juror) {
    return of(idea, round).stream().filter(a -> a.juror().equals(juror)).findFirst();
  }

  /** All that the juror has given, newest first. */
  public List<Assessment> by(String juror) {
    List<Assessment> given = new ArrayList<>(assessments("a.juror = ?", juror));
    Collections.reverse(given);
    return given;
  }

  /** All assessments of the challenge's ideas, in all rounds, oldest first. */
  public List<Assessment> ofChallenge(String challenge) {
    return assessments(OfChallenge.IDEA, challenge);
  }

  /**
   * What a juror gave in all, where it counts.
   *
   * @param mean the weighted mean of the scores, between 0 and 5
   */
  public record Total(String idea, int round, String juror, double mean) {}

  /** What counts of a challenge's assessments, without their words. */
  public List<Total> totals(String challenge) {
    return jdbc.sql(
            "select a.idea, a.round, a.juror, a.mean from idea i"
                + " join assessment a on a.idea = i.id"
                + " where i.challenge = ? and a.left_out is null and a.mean is not null"
                + " order by a.idea, a.round, a.juror")
        .param(challenge)
        .query(Total.class)
        .list();
  }

  /** How many assessments a challenge has, and of how many jurors. */
  public record Given(int reviews, int jurors) {}

  public Given given(String challenge) {
    return jdbc.sql(
            "select count(*) as reviews, count(distinct a.juror) as jurors from assessment a"
                + " join idea i on i.id = a.idea where i.challenge = ?")
        .param(challenge)
        .query(Given.class)
        .single();
  }

  private List<Assessment> assessments(String which, Object... parameters) {
    Map<String, List<Score>> scores = scores(which, parameters);
    return jdbc.sql("select a.* from assessment a where " + which + " order by submitted_at, id")
        .params(parameters)
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
                    row.getString("valued"),
                    row.getString("would_help"),
                    row.getString("comment_to_jury"),
                    row.getObject("submitted_at", OffsetDateTime.class),
                    row.getString("juror_unit"),
                    row.getString("idea_unit"),
                    row.getString("left_out"),
                    scores.getOrDefault(row.getString("id"), List.of())))
        .list();
  }

  private Map<String, List<Score>> scores(String which, Object... parameters) {
    return jdbc
        .sql(
            "select s.* from assessment_score s join assessment a on a.id = s.assessment where "
                + which
                + " order by s.criterion")
        .params(parameters)
        .query(
            (row, index) ->
                Map.entry(
                    row.getString("assessment"),
                    new Score(
                        row.getString("criterion"),
                        row.getString("label"),
                        row.getDouble("weight"),
                        row.getDouble("score"),
                        row.getString("remark"))))
        .list()
        .stream()
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey,
                HashMap::new,
                Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
  }
}
