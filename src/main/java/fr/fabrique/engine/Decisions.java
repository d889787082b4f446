package fr.fabrique.engine;

import java.util.Map;
import java.util.Optional;

/** Why the rules decided as they did. */
public interface Decisions {

  /**
   * The annotation of the rule that fired when the decision was last taken on the subject: the
   * process owner's own sentence.
   *
   * @param decision the decision's id, such as {@code eligibility}
   */
  Optional<String> reason(String subject, String decision);

  /**
   * How the decision was last taken on the subject; known once the transaction in which it was
   * taken is committed.
   */
  Optional<Taken> last(String subject, String decision);

  /** The file that holds the decision as it is in force, in the installation's language. */
  byte[] table(String decision);

  /**
   * A decision that was taken.
   *
   * @param definition the engine's id of the table as it was
   * @param version which version of the table that was, from 1
   * @param rule the id of the rule that fired, or null when none did
   * @param sentence the rule's annotation, or null
   * @param outcome the first output of the rule, or null
   * @param inputs what the table was asked, in words, by the expression it asks
   */
  record Taken(
      String definition,
      int version,
      String rule,
      String sentence,
      String outcome,
      Map<String, String> inputs) {}
}
