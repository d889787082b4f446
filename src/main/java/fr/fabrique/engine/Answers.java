package fr.fabrique.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The answers that somebody gave in a task, already checked against the task's form.
 *
 * @param subject the business key: an idea, a challenge or a cohort
 * @param taskId the engine's task id
 * @param form the form's id, such as {@code review_idea}
 * @param step the task's name on the diagram
 * @param person the account that answers
 * @param given the answers in the order of the form, blank ones left out
 */
public record Answers(
    String subject, String taskId, String form, String step, String person, List<Answer> given) {

  /**
   * One answer.
   *
   * @param key the input's key
   * @param label the question as the form asks it
   * @param value a String, Boolean, Integer, Double or a list of Strings
   * @param text the answer in words: an option's label, else the value
   * @param properties the input's custom properties in the form
   */
  public record Answer(
      String key, String label, Object value, String text, Map<String, String> properties) {}

  public Optional<Object> value(String key) {
    return given.stream().filter(a -> a.key().equals(key)).map(Answer::value).findFirst();
  }

  public Optional<String> text(String key) {
    return value(key).map(Object::toString);
  }

  public boolean ticked(String key) {
    return value(key).filter(Boolean.TRUE::equals).isPresent();
  }

  @SuppressWarnings("unchecked")
  public List<String> list(String key) {
    return value(key).map(v -> (List<String>) v).orElse(List.of());
  }
}
