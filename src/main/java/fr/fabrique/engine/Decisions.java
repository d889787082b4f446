package fr.fabrique.engine;

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
}
