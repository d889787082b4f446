package fr.fabrique.engine;

import java.util.Map;
import java.util.Optional;

/** Takes answers that come when their task is over, so that nothing is lost that somebody typed. */
public interface LateAnswers {

  /**
   * Keeps them where they belong to this module.
   *
   * @param task the engine's id of the task that is over
   * @param answers what was sent, by the keys of the form; not checked against the form
   * @return what the person is told; empty where the task is none of this module's or was not
   *     theirs
   */
  Optional<String> keep(String task, String person, Map<String, Object> answers);

  /** The same for what they have only typed so far: it is kept for them alone. */
  Optional<String> keepTyped(String task, String person, Map<String, Object> answers);
}
