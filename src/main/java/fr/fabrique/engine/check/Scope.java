package fr.fabrique.engine.check;

import static fr.fabrique.engine.check.XmlFile.children;
import static fr.fabrique.engine.check.XmlFile.tag;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;

/** A process or a sub-process: what stands right in it and the arrows between. */
final class Scope {

  private static final Set<String> SCOPES = Set.of("subProcess", "transaction", "adHocSubProcess");

  private static final Set<String> WAITS =
      Set.of(
          "userTask", "receiveTask", "intermediateCatchEvent", "callActivity", "eventBasedGateway");

  private final Element element;
  private final List<Element> nodes;
  private final List<Element> arrows;
  private final Map<String, Element> byId = new HashMap<>();
  private final Map<String, List<Element>> leaving = new HashMap<>();
  private final Map<String, List<Element>> arriving = new HashMap<>();
  private final Map<String, List<Element>> attached = new HashMap<>();

  private Scope(Element element) {
    this.element = element;
    this.nodes = children(element).stream().filter(Scope::isNode).toList();
    this.arrows = children(element).stream().filter(e -> tag(e).equals("sequenceFlow")).toList();
    nodes.forEach(node -> byId.putIfAbsent(node.getAttribute("id"), node));
    nodes.stream()
        .filter(node -> tag(node).equals("boundaryEvent"))
        .forEach(event -> add(attached, event.getAttribute("attachedToRef"), event));
    for (Element arrow : arrows) {
      add(leaving, arrow.getAttribute("sourceRef"), arrow);
      add(arriving, arrow.getAttribute("targetRef"), arrow);
    }
  }

  private static void add(Map<String, List<Element>> of, String node, Element element) {
    of.computeIfAbsent(node, n -> new ArrayList<>()).add(element);
  }

  static Scope of(Element element) {
    return new Scope(element);
  }

  /** The process or the sub-process itself. */
  Element element() {
    return element;
  }

  /** Activities, events and gateways. */
  List<Element> nodes() {
    return nodes;
  }

  /** The sequence flows. */
  List<Element> arrows() {
    return arrows;
  }

  /** All scopes of a diagram, outer before inner ones. */
  static List<Scope> in(XmlFile diagram) {
    List<Scope> scopes = new ArrayList<>();
    for (Element process : diagram.all("process")) {
      collect(process, scopes);
    }
    return scopes;
  }

  private static void collect(Element element, List<Scope> scopes) {
    Scope scope = of(element);
    scopes.add(scope);
    scope.nodes().stream().filter(Scope::isScope).forEach(inner -> collect(inner, scopes));
  }

  static boolean isScope(Element node) {
    return SCOPES.contains(tag(node));
  }

  /** Whether an idea may stand there for a time. */
  static boolean waits(Element node) {
    return WAITS.contains(tag(node));
  }

  static boolean isNode(Element element) {
    String tag = tag(element);
    return SCOPES.contains(tag)
        || tag.equals("callActivity")
        || tag.equals("task")
        || tag.endsWith("Task")
        || tag.endsWith("Event")
        || tag.endsWith("Gateway");
  }

  static boolean isEventSubProcess(Element node) {
    return node.getAttribute("triggeredByEvent").equals("true");
  }

  static boolean isCompensation(Element node) {
    return node.getAttribute("isForCompensation").equals("true");
  }

  static Optional<Element> multiInstance(Element node) {
    return children(node).stream()
        .filter(e -> tag(e).equals("multiInstanceLoopCharacteristics"))
        .findFirst();
  }

  List<Element> leaving(Element node) {
    return leaving.getOrDefault(node.getAttribute("id"), List.of());
  }

  List<Element> arriving(Element node) {
    return arriving.getOrDefault(node.getAttribute("id"), List.of());
  }

  Optional<Element> node(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  Optional<Element> source(Element arrow) {
    return node(arrow.getAttribute("sourceRef"));
  }

  Optional<Element> target(Element arrow) {
    return node(arrow.getAttribute("targetRef"));
  }

  /** Whether what the event stands on goes on when it happens. */
  static boolean isBeside(Element event) {
    return event.getAttribute("cancelActivity").equals("false");
  }

  /** The events on the edge of an activity. */
  List<Element> attached(Element activity) {
    return attached.getOrDefault(activity.getAttribute("id"), List.of());
  }

  /** The catching ends of a link that is thrown here. */
  List<Element> linked(Element node) {
    return link(node, "intermediateThrowEvent").stream()
        .flatMap(
            name ->
                nodes.stream()
                    .filter(
                        n -> link(n, "intermediateCatchEvent").filter(name::equals).isPresent()))
        .toList();
  }

  private static Optional<String> link(Element node, String kind) {
    return children(node).stream()
        .filter(e -> tag(node).equals(kind) && tag(e).equals("linkEventDefinition"))
        .map(e -> e.getAttribute("name"))
        .findFirst();
  }

  static boolean throwsLink(Element node) {
    return link(node, "intermediateThrowEvent").isPresent();
  }

  /** Nodes at which something begins in this scope: starts that no other node leads to. */
  List<Element> starts() {
    return nodes.stream().filter(n -> tag(n).equals("startEvent")).toList();
  }
}
