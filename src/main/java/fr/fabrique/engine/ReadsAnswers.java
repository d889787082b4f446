package fr.fabrique.engine;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an {@link AnswerReceiver} with the forms whose answers it takes and the questions among
 * them that it reads. A form that asks them no more, or has another id, leaves it without.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ReadsAnswers {

  /** The ids of the forms. */
  String[] forms();

  /** The keys of the questions. */
  String[] value();
}
