package fr.fabrique.notification;

import fr.fabrique.engine.EngineClock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Messages that wait, were sent, or were dropped for a reason. */
@Component
class MessageTable {

  private static final String WAITING = " and sent_at is null and dropped_at is null";
  private static final String SAME_DIGEST =
      " where recipient = ? and template = ? and leaves_at is not null";

  /** After so long without leaving, nobody counts on a digest any more. */
  private static final int DAYS_OF_PATIENCE = 1;

  private final JdbcClient jdbc;

  MessageTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Why a message was not sent. */
  enum Dropped {
    NOTHING_LEFT,
    NO_ADDRESS,
    NO_SERVER,
    JOINED
  }

  /**
   * Keeps a message and returns its id.
   *
   * @param leavesAt when a digest leaves; null for any other message
   */
  String add(String recipient, String template, String subject, OffsetDateTime leavesAt) {
    String id = UUID.randomUUID().toString();
    jdbc.sql(
            "insert into outgoing_message"
                + " (id, recipient, template, subject, created_at, leaves_at)"
                + " values (?, ?, ?, ?, ?, ?)")
        .params(id, recipient, template, subject, EngineClock.now(), leavesAt)
        .update();
    return id;
  }

  /**
   * Whether a waiting digest will tell the person what this transaction does. It is held until the
   * transaction ends, so that it cannot leave without knowing. One that somebody else holds does
   * not count: to wait for it here could lock two transactions against each other.
   */
  boolean holdDigest(String person, String template) {
    return !jdbc.sql(
            "select id from outgoing_message"
                + SAME_DIGEST
                + WAITING
                + " and leaves_at > ? order by id for update skip locked")
        .params(person, template, EngineClock.now().minusDays(DAYS_OF_PATIENCE))
        .query(String.class)
        .list()
        .isEmpty();
  }

  boolean digestLeftOn(LocalDate day, String person, String template) {
    return jdbc.sql(
                "select count(*) from outgoing_message"
                    + " where recipient = ? and template = ? and digest_day = ?")
            .params(person, template, day)
            .query(Integer.class)
            .single()
        > 0;
  }

  Optional<Message> waiting(String id) {
    return jdbc.sql(
            "select id, recipient, template, subject, leaves_at is not null as digest"
                + " from outgoing_message where id = ?"
                + WAITING)
        .param(id)
        .query(Message.class)
        .optional();
  }

  /**
   * Locks the message, a digest with all of its kind that wait for the same person, once every
   * transaction that holds one of them has ended. Returns the ids of those that still wait then.
   */
  List<String> lock(Message message) {
    if (message.digest()) {
      return jdbc.sql(
              "select id from outgoing_message" + SAME_DIGEST + WAITING + " order by id for update")
          .params(message.recipient(), message.template())
          .query(String.class)
          .list();
    }
    return jdbc.sql("select id from outgoing_message where id = ?" + WAITING + " for update")
        .param(message.id())
        .query(String.class)
        .list();
  }

  void sent(Message message) {
    OffsetDateTime now = EngineClock.now();
    jdbc.sql("update outgoing_message set sent_at = ?, digest_day = ? where id = ?")
        .params(now, message.digest() ? now.toLocalDate() : null, message.id())
        .update();
  }

  void drop(String id, Dropped reason) {
    jdbc.sql("update outgoing_message set dropped_at = ?, dropped_because = ? where id = ?")
        .params(EngineClock.now(), reason.name(), id)
        .update();
  }

  void postpone(String id, OffsetDateTime leavesAt) {
    jdbc.sql("update outgoing_message set leaves_at = ? where id = ?")
        .params(leavesAt, id)
        .update();
  }
}
