package fr.fabrique.diagrams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import fr.fabrique.NodeTools;
import fr.fabrique.RouteFolder;
import fr.fabrique.browser.BrowserForTests;
import fr.fabrique.browser.Pictures;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each diagram as a process owner sees it, drawn by the Modeler's own library. */
@ExtendWith(BrowserForTests.class)
class DrawingTest {

  private static final String DRAW =
      """
      async xml => {
        const canvas = document.createElement('div');
        canvas.id = 'canvas';
        document.body.replaceChildren(canvas);
        Object.assign(document.body.style, { margin: 0 });
        Object.assign(canvas.style, { width: '1600px', height: '900px', background: 'white' });
        const viewer = new BpmnJS({ container: canvas });
        await viewer.importXML(xml);
        const box = viewer.get('canvas').viewbox().inner;
        const room = 20;
        canvas.style.height = Math.ceil(1600 * (box.height + 2 * room) / (box.width + 2 * room)) + 'px';
        viewer.get('canvas').resized();
        viewer.get('canvas').viewbox({ x: box.x - room, y: box.y - room,
            width: box.width + 2 * room, height: box.height + 2 * room });
        document.querySelector('.bjs-powered-by').remove();
      }
      """;

  /** Texts whose lines run out of the symbol or over another text, in the units of the diagram. */
  private static final String COLLISIONS =
      """
      () => {
        const box = node => node.getBoundingClientRect();
        const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1
            && a.top < b.bottom - 1 && b.top < a.bottom - 1;
        const texts = [...document.querySelectorAll('#canvas text')].filter(t => t.textContent);
        const found = [];
        for (const text of texts) {
          const shape = text.closest('.djs-shape');
          const own = shape && !shape.dataset.elementId.endsWith('_label')
              && shape.querySelector('.djs-visual > rect');
          if (own && (box(text).left < box(own).left - 1 || box(text).right > box(own).right + 1
              || box(text).bottom > box(own).bottom + 1)) {
            found.push(`"${text.textContent}" runs out of its symbol`);
          }
          for (const other of texts) {
            if (text !== other && text.compareDocumentPosition(other) & 4
                && meet(box(text), box(other))) {
              found.push(`"${text.textContent}" covers "${other.textContent}"`);
            }
          }
        }
        return found;
      }
      """;

  static List<Path> diagrams() {
    return RouteFolder.diagrams();
  }

  @ParameterizedTest
  @MethodSource("diagrams")
  void every_text_of_a_diagram_can_be_read(Path diagram, Browser browser) {
    try (BrowserContext context =
        browser.newContext(new Browser.NewContextOptions().setDeviceScaleFactor(2))) {
      Page page = context.newPage();
      page.addScriptTag(
          new Page.AddScriptTagOptions()
              .setPath(NodeTools.file("bpmn-js/dist/bpmn-viewer.development.js")));
      page.addStyleTag(
          new Page.AddStyleTagOptions()
              .setPath(NodeTools.file("bpmn-js/dist/assets/diagram-js.css")));
      page.evaluate(DRAW, new String(RouteFolder.bytes(diagram), UTF_8));
      Pictures.take(page.locator("#canvas"), diagram.getFileName().toString().replace(".bpmn", ""));
      assertThat((List<?>) page.evaluate(COLLISIONS)).isEmpty();
    }
  }
}
