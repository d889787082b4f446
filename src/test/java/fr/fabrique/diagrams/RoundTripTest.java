package fr.fabrique.diagrams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import fr.fabrique.NodeTools;
import fr.fabrique.RouteFolder;
import fr.fabrique.browser.BrowserForTests;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.dmn.Dmn;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a process owner or a program opens and saves again is still the same route. */
@ExtendWith(BrowserForTests.class)
class RoundTripTest {

  private static final String BPMN = "/org/camunda/bpm/model/bpmn/schema/BPMN20.xsd";
  private static final String DMN = "/org/camunda/bpm/model/dmn/schema/DMN13.xsd";

  private static final String SAVE_DIAGRAM =
      """
      async xml => {
        const modeler = new BpmnJS({ container: document.body, moddleExtensions: { camunda } });
        const { warnings } = await modeler.importXML(xml);
        const saved = await modeler.saveXML({ format: true });
        return { xml: saved.xml, warnings: warnings.map(w => w.message) };
      }
      """;

  private static final String SAVE_DECISION =
      """
      async xml => {
        const modeler = new DmnJS({ container: document.body, moddleExtensions: { camunda } });
        const { warnings } = await modeler.importXML(xml);
        for (const view of modeler.getViews()) {
          await modeler.open(view);
        }
        const saved = await modeler.saveXML({ format: true });
        return { xml: saved.xml, warnings: warnings.map(w => w.message) };
      }
      """;

  static List<Path> diagrams() {
    return RouteFolder.diagrams();
  }

  static List<Path> decisions() {
    return RouteFolder.decisions();
  }

  @ParameterizedTest
  @MethodSource("diagrams")
  void the_engines_model_api_keeps_every_part_of_a_diagram(Path diagram) {
    byte[] before = RouteFolder.bytes(diagram);
    String after = Bpmn.convertToString(Bpmn.readModelFromStream(new ByteArrayInputStream(before)));
    assertThat(CanonicalXml.differences(BPMN, before, after.getBytes(UTF_8))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("decisions")
  void the_engines_model_api_keeps_every_part_of_a_decision(Path decision) {
    byte[] before = RouteFolder.bytes(decision);
    String after = Dmn.convertToString(Dmn.readModelFromStream(new ByteArrayInputStream(before)));
    assertThat(CanonicalXml.differences(DMN, before, after.getBytes(UTF_8))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("diagrams")
  void the_modeler_keeps_every_part_of_a_diagram(Path diagram, Browser browser) {
    savedBy(
        browser,
        SAVE_DIAGRAM,
        "bpmn-js/dist/bpmn-modeler.development.js",
        "camunda-bpmn-moddle/resources/camunda.json",
        diagram);
  }

  @ParameterizedTest
  @MethodSource("decisions")
  void the_modeler_keeps_every_part_of_a_decision(Path decision, Browser browser) {
    savedBy(
        browser,
        SAVE_DECISION,
        "dmn-js/dist/dmn-modeler.development.js",
        "camunda-dmn-moddle/resources/camunda.json",
        decision);
  }

  private static void savedBy(
      Browser browser, String script, String library, String extension, Path file) {
    byte[] before = RouteFolder.bytes(file);
    try (BrowserContext context = browser.newContext()) {
      Page page = context.newPage();
      page.addScriptTag(new Page.AddScriptTagOptions().setPath(NodeTools.file(library)));
      page.evaluate(
          "json => window.camunda = JSON.parse(json)",
          new String(RouteFolder.bytes(NodeTools.file(extension)), UTF_8));
      Map<?, ?> saved = (Map<?, ?>) page.evaluate(script, new String(before, UTF_8));
      assertThat((List<?>) saved.get("warnings")).isEmpty();
      assertThat(CanonicalXml.differences(before, saved.get("xml").toString().getBytes(UTF_8)))
          .isEmpty();
    }
  }
}
