package fr.fabrique.engine;

import fr.fabrique.engine.Answers.Answer;
import java.util.List;
import java.util.Map;

/** Reads answers in the words of the form that asked them, also when the task is over. */
public interface FormWords {

  /**
   * The answers to questions of the form, in its order; whatever it does not ask is left out.
   *
   * @param task the engine's task id
   * @param answers values by key, not checked
   */
  List<Answer> read(String task, Map<String, Object> answers);
}
