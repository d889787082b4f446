package fr.fabrique.engine;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a component that sends messages to diagrams, so that a diagram that waits for one which
 * nobody sends, or a route that hears none of those that are sent, is found.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface SendsMessages {

  /** The messages' names, such as {@code withdraw_idea}. */
  String[] value();
}
