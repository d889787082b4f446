package fr.fabrique.challenge.store;

import fr.fabrique.challenge.Challenges.Challenge;
import fr.fabrique.challenge.Challenges.Phase;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The challenges and the durations they set. */
@Component
public class ChallengeTable {

  private final JdbcClient jdbc;

  ChallengeTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Optional<Challenge> find(String id) {
    return jdbc.sql("select * from challenge where id = ?")
        .param(id)
        .query(Challenge.class)
        .optional();
  }

  /** The challenge as it stands; it stays so until the transaction ends. */
  public Optional<Challenge> lock(String id) {
    return jdbc.sql("select * from challenge where id = ? for update")
        .param(id)
        .query(Challenge.class)
        .optional();
  }

  public List<Challenge> all() {
    return jdbc.sql("select * from challenge order by permanent desc, opens_on, id")
        .query(Challenge.class)
        .list();
  }

  public void insert(Challenge challenge) {
    jdbc.sql(
            "insert into challenge (id, title, question, opens_on, closes_on, permanent, phase)"
                + " values (?, ?, ?, ?, ?, ?, ?)")
        .params(
            challenge.id(),
            challenge.title(),
            challenge.question(),
            challenge.opensOn(),
            challenge.closesOn(),
            challenge.permanent(),
            challenge.phase().name())
        .update();
  }

  public void prepare(
      String id, String title, String question, OffsetDateTime opensOn, OffsetDateTime closesOn) {
    jdbc.sql(
            "update challenge set title = ?, question = ?, opens_on = ?, closes_on = ? where id = ?")
        .params(title, question, opensOn, closesOn, id)
        .update();
  }

  public void enter(String id, Phase phase) {
    jdbc.sql("update challenge set phase = ? where id = ?").params(phase.name(), id).update();
  }

  /** An empty setting leaves the diagram's own in force. */
  public void set(String id, String name, Optional<String> setting) {
    jdbc.sql("delete from challenge_setting where challenge = ? and name = ?")
        .params(id, name)
        .update();
    setting.ifPresent(
        value ->
            jdbc.sql("insert into challenge_setting (challenge, name, setting) values (?, ?, ?)")
                .params(id, name, value)
                .update());
  }

  /** The challenge's own setting, or that of the challenge which the idea answers. */
  public Optional<String> setting(String subject, String name) {
    return jdbc.sql(
            "select setting from challenge_setting where name = ? and challenge = coalesce("
                + "(select challenge from idea where id = ?), ?)")
        .params(name, subject, subject)
        .query(String.class)
        .optional();
  }
}
