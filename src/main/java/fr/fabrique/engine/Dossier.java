package fr.fabrique.engine;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What forms may show, read live from a module's tables when somebody opens a task and never stored
 * in the engine.
 */
public interface Dossier {

  /**
   * The keys that this module offers to forms. A value is a safe HTML string, a plain text, number
   * or flag that prefills an input, or a list of {@link Option}; null where there is nothing to
   * show.
   */
  Map<String, Function<Opened, Object>> entries();

  /** Answers a key that no module lists by name, such as {@code last_question}. */
  default Optional<Function<Opened, Object>> entry(String key) {
    return Optional.ofNullable(entries().get(key));
  }

  /** The title that task lists show for this subject, empty when it is not this module's. */
  default Optional<String> title(String subject) {
    return Optional.empty();
  }

  /**
   * A task opened by somebody.
   *
   * @param subject the business key: an idea, a challenge or a cohort
   * @param taskId the engine's task id
   * @param viewer the account that looks
   */
  record Opened(String subject, String taskId, String viewer) {}

  /** A choice offered by a form. */
  record Option(String label, String value) {}
}
