package fr.fabrique.diagrams;

import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.NodeTools;
import fr.fabrique.NodeTools.Result;
import fr.fabrique.RouteFolder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of {@code .bpmnlintrc}, which process owners may run too. */
class LintTest {

  @Test
  void bpmnlint_finds_nothing_in_any_diagram() {
    Result result =
        NodeTools.run(
            NodeTools.file("bpmnlint/bin/bpmnlint.js"),
            RouteFolder.diagrams().stream().map(Path::toString).toList());
    assertThat(result.output()).isBlank();
    assertThat(result.code()).isZero();
  }

  @Test
  void bpmnlint_would_find_a_dead_end() {
    Result result =
        NodeTools.run(
            NodeTools.file("bpmnlint/bin/bpmnlint.js"),
            List.of("src/test/resources/diagrams/dead-end.bpmn"));
    assertThat(result.output()).contains("end-event-required");
    assertThat(result.code()).isNotZero();
  }
}
