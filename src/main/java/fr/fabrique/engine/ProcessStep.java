package fr.fabrique.engine;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.stereotype.Component;

/**
 * A service task that a process owner may put on a diagram. The bean's name is the task's name in
 * camel case; only beans marked so can be named in a diagram's expressions.
 */
@Documented
@Component
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ProcessStep {

  /** The task's name as the diagram reads it. */
  String title();

  /** Names of the process variables the step needs. */
  String[] reads() default {};

  /**
   * Names of the process variables the step leaves behind, each with what it is behind a colon:
   * {@code seated:flag}, {@code mean:decimal}, {@code awaitingVerdict:number}, {@code
   * opensAt:date}, {@code juror:text}, or all its values: {@code handoverOutcome:accepted|no_go}. A
   * number may be followed by its limits: {@code mean:decimal:0..5}, {@code
   * awaitingVerdict:number:0..}, or by the setting of the diagram that it never exceeds: {@code
   * reviews:number:0..seats}.
   */
  String[] writes() default {};
}
