package fr.fabrique.notification;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a module says in its messages beyond the words of their template. It is asked when a message
 * leaves, so that the message tells how things are then.
 */
public interface MailContent {

  /** Names of the templates this module fills. Nobody else fills them. */
  Set<String> templates();

  /**
   * What one message says after its opening words.
   *
   * @param recipient the account it goes to
   * @param subject the business key it is about; the recipient in a message that gathers
   * @return empty when there is nothing to say any more: the message is dropped
   */
  Optional<Letter> content(String recipient, String template, String subject);

  /**
   * Tasks that a message of this module gathers, in place of a message for each of them when it is
   * assigned: from a task's key on the diagram to a template.
   */
  default Map<String, String> gatheredTasks() {
    return Map.of();
  }
}
