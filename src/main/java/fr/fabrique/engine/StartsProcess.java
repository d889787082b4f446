package fr.fabrique.engine;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a component that starts instances of a process, so that a route without that process, or
 * one that asks for a fact nobody passes, is not put in force.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface StartsProcess {

  /** The id of the process, such as {@code idea_route}. */
  String value();

  /** Names of the process variables it is started with. */
  String[] passes() default {};
}
