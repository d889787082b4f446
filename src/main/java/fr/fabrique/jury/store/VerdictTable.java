package fr.fabrique.jury.store;

import fr.fabrique.jury.domain.Tally;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tallies, what the chair has settled, and verdicts with all that they rest on. */
@Component
public class VerdictTable {

  private final JdbcClient jdbc;

  VerdictTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What a round ended with.
   *
   * @param proposed what the decision table said: a verdict, or "deliberate"
   * @param reason the chair's, or null where the table's proposal stands
   * @param decisionDefinition the engine's id of the table as it was
   * @param decisionVersion which version of the table that was, from 1
   * @param rule the id of the rule that fired
   * @param ruleSentence the rule's own sentence
   */
  public record Verdict(
      String idea,
      int round,
      String verdict,
      int reviews,
      Double mean,
      Double spread,
      String reason,
      OffsetDateTime givenAt,
      String proposed,
      String decisionDefinition,
      Integer decisionVersion,
      String rule,
      String ruleSentence) {}

  /** A tally as it was taken. */
  public record Taken(String idea, int round, Tally tally, OffsetDateTime at) {}

  /** What the table was asked for a verdict: one input, in words. */
  public record Asked(String idea, int round, String name, String entry) {}

  /** The round under way: one more than the verdicts given. */
  public int round(String idea) {
    return jdbc.sql("select count(*) from verdict where idea = ?")
            .param(idea)
            .query(Integer.class)
            .single()
        + 1;
  }

  /** The round under way of each idea of a challenge. */
  public Map<String, Integer> rounds(String challenge) {
    Map<String, Integer> rounds = new HashMap<>();
    jdbc.sql(
            "select i.id, count(v.idea) + 1 as round from idea i"
                + " left join verdict v on v.idea = i.id where i.challenge = ? group by i.id")
        .param(challenge)
        .query(
            row -> {
              rounds.put(row.getString("id"), row.getInt("round"));
            });
    return rounds;
  }

  /** Keeps a round's tally in the place of an earlier one. */
  public void take(String idea, int round, Tally tally, OffsetDateTime now) {
    jdbc.sql("delete from tally where idea = ? and round = ?").params(idea, round).update();
    jdbc.sql(
            "insert into tally (idea, round, seats, reviews, mean, corrected_mean, spread,"
                + " agreement, showstoppers, leading_advice, tallied_at)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .params(
            idea,
            round,
            tally.seats(),
            tally.reviews(),
            tally.mean(),
            tally.correctedMean(),
            tally.spread(),
            tally.agreement(),
            tally.showstoppers(),
            tally.leadingAdvice(),
            now)
        .update();
  }

  /** No verdict will rest on the tally of the round under way. */
  public void giveUp(String idea) {
    jdbc.sql("delete from tally where idea = ? and round = ?").params(idea, round(idea)).update();
  }

  public Optional<Tally> tally(String idea, int round) {
    return taken("where idea = ? and round = ?", idea, round).stream()
        .map(Taken::tally)
        .findFirst();
  }

  /** The tallies of a challenge's ideas, by idea and round. */
  public List<Taken> tallies(String challenge) {
    return taken("where " + OfChallenge.IDEA + " order by idea, round", challenge);
  }

  private List<Taken> taken(String which, Object... parameters) {
    return jdbc.sql("select * from tally " + which)
        .params(parameters)
        .query(
            (row, index) ->
                new Taken(
                    row.getString("idea"),
                    row.getInt("round"),
                    new Tally(
                        row.getInt("seats"),
                        row.getInt("reviews"),
                        row.getDouble("mean"),
                        row.getDouble("corrected_mean"),
                        row.getDouble("spread"),
                        row.getDouble("agreement"),
                        row.getInt("showstoppers"),
                        row.getString("leading_advice")),
                    row.getObject("tallied_at", OffsetDateTime.class)))
        .list();
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

  /** Keeps a verdict and what the table was asked. */
  public void give(Verdict verdict, Map<String, String> inputs) {
    jdbc.sql(
            "insert into verdict (idea, round, verdict, reviews, mean, spread, reason, given_at,"
                + " proposed, decision_definition, decision_version, rule, rule_sentence)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .params(
            verdict.idea(),
            verdict.round(),
            verdict.verdict(),
            verdict.reviews(),
            verdict.mean(),
            verdict.spread(),
            verdict.reason(),
            verdict.givenAt(),
            verdict.proposed(),
            verdict.decisionDefinition(),
            verdict.decisionVersion(),
            verdict.rule(),
            verdict.ruleSentence())
        .update();
    inputs.forEach(
        (name, entry) ->
            jdbc.sql("insert into verdict_input (idea, round, name, entry) values (?, ?, ?, ?)")
                .params(verdict.idea(), verdict.round(), name, entry)
                .update());
  }

  public Optional<Verdict> lastVerdict(String idea) {
    return jdbc.sql("select * from verdict where idea = ? order by round desc limit 1")
        .param(idea)
        .query(Verdict.class)
        .optional();
  }

  /** The verdicts on a challenge's ideas, by idea and round. */
  public List<Verdict> ofChallenge(String challenge) {
    return jdbc.sql("select * from verdict where " + OfChallenge.IDEA + " order by idea, round")
        .param(challenge)
        .query(Verdict.class)
        .list();
  }

  /** What the table was asked, by the name of the input; empty for verdicts from before. */
  public Map<String, String> inputs(String idea, int round) {
    Map<String, String> inputs = new LinkedHashMap<>();
    jdbc.sql("select name, entry from verdict_input where idea = ? and round = ? order by name")
        .params(idea, round)
        .query(
            row -> {
              inputs.put(row.getString("name"), row.getString("entry"));
            });
    return inputs;
  }

  /** What the table was asked for the verdicts on a challenge's ideas. */
  public List<Asked> asked(String challenge) {
    return jdbc.sql(
            "select idea, round, name, entry from verdict_input"
                + " where "
                + OfChallenge.IDEA
                + " order by name")
        .param(challenge)
        .query(Asked.class)
        .list();
  }
}
