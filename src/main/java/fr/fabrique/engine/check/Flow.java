package fr.fabrique.engine.check;

import static fr.fabrique.engine.check.XmlFile.has;
import static fr.fabrique.engine.check.XmlFile.tag;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.w3c.dom.Element;

/** Every element is on a way from a start to an end. */
final class Flow {

  private static final Set<String> ALONE =
      Set.of("timerEventDefinition", "conditionalEventDefinition", "signalEventDefinition");

  private static final Set<String> COMES_LATER =
      Set.of(
          "timerEventDefinition",
          "messageEventDefinition",
          "signalEventDefinition",
          "conditionalEventDefinition");

  private static final Set<String> SPLITS = Set.of("exclusiveGateway", "inclusiveGateway");

  private final XmlFile diagram;
  private final List<Finding> findings;

  Flow(XmlFile diagram, List<Finding> findings) {
    this.diagram = diagram;
    this.findings = findings;
  }

  void check() {
    diagram.all("process").forEach(process -> check(Scope.of(process)));
  }

  private void check(Scope scope) {
    if (scope.starts().isEmpty() && !tag(scope.element()).equals("adHocSubProcess")) {
      add(
          scope.element(),
          Rule.START,
          Words.of("It has no start event."),
          Words.of("Draw one where the way begins."));
      return;
    }
    if (tag(scope.element()).equals("process")) {
      scope.starts().forEach(this::startsAlone);
    }
    for (Element arrow : scope.arrows()) {
      scope
          .target(arrow)
          .filter(node -> Set.of("startEvent", "boundaryEvent").contains(tag(node)))
          .ifPresent(
              node ->
                  against(
                      arrow,
                      Words.of(
                          "A way leads into “%s”, which begins by itself.", XmlFile.label(node))));
      scope
          .source(arrow)
          .filter(node -> tag(node).equals("endEvent"))
          .ifPresent(
              node ->
                  against(
                      arrow,
                      Words.of(
                          "A way leads on from “%s”, where it ends: nobody ever takes it.",
                          XmlFile.label(node))));
    }
    Set<Element> reached = reached(scope, event -> true);
    Set<Element> onTheWay = onTheWay(scope);
    for (Element node : scope.nodes()) {
      if (has(node, "terminateEventDefinition")
          && reached.contains(node)
          && !onTheWay.contains(node)) {
        add(
            node,
            Rule.WORKS_AS_BEFORE,
            Words.of(
                "It ends all that is under way, though only something on the side leads to it."),
            Words.of("Make it a plain end event."));
      }
      if (!reached.contains(node)) {
        add(
            node,
            Rule.REACHED,
            Words.of("No way leads here."),
            Words.of("Draw an arrow to it, or delete it."));
      } else {
        goesOn(node, scope.leaving(node));
        if (tag(node).equals("boundaryEvent")) {
          scope.node(node.getAttribute("attachedToRef")).ifPresent(host -> edge(node, host));
        }
        if (Scope.isScope(node)) {
          check(Scope.of(node));
        }
      }
    }
  }

  private void against(Element arrow, Words message) {
    add(arrow, Rule.WAY_TAKEN, message, Words.of("Draw the arrow between other elements."));
  }

  /** What is reached though no event beside an activity happens. */
  static Set<Element> onTheWay(Scope scope) {
    return reached(scope, event -> !Scope.isBeside(event));
  }

  /** What can be reached, by those events on edges that are wanted. */
  private static Set<Element> reached(Scope scope, Predicate<Element> edges) {
    Set<Element> reached = new HashSet<>();
    Deque<Element> next =
        new ArrayDeque<>(scope.nodes().stream().filter(Flow::startsByItself).toList());
    while (!next.isEmpty()) {
      Element node = next.pop();
      if (reached.add(node)) {
        scope.leaving(node).forEach(arrow -> scope.target(arrow).ifPresent(next::add));
        scope.attached(node).stream().filter(edges).forEach(next::add);
        next.addAll(scope.linked(node));
      }
    }
    return reached;
  }

  private void startsAlone(Element start) {
    if (ALONE.contains(XmlFile.event(start))) {
      add(
          start,
          Rule.STARTED_BY_SOMEBODY,
          Words.of("It starts by itself, without an idea: its forms and steps would find none."),
          Words.of("Make it a plain start event, and wait behind it."));
    }
  }

  private void edge(Element event, Element host) {
    if (COMES_LATER.contains(XmlFile.event(event)) && !Loops.holdsWait(host)) {
      add(
          event,
          Rule.EDGE_WAITS,
          Words.of("“%s” is over at once: nothing can happen meanwhile.", XmlFile.label(host)),
          Words.of("Draw the event on the edge of a task or a call, or remove it."));
    }
  }

  private void goesOn(Element node, List<Element> arrows) {
    String tag = tag(node);
    boolean mayEnd =
        tag.equals("endEvent")
            || startsByItself(node) && !tag.equals("startEvent")
            || has(node, "compensateEventDefinition")
            || Scope.throwsLink(node);
    if (arrows.isEmpty() && !mayEnd) {
      add(
          node,
          Rule.GOES_ON,
          tag.endsWith("Gateway")
              ? Words.of("All its ways on are gone.")
              : Words.of("The way stops here."),
          Words.of("Draw the arrow on, to an end event if nothing follows."));
    }
    if (tag.equals("eventBasedGateway")) {
      notLookedAt(
          arrows,
          Words.of("The event behind it decides: the condition is not looked at."),
          Words.of("Remove the condition, or put a gateway behind the event."));
    }
    if (tag.equals("parallelGateway")) {
      notLookedAt(
          arrows,
          Words.of("A parallel gateway takes all its ways: the condition is not looked at."),
          Words.of("Remove the condition, or make it an inclusive gateway."));
    }
    boolean undoesNothing =
        tag.equals("boundaryEvent")
            && has(node, "compensateEventDefinition")
            && diagram.all("association").stream()
                .noneMatch(a -> a.getAttribute("sourceRef").equals(node.getAttribute("id")));
    if (undoesNothing) {
      add(
          node,
          Rule.GOES_ON,
          Words.of("It undoes nothing: no activity is tied to it."),
          Words.of("Draw an association to what undoes it, or remove it."));
    }
    boolean takesAll =
        tag.equals("inclusiveGateway")
            && arrows.stream().noneMatch(arrow -> has(arrow, "conditionExpression"));
    if (SPLITS.contains(tag) && arrows.size() > 1 && !takesAll) {
      String otherwise = node.getAttribute("default");
      arrows.stream()
          .filter(arrow -> !arrow.getAttribute("id").equals(otherwise))
          .filter(arrow -> !has(arrow, "conditionExpression"))
          .forEach(
              arrow ->
                  add(
                      arrow,
                      Rule.WAY_CHOSEN,
                      Words.of(
                          "Nothing says when the gateway “%s” takes this way.",
                          XmlFile.label(node)),
                      Words.of("Give the arrow a condition, or make it the default flow.")));
      if (!otherwise.isEmpty()
          && arrows.stream().noneMatch(a -> a.getAttribute("id").equals(otherwise))) {
        add(
            node,
            Rule.WAY_CHOSEN,
            Words.of("Its default flow “%s” does not leave from it.", otherwise),
            Words.of("Choose one of its own arrows as the default flow."));
      }
    }
  }

  private void notLookedAt(List<Element> arrows, Words message, Words remedy) {
    arrows.stream()
        .filter(arrow -> has(arrow, "conditionExpression"))
        .forEach(arrow -> add(arrow, Rule.CONDITION_POSSIBLE, message, remedy));
  }

  /** Starts, event sub-processes and what undoes something need no arrow. */
  private static boolean startsByItself(Element node) {
    return tag(node).equals("startEvent")
        || Scope.isEventSubProcess(node)
        || Scope.isCompensation(node);
  }

  private void add(Element at, Rule rule, Words message, Words remedy) {
    findings.add(diagram.finding(at, rule, message, remedy));
  }
}
