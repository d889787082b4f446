package fr.fabrique;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;

/**
 * A real PostgreSQL below the product; it ends after the product, which still writes as it ends.
 */
@TestConfiguration(proxyBeanMethods = false)
public class PostgresForTests {

  @Bean
  EmbeddedPostgres postgres() throws IOException {
    return EmbeddedPostgres.start();
  }

  @Bean
  DynamicPropertyRegistrar database(EmbeddedPostgres postgres) {
    return properties -> {
      properties.add("spring.datasource.url", () -> postgres.getJdbcUrl("postgres", "postgres"));
      properties.add("spring.datasource.username", () -> "postgres");
    };
  }
}
