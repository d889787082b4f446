package fr.fabrique.change;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** An edit of the idea's route that moves ideas: a task is gone, and a branch is new. */
public final class EditedRoute {

  public static final String ROUTE = "processes/idea-route.bpmn";
  public static final String GONE = "task_carry_out_quick_win";
  public static final String INSTEAD = "task_offer_help";

  private EditedRoute() {}

  /**
   * A facilitator looks again at what was declined, unless the author manages the unit; quick wins
   * are not carried out.
   */
  public static Draft draft() {
    return Draft.ofShipped()
        .xml(
            ROUTE,
            document -> {
              remove(document);
              branch(document);
            });
  }

  /** The whole edited route in a folder. */
  public static Path in(Path folder) {
    try {
      for (Map.Entry<String, byte[]> file : draft().files.entrySet()) {
        Path path = folder.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.write(path, file.getValue());
      }
      return folder;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static void remove(Document document) {
    Element toEnd = Draft.byId(document, "flow_carry_out_quick_win_quick_win");
    Element end = Draft.byId(document, "end_quick_win");
    Draft.children(end, "incoming").forEach(Draft::remove);
    Draft.remove(Draft.drawn(document, toEnd.getAttribute("id")));
    Draft.remove(toEnd);
    lead(document, "flow_verdict_carry_out_quick_win", end);
    Draft.remove(Draft.drawn(document, GONE));
    Draft.remove(Draft.byId(document, GONE));
  }

  private static void branch(Document document) {
    Element offer = Draft.byId(document, INSTEAD);
    Element declined = Draft.byId(document, "end_declined");
    Element asks = Draft.node(document, "exclusiveGateway", "gateway_hope", "Any hope?", offer);
    Element look =
        Draft.node(document, "userTask", "task_look_again", "Look at it again", declined);
    Draft.camunda(look, "formRef", "measure_impact");
    Draft.camunda(look, "formRefBinding", "deployment");
    Draft.camunda(look, "candidateGroups", "facilitators");
    Draft.children(declined, "incoming").forEach(Draft::remove);
    lead(document, "flow_offer_help_declined", asks);
    Draft.arrow(document, "flow_hope_none", asks, declined, null);
    asks.setAttribute("default", "flow_hope_none");
    Draft.arrow(document, "flow_hope", asks, look, "${manager != author}");
    Draft.arrow(document, "flow_hope_declined", look, declined, null);
  }

  private static void lead(Document document, String arrow, Element to) {
    Element flow = Draft.byId(document, arrow);
    flow.setAttribute("targetRef", to.getAttribute("id"));
    Element incoming = document.createElementNS(Draft.BPMN, "bpmn:incoming");
    incoming.setTextContent(arrow);
    to.appendChild(incoming);
    Element bounds = Draft.children(Draft.drawn(document, to.getAttribute("id")), "Bounds").get(0);
    var points = Draft.children(Draft.drawn(document, arrow), "waypoint");
    Element last = points.get(points.size() - 1);
    last.setAttribute("x", bounds.getAttribute("x"));
    last.setAttribute("y", bounds.getAttribute("y"));
  }
}
