package fr.fabrique.engine.check;

import static fr.fabrique.engine.check.XmlFile.tag;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/** A loop holds something that waits: one that does not goes round until the server is stopped. */
final class Loops {

  private final XmlFile diagram;
  private final Facts facts;
  private final List<Finding> findings;
  private final Map<Element, Set<String>> written = new HashMap<>();
  private final Map<Element, Set<String>> asked = new HashMap<>();
  private final Map<Element, Set<Element>> beside = new HashMap<>();

  Loops(XmlFile diagram, Facts facts, List<Finding> findings) {
    this.diagram = diagram;
    this.facts = facts;
    this.findings = findings;
  }

  void check() {
    Scope.in(diagram).forEach(this::check);
  }

  private void check(Scope scope) {
    scope.nodes().stream()
        .filter(node -> tag(node).equals("exclusiveGateway"))
        .forEach(gateway -> again(scope, gateway));
    Set<Element> told = new HashSet<>();
    for (Element node : scope.nodes()) {
      if (!told.contains(node) && !holdsWait(node)) {
        Set<Element> loop = loop(scope, node);
        if (loop.contains(node)) {
          told.addAll(loop);
          tell(node, loop);
        }
      }
    }
  }

  /** A gateway to which a way leads back has something new to decide on. */
  private void again(Scope scope, Element gateway) {
    Set<String> asked = asked(scope, gateway);
    if (asked.isEmpty() || !facts.of(diagram).containsAll(asked) || isWrittenBeside(scope, asked)) {
      return;
    }
    Set<Element> reached = new HashSet<>();
    Deque<Element> next = new ArrayDeque<>(List.of(gateway));
    while (!next.isEmpty()) {
      Element node = next.pop();
      Stream.concat(Stream.of(node), scope.attached(node).stream())
          .flatMap(from -> scope.leaving(from).stream())
          .flatMap(way -> scope.target(way).stream())
          .filter(target -> Collections.disjoint(writes(target), asked))
          // Another gateway may decide anew.
          .filter(target -> target == gateway || asked(scope, target).isEmpty())
          .filter(reached::add)
          .forEach(next::add);
    }
    if (reached.contains(gateway)) {
      findings.add(
          diagram.finding(
              gateway,
              Rule.LOOP_WAITS,
              Words.of(
                  "A way leads back here on which nothing is found out anew: it takes the same way again,"
                      + " and people are asked again and again."),
              Words.of("Lead the way back to before what it decides on is found out.")));
    }
  }

  /** Whether something that happens meanwhile, beside the way, may find it out. */
  private boolean isWrittenBeside(Scope scope, Set<String> asked) {
    return scope.nodes().stream()
        .filter(node -> Scope.isEventSubProcess(node) || beside(scope).contains(node))
        .anyMatch(node -> !Collections.disjoint(writes(node), asked));
  }

  private Set<Element> beside(Scope scope) {
    return beside.computeIfAbsent(
        scope.element(),
        e -> {
          Set<Element> beside = new HashSet<>(scope.nodes());
          beside.removeAll(Flow.onTheWay(scope));
          return beside;
        });
  }

  private Set<String> asked(Scope scope, Element gateway) {
    return asked.computeIfAbsent(gateway, node -> askedBehind(scope, node));
  }

  private static Set<String> askedBehind(Scope scope, Element gateway) {
    Set<String> asked = new HashSet<>();
    scope.leaving(gateway).stream()
        .flatMap(way -> XmlFile.children(way, "conditionExpression").stream())
        .forEach(condition -> asked.addAll(Expressions.names(condition.getTextContent())));
    return asked;
  }

  private void tell(Element node, Set<Element> loop) {
    boolean changes = loop.stream().anyMatch(each -> !writes(each).isEmpty());
    findings.add(
        diagram.finding(
            node,
            changes ? Rule.LOOP_WAITS : Rule.LOOP_ENDS,
            changes
                ? Words.of(
                    "The way comes back here without anybody or any time it waits for: it goes round"
                        + " at once, again and again, until its facts change.")
                : Words.of(
                    "The way comes back here without anything that waits or changes: it would go"
                        + " round for ever."),
            Words.of("Put a task or a timer into the loop.")));
  }

  private Set<String> writes(Element node) {
    return written.computeIfAbsent(node, this::written);
  }

  private Set<String> written(Element node) {
    Set<String> written = new HashSet<>(facts.writtenBy(node).keySet());
    for (Element inner : Cell.inside(node)) {
      written.addAll(facts.writtenBy(inner).keySet());
      if (tag(inner).equals("out")) {
        written.add(inner.getAttribute("target"));
      }
    }
    return written;
  }

  /** What can be reached from the node, and leads back to it, without a wait on the way. */
  private static Set<Element> loop(Scope scope, Element from) {
    Set<Element> forward = reached(scope, from, true);
    Set<Element> backward = reached(scope, from, false);
    forward.retainAll(backward);
    return forward;
  }

  private static Set<Element> reached(Scope scope, Element from, boolean forward) {
    Set<Element> reached = new LinkedHashSet<>();
    Deque<Element> next = new ArrayDeque<>(List.of(from));
    while (!next.isEmpty()) {
      Element node = next.pop();
      (forward ? scope.leaving(node) : scope.arriving(node))
          .stream()
              .flatMap(arrow -> (forward ? scope.target(arrow) : scope.source(arrow)).stream())
              .filter(neighbour -> !holdsWait(neighbour))
              .filter(reached::add)
              .forEach(next::add);
    }
    return reached;
  }

  /** Whether an idea cannot run through the node at once. */
  static boolean holdsWait(Element node) {
    return Scope.waits(node)
        || Scope.isScope(node) && Scope.of(node).nodes().stream().anyMatch(Loops::holdsWait);
  }
}
