package fr.fabrique.notification;

import fr.fabrique.engine.DeferredWork;
import fr.fabrique.engine.EngineClock;
import fr.fabrique.people.Group;
import fr.fabrique.people.People;
import java.time.OffsetDateTime;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps each message as a row and has the engine's job executor send it. */
@Component
class StoredOutbox implements Outbox {

  private final MessageTable messages;
  private final People people;
  private final DigestTimes times;
  private final DeferredWork.Scheduler later;

  StoredOutbox(
      MessageTable messages, People people, DigestTimes times, DeferredWork.Scheduler later) {
    this.messages = messages;
    this.people = people;
    this.times = times;
    this.later = later;
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void tell(String person, String template, String subject) {
    later.schedule(SendMail.KIND, messages.add(person, template, subject, null));
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void tell(Group group, String template, String subject) {
    people.members(group).forEach(person -> tell(person.id(), template, subject));
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void gather(String person, String template) {
    if (messages.holdDigest(person, template)) {
      return;
    }
    boolean leftToday = messages.digestLeftOn(EngineClock.now().toLocalDate(), person, template);
    OffsetDateTime leavesAt = leftToday ? times.tomorrow() : times.soon();
    later.schedule(SendMail.KIND, messages.add(person, template, person, leavesAt), leavesAt);
  }
}
