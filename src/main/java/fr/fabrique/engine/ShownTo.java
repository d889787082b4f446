package fr.fabrique.engine;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a {@link Dossier} with those of its entries that it shows to some people only. Whoever else
 * opens a form that asks for them sees nothing there.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(ShownTo.All.class)
public @interface ShownTo {

  /** The keys of the entries. */
  String[] entries();

  /** The fact that holds the account of the one who sees them. */
  String person();

  /** Groups whose members see them. */
  String[] groups() default {};

  /** Several kinds of entries of one component. */
  @Documented
  @Target(ElementType.TYPE)
  @Retention(RetentionPolicy.RUNTIME)
  @interface All {
    ShownTo[] value();
  }
}
