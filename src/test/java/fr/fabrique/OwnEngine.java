package fr.fabrique;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.springframework.test.annotation.DirtiesContext;

/**
 * A test that starts an engine of its own. The engine's web applications find their engine in a
 * register of the whole JVM, and one that ends leaves it for all: such tests run in JVMs apart from
 * the others, and each ends its engine before the next one starts its own.
 */
@DirtiesContext
@Tag("own-engine")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface OwnEngine {}
