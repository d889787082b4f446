package fr.fabrique.engine;

import java.util.Set;
import org.springframework.core.annotation.AnnotationUtils;

/**
 * Takes the answers of certain forms into a module's tables, in the transaction that completes the
 * task. Answers to forms that nobody claims are kept in the {@link Journal}.
 */
public interface AnswerReceiver {

  /** Ids of the forms whose answers this module takes, as {@link ReadsAnswers} says them. */
  default Set<String> forms() {
    return Set.of(AnnotationUtils.findAnnotation(getClass(), ReadsAnswers.class).forms());
  }

  /**
   * Keeps the answers.
   *
   * @throws RefusedAnswers when they cannot be accepted; nothing changes then
   */
  void receive(Answers answers);

  /**
   * Whether the form's answers also appear in the subject's journal; no for what must stay hidden.
   */
  default boolean inJournal(String form) {
    return true;
  }
}
