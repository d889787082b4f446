package fr.fabrique.route;

import fr.fabrique.FabriqueTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests that together take every path of one diagram, or fire every rule of one decision table:
 * when the whole class has run and something was never taken, the class fails and names it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@FabriqueTest
@ExtendWith(EveryPathTaken.class)
@interface PathsOf {

  /** The file's name in {@code processes}. */
  String value();
}
