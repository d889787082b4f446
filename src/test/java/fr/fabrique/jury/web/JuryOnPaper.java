package fr.fabrique.jury.web;

import fr.fabrique.jury.domain.Assessment;
import fr.fabrique.jury.domain.Assessment.Score;
import fr.fabrique.jury.domain.Tally;
import fr.fabrique.jury.store.AssessmentTable;
import fr.fabrique.jury.store.SeatTable;
import fr.fabrique.jury.store.SeatTable.Choice;
import fr.fabrique.jury.store.SeatTable.Chosen;
import fr.fabrique.jury.store.SeatTable.Seat;
import fr.fabrique.jury.store.SeatTable.SeatState;
import fr.fabrique.jury.store.VerdictTable;
import fr.fabrique.jury.store.VerdictTable.Verdict;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A jury as its tables know it, without any process behind it. */
@TestComponent
class JuryOnPaper {

  private final JdbcClient jdbc;
  private final SeatTable seats;
  private final AssessmentTable assessments;
  private final VerdictTable verdicts;

  JuryOnPaper(
      JdbcClient jdbc, SeatTable seats, AssessmentTable assessments, VerdictTable verdicts) {
    this.jdbc = jdbc;
    this.seats = seats;
    this.assessments = assessments;
    this.verdicts = verdicts;
  }

  String challenge(String title) {
    String id = "paper-" + UUID.randomUUID().toString().substring(0, 8);
    jdbc.sql(
            "insert into challenge (id, title, question, permanent, phase)"
                + " values (?, ?, 'What?', false, 'PUBLISHED')")
        .params(id, title)
        .update();
    return id;
  }

  void setting(String challenge, String name, String setting) {
    jdbc.sql("delete from challenge_setting where challenge = ? and name = ?")
        .params(challenge, name)
        .update();
    jdbc.sql("insert into challenge_setting (challenge, name, setting) values (?, ?, ?)")
        .params(challenge, name, setting)
        .update();
  }

  String idea(String challenge, String author, String title) {
    String id = UUID.randomUUID().toString();
    jdbc.sql(
            "insert into idea (id, challenge, title, author, submitted_at, settled_at)"
                + " values (?, ?, ?, ?, ?, ?)")
        .params(id, challenge, title, author, OffsetDateTime.now(), OffsetDateTime.now())
        .update();
    return id;
  }

  /** A juror who is asked. */
  Seat asked(String idea, int number, String juror) {
    seats.plan(idea, 1, number, new Choice(juror, 2, 1, Chosen.OPTIMUM, null));
    Seat seat = turn(idea, juror);
    seats.invite(seat.id(), OffsetDateTime.now());
    return turn(idea, juror);
  }

  void reviewed(String idea, int number, String juror, double score, String comment) {
    Seat seat = asked(idea, number, juror);
    seats.leave(seat.id(), SeatState.REVIEWED, null, OffsetDateTime.now());
    assessments.keep(
        new Assessment(
            UUID.randomUUID().toString(),
            idea,
            1,
            juror,
            "incubate",
            "high",
            null,
            comment,
            null,
            "To the jury from " + juror.length(),
            OffsetDateTime.now(),
            null,
            null,
            null,
            List.of(new Score("use", "How useful", 1, score, null))));
  }

  void tallied(String idea, double mean) {
    verdicts.take(
        idea, 1, new Tally(2, 2, mean, mean, 0.5, 1, 0, "incubate"), OffsetDateTime.now());
  }

  void decided(String idea, double mean) {
    verdicts.give(
        new Verdict(
            idea,
            1,
            "incubate",
            2,
            mean,
            0.5,
            null,
            OffsetDateTime.now(),
            "incubate",
            "table:1",
            7,
            "rule_high",
            "The jury is of one mind."),
        Map.of("mean", String.valueOf(mean)));
  }

  Seat turn(String idea, String juror) {
    return seats.ofIdea(idea).stream()
        .filter(seat -> seat.juror().equals(juror))
        .reduce((first, last) -> last)
        .orElseThrow();
  }
}
