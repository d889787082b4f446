package fr.fabrique.engine.check;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.w3c.dom.Element;

/** A loop holds something that waits: one that does not goes round until the server is stopped. */
final class Loops {

  private final XmlFile diagram;
  private final Facts facts;
  private final List<Finding> findings;

  Loops(XmlFile diagram, Facts facts, List<Finding> findings) {
    this.diagram = diagram;
    this.facts = facts;
    this.findings = findings;
  }

  void check() {
    Scope.in(diagram).forEach(this::check);
  }

  private void check(Scope scope) {
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
    Set<String> written = new HashSet<>(facts.writtenBy(node).keySet());
    if (Scope.isScope(node)) {
      Cell.inside(node).forEach(inner -> written.addAll(facts.writtenBy(inner).keySet()));
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
