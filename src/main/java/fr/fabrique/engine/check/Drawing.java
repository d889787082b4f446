package fr.fabrique.engine.check;

import static fr.fabrique.engine.check.XmlFile.children;
import static fr.fabrique.engine.check.XmlFile.tag;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.w3c.dom.Element;

/**
 * What is in the file is drawn, and what is drawn is in the file: Camunda Modeler shows nothing
 * else, and what it does not show cannot be mended there.
 */
final class Drawing {

  private static final Set<String> ON_DMN =
      Set.of("decision", "inputData", "knowledgeSource", "businessKnowledgeModel");

  /** How far from its symbol an arrow may end, in points: less than anybody sees. */
  private static final double NEAR = 20;

  private final XmlFile file;
  private final List<Finding> findings;
  private final Map<String, Element> drawn = new HashMap<>();

  Drawing(XmlFile file, List<Finding> findings) {
    this.file = file;
    this.findings = findings;
  }

  private record Bounds(double left, double top, double right, double bottom) {

    boolean isNear(double x, double y) {
      return x >= left - NEAR && x <= right + NEAR && y >= top - NEAR && y <= bottom + NEAR;
    }

    boolean isNothing() {
      return right <= left || bottom <= top;
    }
  }

  void check() {
    List<Element> drawing = file.drawing();
    List<Element> symbols =
        drawing.stream().filter(e -> !reference(e).isEmpty() && !tag(e).endsWith("Plane")).toList();
    if (symbols.isEmpty()) {
      findings.add(
          Finding.on(
              file.name(),
              Rule.DRAWN,
              Words.of("It holds no drawing: Camunda Modeler cannot show it."),
              Words.of("Bring the last good copy back, or draw it again in Camunda Modeler.")));
      return;
    }
    Set<String> ids = new HashSet<>();
    file.all().forEach(e -> ids.add(e.getAttribute("id")));
    drawing.stream()
        .filter(e -> tag(e).endsWith("Plane") && !ids.contains(reference(e)))
        .filter(plane -> !reference(plane).isEmpty())
        .forEach(
            plane ->
                findings.add(
                    Finding.on(
                        file.name(),
                        Rule.DRAWN,
                        Words.of(
                            "It is the drawing of “%s”, which is not in the file: Camunda Modeler cannot"
                                + " show it.",
                            reference(plane)),
                        Words.of(
                            "Bring the last good copy back, or give the process its id back."))));
    for (Element symbol : symbols) {
      if (!ids.contains(reference(symbol))) {
        findings.add(
            file.finding(
                symbol,
                Rule.DRAWING_STALE,
                Words.of("It draws “%s”, which is gone.", reference(symbol)),
                Words.of(
                    "Open the diagram in Camunda Modeler, remove the left-over and save it.")));
      } else if (drawn.put(reference(symbol), symbol) != null) {
        file.byId(reference(symbol))
            .ifPresent(
                twice ->
                    add(
                        twice,
                        Rule.DRAWING_STALE,
                        Words.of("It is drawn twice."),
                        Words.of("Remove one of the two in Camunda Modeler.")));
      }
    }
    for (Element element : file.all()) {
      if (mustBeDrawn(element)) {
        isDrawn(element);
      }
    }
  }

  private boolean mustBeDrawn(Element element) {
    String tag = tag(element);
    return tag.equals("sequenceFlow")
        || ON_DMN.contains(tag) && tag(file.root()).equals("definitions") && isTopLevel(element)
        || Scope.isNode(element) && !element.getAttribute("id").isEmpty();
  }

  private boolean isTopLevel(Element element) {
    return element.getParentNode() == file.root();
  }

  private void isDrawn(Element element) {
    Element symbol = drawn.get(element.getAttribute("id"));
    if (symbol == null) {
      add(
          element,
          Rule.DRAWN,
          Words.of(
              "It is not drawn: nobody sees it in Camunda Modeler, and it is executed all the same."),
          Words.of("Bring the last good copy back, or remove it and draw it again."));
    } else if (tag(element).equals("sequenceFlow")) {
      arrow(element, symbol);
    } else if (bounds(symbol) == null || bounds(symbol).isNothing()) {
      add(
          element,
          Rule.DRAWN,
          Words.of("Its symbol has no size."),
          Words.of("Bring the last good copy back, or remove it and draw it again."));
    }
  }

  private void arrow(Element arrow, Element edge) {
    List<Element> points = children(edge).stream().filter(e -> tag(e).equals("waypoint")).toList();
    if (points.size() < 2) {
      add(
          arrow,
          Rule.DRAWN,
          Words.of("The arrow is not drawn."),
          Words.of("Open the diagram in Camunda Modeler and draw it again."));
      return;
    }
    ends(arrow, "sourceRef", points.get(0));
    ends(arrow, "targetRef", points.get(points.size() - 1));
  }

  private void ends(Element arrow, String end, Element point) {
    Element symbol = drawn.get(arrow.getAttribute(end));
    Bounds bounds = symbol == null ? null : bounds(symbol);
    if (bounds != null && !bounds.isNear(number(point, "x"), number(point, "y"))) {
      add(
          arrow,
          Rule.DRAWING_STALE,
          end.equals("sourceRef")
              ? Words.of("The arrow is drawn as if it began somewhere else.")
              : Words.of("The arrow is drawn as if it led somewhere else."),
          Words.of("Open the diagram in Camunda Modeler and pull the arrow to where it belongs."));
    }
  }

  private static Bounds bounds(Element symbol) {
    return children(symbol).stream()
        .filter(e -> tag(e).equals("Bounds"))
        .findFirst()
        .map(
            b ->
                new Bounds(
                    number(b, "x"),
                    number(b, "y"),
                    number(b, "x") + number(b, "width"),
                    number(b, "y") + number(b, "height")))
        .orElse(null);
  }

  private static double number(Element element, String attribute) {
    try {
      return Double.parseDouble(element.getAttribute(attribute));
    } catch (NumberFormatException none) {
      return Double.NaN;
    }
  }

  private static String reference(Element symbol) {
    return symbol.hasAttribute("bpmnElement")
        ? symbol.getAttribute("bpmnElement")
        : symbol.getAttribute("dmnElementRef");
  }

  private void add(Element at, Rule rule, Words message, Words remedy) {
    findings.add(file.finding(at, rule, message, remedy));
  }
}
