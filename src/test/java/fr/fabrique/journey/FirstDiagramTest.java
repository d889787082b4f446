package fr.fabrique.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import fr.fabrique.FabriqueTest;
import fr.fabrique.NodeTools;
import fr.fabrique.RouteFolder;
import fr.fabrique.browser.BrowserForTests;
import fr.fabrique.browser.Pictures;
import fr.fabrique.change.revision.Revision.State;
import fr.fabrique.change.revision.Revisions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * The guide "Edit your first diagram", step by step, with the library that Camunda Modeler is made
 * of: a second look at an idea before the jury sees it.
 */
@FabriqueTest
@ExtendWith(BrowserForTests.class)
class FirstDiagramTest {

  private static final String OPEN =
      """
      async xml => {
        const canvas = document.createElement('div');
        canvas.id = 'canvas';
        document.body.replaceChildren(canvas);
        Object.assign(canvas.style, { width: '900px', height: '420px', background: 'white' });
        window.modeler = new BpmnJS({ container: canvas, moddleExtensions: { camunda } });
        await modeler.importXML(xml);
        modeler.get('canvas').zoom(1);
        window.look = () => {
          const task = modeler.get('elementRegistry').get('task_screen_idea');
          modeler.get('canvas').viewbox({ x: task.x - 260, y: task.y - 170, width: 900, height: 420 });
        };
        look();
        modeler.get('selection').select(modeler.get('elementRegistry').get('task_screen_idea'));
      }
      """;

  /** Makes room behind the screening and drops a task on the arrow, as one does with the mouse. */
  private static final String EDIT =
      """
      async () => {
        const registry = modeler.get('elementRegistry');
        const modeling = modeler.get('modeling');
        const arrow = registry.get('flow_screen_idea_screened');
        const start = registry.get('task_screen_idea').x + 130;
        const labels = registry.filter(e => e.labelTarget && e.x >= start - 40);
        const places = new Map(labels.map(label => [label, label.x]));
        const behind = registry.filter(e => !e.waypoints && !e.labelTarget && e.parent
            && e.x >= start);
        modeler.get('spaceTool').makeSpace(behind, [], { x: 160, y: 0 }, 'e', start);
        modeling.moveElements(labels.filter(label => label.x === places.get(label)), { x: 160, y: 0 });
        const task = modeling.createShape({ type: 'bpmn:UserTask' },
            { x: registry.get('task_screen_idea').x + 210, y: registry.get('task_screen_idea').y + 40 },
            arrow);
        modeling.updateProperties(task, {
          id: 'task_look_again',
          name: 'Look at it once more',
          'camunda:formRef': 'screen_idea',
          'camunda:formRefBinding': 'deployment',
          'camunda:candidateGroups': 'facilitators',
          'camunda:dueDate': '${taskTime}'
        });
        look();
        modeler.get('selection').select(task);
        return (await modeler.saveXML({ format: true })).xml;
      }
      """;

  @TempDir Path folder;
  @LocalServerPort private int port;
  @Autowired private Revisions revisions;

  @AfterEach
  void no_draft_is_left() {
    revisions.all().stream()
        .filter(r -> r.state() == State.DRAFT)
        .forEach(r -> revisions.drop(r.id(), "owner"));
  }

  @Test
  void a_task_drawn_on_an_arrow_is_a_draft_that_could_be_published(Browser browser)
      throws IOException {
    Path edited = folder.resolve("idea-route.bpmn");
    try (BrowserContext context =
        browser.newContext(new Browser.NewContextOptions().setDeviceScaleFactor(2))) {
      Page page = context.newPage();
      page.addScriptTag(
          new Page.AddScriptTagOptions()
              .setPath(NodeTools.file("bpmn-js/dist/bpmn-modeler.development.js")));
      for (String style :
          new String[] {"diagram-js.css", "bpmn-js.css", "bpmn-font/css/bpmn-embedded.css"}) {
        page.addStyleTag(
            new Page.AddStyleTagOptions().setPath(NodeTools.file("bpmn-js/dist/assets/" + style)));
      }
      page.evaluate(
          "json => window.camunda = JSON.parse(json)",
          new String(
              RouteFolder.bytes(NodeTools.file("camunda-bpmn-moddle/resources/camunda.json")),
              StandardCharsets.UTF_8));
      page.evaluate(
          OPEN,
          new String(
              RouteFolder.bytes(RouteFolder.PROCESSES.resolve("idea-route.bpmn")),
              StandardCharsets.UTF_8));
      Pictures.take(page.locator("#canvas"), "first-diagram-before");
      Files.writeString(edited, page.evaluate(EDIT).toString());
      Pictures.take(page.locator("#canvas"), "first-diagram-after");
    }
    try (TasklistInBrowser owner = new TasklistInBrowser(browser, port, "en-GB", 1100, 900)) {
      Page page = owner.signIn("owner").open("/change").page();
      page.setInputFiles("#files", edited);
      page.locator("section[aria-labelledby=new] button").click();

      Locator differences = page.locator("section[aria-labelledby=differences]");
      assertThat(differences).containsText("task Look at it once more");
      assertThat(differences.locator(".djs-shape.mark-ADDED .djs-visual").first()).isVisible();
      assertThat(page.locator("section[aria-labelledby=findings] .bad")).hasCount(0);
      assertThat(page.locator("#reason")).isVisible();
      Pictures.take(differences, "first-diagram-draft");
    }
  }
}
