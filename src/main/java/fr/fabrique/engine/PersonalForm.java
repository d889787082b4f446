package fr.fabrique.engine;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a component whose form only somebody without a conflict of interest may open. A diagram
 * that would offer it to others, who may be the idea's authors, is not put in force.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(PersonalForm.All.class)
public @interface PersonalForm {

  /** The form's id. */
  String form();

  /** The fact that holds the account of the one who may open it. */
  String person();

  /** Groups that it may be offered to where that fact is empty. */
  String[] groups() default {};

  /** Several forms of one component. */
  @Documented
  @Target(ElementType.TYPE)
  @Retention(RetentionPolicy.RUNTIME)
  @interface All {
    PersonalForm[] value();
  }
}
