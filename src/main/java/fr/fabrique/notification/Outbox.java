package fr.fabrique.notification;

import fr.fabrique.people.Group;

/** Messages that leave only when the change that caused them is committed. */
public interface Outbox {

  /**
   * Writes a message to one person.
   *
   * @param template the message's name in the texts, such as {@code idea_stopped}
   * @param subject the business key the message is about
   */
  void tell(String person, String template, String subject);

  /** Writes a message to every member of a group. */
  void tell(Group group, String template, String subject);

  /**
   * Sees to it that one message tells the person all that waits for them: soon, or tomorrow when
   * one has left today. However often this is asked, one at most leaves for each person, template
   * and day of the server. What it says is asked of {@link MailContent} when it leaves.
   *
   * @param template the message's name in the texts, such as {@code reviews_open}
   */
  void gather(String person, String template);
}
