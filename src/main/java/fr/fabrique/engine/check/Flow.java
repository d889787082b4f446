package fr.fabrique.engine.check;

import static fr.fabrique.engine.check.XmlFile.children;
import static fr.fabrique.engine.check.XmlFile.has;
import static fr.fabrique.engine.check.XmlFile.tag;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;

/** Every element is on a way from a start to an end. */
final class Flow {

  private static final Set<String> SCOPES = Set.of("subProcess", "transaction", "adHocSubProcess");
  private static final Set<String> SPLITS = Set.of("exclusiveGateway", "inclusiveGateway");

  private final XmlFile diagram;
  private final List<Finding> findings;

  Flow(XmlFile diagram, List<Finding> findings) {
    this.diagram = diagram;
    this.findings = findings;
  }

  void check() {
    diagram.all("process").forEach(this::scope);
  }

  private void scope(Element scope) {
    List<Element> nodes = children(scope).stream().filter(Flow::isNode).toList();
    List<Element> arrows =
        children(scope).stream().filter(e -> tag(e).equals("sequenceFlow")).toList();
    boolean starts = nodes.stream().anyMatch(n -> tag(n).equals("startEvent"));
    if (!starts && !tag(scope).equals("adHocSubProcess")) {
      add(scope, "start", "It has no start event.", "Draw one where the way begins.");
      return;
    }
    Set<Element> reached = reached(nodes, arrows);
    for (Element node : nodes) {
      if (!reached.contains(node)) {
        add(node, "reached", "No way leads here.", "Draw an arrow to it, or delete it.");
      } else {
        goesOn(node, leaving(node, arrows));
        if (SCOPES.contains(tag(node))) {
          scope(node);
        }
      }
    }
  }

  private static Set<Element> reached(List<Element> nodes, List<Element> arrows) {
    Set<Element> reached = new HashSet<>();
    Deque<Element> next = new ArrayDeque<>(nodes.stream().filter(Flow::startsByItself).toList());
    while (!next.isEmpty()) {
      Element node = next.pop();
      if (reached.add(node)) {
        String id = node.getAttribute("id");
        for (Element arrow : leaving(node, arrows)) {
          next.addAll(withId(nodes, arrow.getAttribute("targetRef")));
        }
        nodes.stream()
            .filter(n -> n.getAttribute("attachedToRef").equals(id) && !id.isEmpty())
            .forEach(next::add);
        link(node).ifPresent(name -> next.addAll(linkTargets(nodes, name)));
      }
    }
    return reached;
  }

  private void goesOn(Element node, List<Element> arrows) {
    String tag = tag(node);
    boolean mayEnd =
        tag.equals("endEvent")
            || startsByItself(node) && !tag.equals("startEvent")
            || has(node, "compensateEventDefinition")
            || link(node).isPresent();
    if (arrows.isEmpty() && !mayEnd) {
      add(
          node,
          "goes-on",
          tag.endsWith("Gateway") ? "All its ways on are gone." : "The way stops here.",
          "Draw the arrow on, to an end event if nothing follows.");
    }
    if (SPLITS.contains(tag) && arrows.size() > 1) {
      String otherwise = node.getAttribute("default");
      arrows.stream()
          .filter(arrow -> !arrow.getAttribute("id").equals(otherwise))
          .filter(arrow -> !has(arrow, "conditionExpression"))
          .forEach(
              arrow ->
                  add(
                      arrow,
                      "way-chosen",
                      "Nothing says when the gateway “%s” takes this way.".formatted(name(node)),
                      "Give the arrow a condition, or make it the default flow."));
      if (!otherwise.isEmpty()
          && arrows.stream().noneMatch(a -> a.getAttribute("id").equals(otherwise))) {
        add(
            node,
            "way-chosen",
            "Its default flow “%s” does not leave from it.".formatted(otherwise),
            "Choose one of its own arrows as the default flow.");
      }
    }
  }

  private static List<Element> leaving(Element node, List<Element> arrows) {
    return arrows.stream()
        .filter(arrow -> arrow.getAttribute("sourceRef").equals(node.getAttribute("id")))
        .toList();
  }

  private static List<Element> withId(List<Element> nodes, String id) {
    return nodes.stream().filter(n -> n.getAttribute("id").equals(id)).toList();
  }

  /** Starts, event sub-processes and what undoes something need no arrow. */
  private static boolean startsByItself(Element node) {
    return tag(node).equals("startEvent")
        || node.getAttribute("triggeredByEvent").equals("true")
        || node.getAttribute("isForCompensation").equals("true");
  }

  private static Optional<String> link(Element node) {
    return children(node).stream()
        .filter(e -> tag(node).equals("intermediateThrowEvent"))
        .filter(e -> tag(e).equals("linkEventDefinition"))
        .map(e -> e.getAttribute("name"))
        .findFirst();
  }

  private static List<Element> linkTargets(List<Element> nodes, String name) {
    return nodes.stream()
        .filter(n -> tag(n).equals("intermediateCatchEvent"))
        .filter(
            n ->
                children(n).stream()
                    .anyMatch(
                        e ->
                            tag(e).equals("linkEventDefinition")
                                && e.getAttribute("name").equals(name)))
        .toList();
  }

  private static boolean isNode(Element element) {
    String tag = tag(element);
    return SCOPES.contains(tag)
        || tag.equals("callActivity")
        || tag.equals("task")
        || tag.endsWith("Task")
        || tag.endsWith("Event")
        || tag.endsWith("Gateway");
  }

  private static String name(Element node) {
    return node.getAttribute(node.hasAttribute("name") ? "name" : "id");
  }

  private void add(Element at, String rule, String message, String remedy) {
    findings.add(diagram.finding(at, rule, message, remedy));
  }
}
