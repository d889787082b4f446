package fr.fabrique.jury.past;

import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.PostgresFabriqueTest;
import fr.fabrique.jury.past.PastJury.ImportReport;
import fr.fabrique.jury.statistics.SimulatedJury;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The import's statements on a real PostgreSQL. */
@PostgresFabriqueTest
class PastJuryOnPostgresTest {

  @Autowired private PastJury past;
  @Autowired private JuryReports reports;

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
