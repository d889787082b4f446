package fr.fabrique.change;

import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.change.Corpus.Edit;
import fr.fabrique.engine.StepCatalogue;
import fr.fabrique.engine.check.Finding;
import fr.fabrique.engine.check.RouteCheck;
import fr.fabrique.engine.check.RouteFiles;
import fr.fabrique.engine.check.Severity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Slips are found before they are published, and sound edits are not kept from it. Each kind of
 * edit at one place; the benchmark takes ten.
 */
class CorpusTest {

  private static final int PLACES = 1;
  private static final RouteCheck CHECK = new RouteCheck(new StepCatalogue());

  @Test
  void every_fault_is_found() {
    List<Edit> faults = Corpus.faults(PLACES);
    List<String> missed = new ArrayList<>();
    for (Edit fault : faults) {
      if (findings(fault).stream().allMatch(f -> f.severity() == Severity.TELLS)) {
        missed.add(fault.toString());
      }
    }
    assertThat(faults).hasSizeGreaterThan(90);
    assertThat(missed).as("missed").isEmpty();
  }

  @Test
  void no_sound_edit_is_kept_from_being_published() {
    List<Edit> edits = Corpus.soundEdits(PLACES);
    List<String> blocked = new ArrayList<>();
    for (Edit edit : edits) {
      findings(edit).stream()
          .filter(Finding::blocks)
          .forEach(finding -> blocked.add(edit + " → " + finding.sentence()));
    }
    assertThat(edits).hasSizeGreaterThan(20);
    assertThat(blocked).as("blocked").isEmpty();
  }

  private static List<Finding> findings(Edit edit) {
    return CHECK.change(RouteFiles.shipped(), edit.files());
  }
}
