package fr.fabrique.jury.store;

import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The seats of the panels, and whose turn it is on each. */
@Component
public class SeatTable {

  private static final String COLUMNS =
      "select id, idea, round, number, attempt, juror, state, reason, task, invited_at, due_at,"
          + " left_at, expertise_match, load_then, chosen, chosen_by from seat ";

  /** The states in which a juror is asked for a review, or has given it. */
  private static final String ASKED = "('PLANNED', 'INVITED', 'REVIEWED')";

  private final JdbcClient jdbc;

  SeatTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What became of a juror's turn on a seat. */
  public enum SeatState {
    /** Chosen, not yet asked. */
    PLANNED,
    INVITED,
    REVIEWED,
    /** Stepped out for a conflict of interest: bars them from this idea for good. */
    RECUSED,
    /** Stepped out for want of time. */
    UNAVAILABLE,
    /** Handed on to a colleague. */
    DELEGATED,
    /** Past the deadline without a review. */
    SILENT,
    /** Taken away, because a conflict of interest appeared. */
    WITHDRAWN,
    /** Taken away by a new assignment before the review was begun. */
    REASSIGNED,
    /** The idea left the jury meanwhile. */
    RELEASED;

    /** Whether the juror had their turn and it led to nothing, so that a substitute is sought. */
    public boolean callsForSubstitute() {
      return this == RECUSED || this == UNAVAILABLE || this == DELEGATED || this == SILENT;
    }
  }

  /** How a juror came to a seat. */
  public enum Chosen {
    /** By the assignment over all ideas of a challenge. */
    OPTIMUM,
    /** By themselves the one with the least work, among equals the most expert. */
    LEAST_LOAD,
    /** Named by the chair. */
    CHAIR,
    /** Named by the juror who had the seat before. */
    DELEGATED
  }

  /**
   * A juror's turn on a seat of a panel.
   *
   * @param number the seat, from 0
   * @param attempt how many turns the seat had before
   * @param reason why the juror stepped out, or null
   * @param task the engine's task, or null before there is one
   * @param expertiseMatch how many of the juror's fields the idea touches; null where not known
   * @param loadThen how many reviews the juror had when chosen; null where not known
   * @param chosenBy who named them, or null
   */
  public record Seat(
      String id,
      String idea,
      int round,
      int number,
      int attempt,
      String juror,
      SeatState state,
      String reason,
      String task,
      OffsetDateTime invitedAt,
      OffsetDateTime dueAt,
      OffsetDateTime leftAt,
      Integer expertiseMatch,
      Integer loadThen,
      Chosen chosen,
      String chosenBy) {

    public boolean is(SeatState... states) {
      return List.of(states).contains(state);
    }
  }

  /** A juror's choice for a seat and why it fell on them. */
  public record Choice(
      String juror, Integer expertiseMatch, Integer loadThen, Chosen chosen, String chosenBy) {

    public static Choice by(Chosen chosen, String juror, String chosenBy) {
      return new Choice(juror, null, null, chosen, chosenBy);
    }
  }

  public List<Seat> seats(String idea, int round) {
    return jdbc.sql(COLUMNS + "where idea = ? and round = ? order by number, attempt")
        .params(idea, round)
        .query(Seat.class)
        .list();
  }

  /** How many seats of the round are kept for jurors who are not asked yet. */
  public int planned(String idea, int round) {
    return (int) seats(idea, round).stream().filter(seat -> seat.is(SeatState.PLANNED)).count();
  }

  /** The turns on one seat of the round, oldest first. */
  public List<Seat> turns(String idea, int round, int number) {
    return seats(idea, round).stream().filter(seat -> seat.number() == number).toList();
  }

  /** Every turn of every round of the idea. */
  public List<Seat> ofIdea(String idea) {
    return jdbc.sql(COLUMNS + "where idea = ? order by round, number, attempt")
        .param(idea)
        .query(Seat.class)
        .list();
  }

  public Optional<Seat> ofTask(String task) {
    return jdbc.sql(COLUMNS + "where task = ?").param(task).query(Seat.class).optional();
  }

  /** The juror's turns under way, the most urgent first. */
  public List<Seat> open(String juror) {
    return jdbc.sql(COLUMNS + "where juror = ? and state = 'INVITED' order by due_at, id")
        .param(juror)
        .query(Seat.class)
        .list();
  }

  /** All turns of the juror, newest first. */
  public List<Seat> of(String juror) {
    return jdbc.sql(COLUMNS + "where juror = ? order by invited_at desc, id")
        .param(juror)
        .query(Seat.class)
        .list();
  }

  /** All turns on the seats of a challenge's ideas. */
  public List<Seat> ofChallenge(String challenge) {
    return jdbc.sql(
            COLUMNS + "where " + OfChallenge.IDEA + " order by idea, round, number, attempt")
        .param(challenge)
        .query(Seat.class)
        .list();
  }

  /**
   * Lets one change of who judges an idea, or of what counts, happen after the other. Whoever
   * changes any of it looks at it only then.
   */
  public void lock(String idea) {
    jdbc.sql("select id from idea where id = ? for update").param(idea).query(String.class).list();
  }

  /**
   * The same for several. Only one such change is under way at a time: two of them, each with ideas
   * that the other is about to ask for, would wait for each other.
   *
   * @param ideas asked for once the change may begin; nothing of them may be locked before
   */
  public void lockAll(Supplier<Stream<String>> ideas) {
    jdbc.sql("select id from jury_lock for update").query(Integer.class).list();
    ideas.get().distinct().sorted().forEach(this::lock);
  }

  /** Keeps a seat for a juror who is asked later. */
  public void plan(String idea, int round, int number, Choice choice) {
    jdbc.sql(
            "insert into seat (id, idea, round, number, attempt, juror, state, expertise_match,"
                + " load_then, chosen, chosen_by) values (?, ?, ?, ?, (select count(*) from seat"
                + " where idea = ? and round = ? and number = ?), ?, ?, ?, ?, ?, ?)")
        .params(
            UUID.randomUUID().toString(),
            idea,
            round,
            number,
            idea,
            round,
            number,
            choice.juror(),
            SeatState.PLANNED.name(),
            choice.expertiseMatch(),
            choice.loadThen(),
            choice.chosen().name(),
            choice.chosenBy())
        .update();
  }

  /** The juror is asked now. */
  public void invite(String seat, OffsetDateTime now) {
    jdbc.sql("update seat set state = ?, invited_at = ? where id = ?")
        .params(SeatState.INVITED.name(), now, seat)
        .update();
  }

  /** The task in which the juror is asked, and by when. */
  public void askIn(String task, OffsetDateTime due, String seat) {
    jdbc.sql("update seat set task = ?, due_at = ? where id = ?").params(task, due, seat).update();
  }

  /** Ends a turn; the reason may be null. */
  public void leave(String seat, SeatState state, String reason, OffsetDateTime now) {
    jdbc.sql("update seat set state = ?, reason = ?, left_at = ? where id = ?")
        .params(state.name(), reason, now, seat)
        .update();
  }

  /** Ends every turn still open or planned on the idea's seats. */
  public void release(String idea, OffsetDateTime now) {
    jdbc.sql(
            "update seat set state = 'RELEASED', left_at = ?"
                + " where idea = ? and state in ('INVITED', 'PLANNED')")
        .params(now, idea)
        .update();
  }

  /** Gives up the seats that were planned in the round and not yet taken. */
  public void unplan(String idea, int round) {
    jdbc.sql("delete from seat where idea = ? and round = ? and state = 'PLANNED'")
        .params(idea, round)
        .update();
  }

  /** The challenges in which somebody has a review before them, asked or planned. */
  public List<String> challengesUnderReview() {
    return jdbc.sql(
            "select distinct i.challenge from seat s join idea i on i.id = s.idea"
                + " where s.state in ('INVITED', 'PLANNED')")
        .query(String.class)
        .list();
  }

  /** Reviews that each juror has before them now, asked or planned. */
  public Map<String, Integer> load() {
    return counts(
        jdbc.sql(
            "select juror, count(*) as n from seat where state in ('INVITED', 'PLANNED')"
                + " group by juror"));
  }

  /** Reviews that each juror was asked for in the challenge and has not turned down. */
  public Map<String, Integer> askedIn(String challenge) {
    return counts(
        jdbc.sql(
                "select s.juror, count(*) as n from seat s join idea i on i.id = s.idea"
                    + " where i.challenge = ? and s.state in "
                    + ASKED
                    + " group by s.juror")
            .param(challenge));
  }

  /** Reviews that each juror was asked for since a time and has not turned down. */
  public Map<String, Integer> askedSince(OffsetDateTime time) {
    return counts(
        jdbc.sql(
                "select juror, count(*) as n from seat where (invited_at is null or invited_at >= ?)"
                    + " and state in "
                    + ASKED
                    + " group by juror")
            .param(time));
  }

  private static Map<String, Integer> counts(JdbcClient.StatementSpec query) {
    Map<String, Integer> counts = new HashMap<>();
    query.query(
        row -> {
          counts.put(row.getString("juror"), row.getInt("n"));
        });
    return counts;
  }
}
