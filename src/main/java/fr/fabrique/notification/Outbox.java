package fr.fabrique.notification;

import fr.fabrique.people.Group;

/** Messages that leave only when the change that caused them is committed. */
public interface Outbox {

  /**
   * Writes a message to one person.
   *
   * @param template the message's name in the texts, such as {@code review_reminder}
   * @param subject the business key the message is about
   */
  void tell(String person, String template, String subject);

  /** Writes a message to every member of a group. */
  void tell(Group group, String template, String subject);
}
