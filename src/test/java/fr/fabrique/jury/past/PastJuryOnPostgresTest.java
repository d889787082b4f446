package fr.fabrique.jury.past;

import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.OwnEngine;
import fr.fabrique.jury.past.PastJury.ImportReport;
import fr.fabrique.jury.statistics.SimulatedJury;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The import's statements on a real PostgreSQL. */
@SpringBootTest
@ActiveProfiles({"demo", "test"})
@OwnEngine
class PastJuryOnPostgresTest {

  private static EmbeddedPostgres postgres;

  @Autowired private PastJury past;
  @Autowired private JuryReports reports;

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry properties) throws IOException {
    postgres = EmbeddedPostgres.start();
    properties.add("spring.datasource.url", () -> postgres.getJdbcUrl("postgres", "postgres"));
    properties.add("spring.datasource.username", () -> "postgres");
    // The database is gone before the product, which then waits for it no longer than this.
    properties.add("spring.datasource.hikari.connection-timeout", () -> "3000");
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  @Test
  void a_jury_is_imported_once_and_reported_on() {
    byte[] csv =
        ScoresFile.of(SimulatedJury.of(1, 400, 4, 40, 8).favouringOwnUnitBy(2))
            .replace(",juror", ",past")
            .replaceFirst("past,past_unit", "juror,juror_unit")
            .getBytes(StandardCharsets.UTF_8);

    ImportReport first = past.importCsv("past-jury", csv);
    ImportReport second = past.importCsv("past-jury", csv);

    assertThat(first.refused()).isEmpty();
    assertThat(first.accepted()).isEqualTo(1_600);
    assertThat(second.accepted()).isZero();
    assertThat(second.existing()).isEqualTo(1_600);
    assertThat(reports.of("past-jury").ownUnit().alert()).isTrue();
    assertThat(reports.reviews("past-jury")).hasSize(1_600);
  }
}
