package fr.fabrique.notification;

import fr.fabrique.engine.DeferredWork;
import fr.fabrique.engine.EngineClock;
import fr.fabrique.people.Group;
import fr.fabrique.people.People;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps each message as a row and has the engine's job executor send it. */
@Component
class StoredOutbox implements Outbox {

  private final JdbcClient jdbc;
  private final People people;
  private final DeferredWork.Scheduler later;

  StoredOutbox(JdbcClient jdbc, People people, DeferredWork.Scheduler later) {
    this.jdbc = jdbc;
    this.people = people;
    this.later = later;
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void tell(String person, String template, String subject) {
    String id = UUID.randomUUID().toString();
    jdbc.sql(
            "insert into outgoing_message (id, recipient, template, subject, created_at)"
                + " values (?, ?, ?, ?, ?)")
        .params(id, person, template, subject, EngineClock.now())
        .update();
    later.schedule(SendMail.KIND, id);
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void tell(Group group, String template, String subject) {
    people.members(group).forEach(person -> tell(person.id(), template, subject));
  }
}
