package fr.fabrique.engine.step;

import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.FabriqueTest;
import fr.fabrique.NodeTools;
import fr.fabrique.NodeTools.Result;
import fr.fabrique.engine.StepCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Camunda Modeler reads {@code .camunda/element-templates} beside an open diagram. */
@FabriqueTest
class ElementTemplatesTest {

  private static final Path FOLDER = Path.of(".camunda/element-templates");
  private static final String REFRESH =
      "write it anew with: ./mvnw test -Dtest=ElementTemplatesTest -Dfabrique.write-templates=true";

  @Autowired StepCatalogue catalogue;

  @Test
  void the_templates_in_the_modeler_are_those_of_the_catalogue() throws IOException {
    Map<Path, String> files = new ElementTemplates(catalogue).files();
    if (Boolean.getBoolean("fabrique.write-templates")) {
      Files.createDirectories(FOLDER);
      for (Map.Entry<Path, String> file : files.entrySet()) {
        Files.writeString(FOLDER.resolve(file.getKey()), file.getValue());
      }
    }
    for (Map.Entry<Path, String> file : files.entrySet()) {
      Path committed = FOLDER.resolve(file.getKey());
      assertThat(committed).as("%s is missing; %s", committed, REFRESH).exists();
      assertThat(Files.readString(committed).replace("\r\n", "\n"))
          .as("%s is stale; %s", committed, REFRESH)
          .isEqualTo(file.getValue());
    }
    try (Stream<Path> committed = Files.list(FOLDER)) {
      assertThat(committed.map(Path::getFileName))
          .as("nothing else is in the folder")
          .containsExactlyInAnyOrderElementsOf(files.keySet());
    }
  }

  @Test
  void the_modeler_accepts_the_templates() {
    Result result =
        NodeTools.run(
            NodeTools.script("check-templates.js"),
            List.of(
                FOLDER.resolve("steps.json").toString(), FOLDER.resolve("tasks.json").toString()));
    assertThat(result.output()).isBlank();
    assertThat(result.code()).isZero();
  }
}
