package fr.fabrique.engine.check;

import static fr.fabrique.engine.check.XmlFile.tag;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.w3c.dom.Element;

/** No process calls itself, be it by way of others, before anything waits: it would never stop. */
final class Calls {

  private final Candidate candidate;
  private final Map<Element, List<Element>> atOnce = new HashMap<>();
  private final Map<String, Set<String>> called = new HashMap<>();

  Calls(Candidate candidate) {
    this.candidate = candidate;
  }

  void check(XmlFile diagram, List<Finding> findings) {
    for (Element process : diagram.all("process")) {
      for (Element call : callsOf(process)) {
        if (comesBack(call, process)) {
          findings.add(
              diagram.finding(
                  call,
                  Rule.LOOP_ENDS,
                  Words.of(
                      "It starts the process that it stands in, again and again, before anybody has"
                          + " anything to do: it would go on for ever."),
                  Words.of("Call another process, or put a task or a timer before it.")));
        }
      }
      for (Element call : Cell.inside(process)) {
        if (tag(call).equals("callActivity") && leadsBack(call, process)) {
          findings.add(
              diagram.finding(
                  call,
                  Rule.CALLED_SUBJECT,
                  Words.of("It starts the process anew in which it stands, inside itself."),
                  Words.of("Lead the way back by an arrow instead.")));
        }
      }
    }
  }

  private boolean comesBack(Element call, Element process) {
    Set<Element> seen = new HashSet<>();
    Deque<Element> next = new ArrayDeque<>(List.of(call));
    while (!next.isEmpty()) {
      Optional<Element> callee = callee(next.pop());
      if (callee.filter(process::equals).isPresent()) {
        return true;
      }
      callee.filter(seen::add).ifPresent(called -> next.addAll(callsOf(called)));
    }
    return false;
  }

  private boolean leadsBack(Element call, Element process) {
    Set<String> seen = new HashSet<>();
    Deque<String> next = new ArrayDeque<>(List.of(call.getAttribute("calledElement")));
    while (!next.isEmpty()) {
      String id = next.pop();
      if (seen.add(id)) {
        next.addAll(called(id));
      }
    }
    return seen.contains(process.getAttribute("id"));
  }

  /** All processes that a process calls. */
  private Set<String> called(String process) {
    return called.computeIfAbsent(
        process,
        id ->
            candidate
                .drawing(id)
                .flatMap(diagram -> diagram.byId(id))
                .map(
                    drawn ->
                        Cell.inside(drawn).stream()
                            .filter(e -> tag(e).equals("callActivity"))
                            .map(e -> e.getAttribute("calledElement"))
                            .collect(Collectors.toSet()))
                .orElse(Set.of()));
  }

  private List<Element> callsOf(Element process) {
    return atOnce.computeIfAbsent(process, Calls::atOnce);
  }

  private Optional<Element> callee(Element call) {
    String id = call.getAttribute("calledElement");
    return candidate.drawing(id).flatMap(diagram -> diagram.byId(id));
  }

  /** The calls of a process to which an idea comes without waiting anywhere. */
  private static List<Element> atOnce(Element process) {
    Set<Element> reached = new LinkedHashSet<>();
    follow(Scope.of(process), reached);
    return reached.stream().filter(node -> tag(node).equals("callActivity")).toList();
  }

  private static void follow(Scope scope, Set<Element> reached) {
    Deque<Element> next = new ArrayDeque<>(scope.starts());
    while (!next.isEmpty()) {
      Element node = next.pop();
      if (reached.add(node)) {
        if (Scope.isScope(node)) {
          follow(Scope.of(node), reached);
        }
        if (!Loops.holdsWait(node)) {
          scope.leaving(node).forEach(arrow -> scope.target(arrow).ifPresent(next::add));
        }
      }
    }
  }
}
