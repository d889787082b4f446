package fr.fabrique.engine.check;

import static fr.fabrique.engine.check.XmlFile.tag;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Whoever waits for a message, signal, error or escalation waits for one that somebody sends. */
final class Signals {

  private static final Set<String> CATCH =
      Set.of("startEvent", "boundaryEvent", "intermediateCatchEvent");

  /** What an event refers to, what that is called, and which of its attributes tells them apart. */
  private static final Map<String, List<String>> KINDS =
      Map.of(
          "messageEventDefinition", List.of("messageRef", "message", "name"),
          "signalEventDefinition", List.of("signalRef", "signal", "name"),
          "errorEventDefinition", List.of("errorRef", "error", "errorCode"),
          "escalationEventDefinition", List.of("escalationRef", "escalation", "escalationCode"));

  private final Candidate candidate;
  private final Map<String, List<Element>> calls;

  Signals(Candidate candidate) {
    this.candidate = candidate;
    this.calls =
        candidate.diagrams().stream()
            .flatMap(diagram -> diagram.all("callActivity").stream())
            .collect(Collectors.groupingBy(call -> call.getAttribute("calledElement")));
  }

  void check(XmlFile diagram, List<Finding> findings) {
    for (Element definition : diagram.all(KINDS.keySet().toArray(String[]::new))) {
      Element event = (Element) definition.getParentNode();
      String kind = KINDS.get(tag(definition)).get(1);
      Optional<String> name = name(diagram, definition);
      boolean catches = CATCH.contains(tag(event));
      if (name.isEmpty()) {
        if (!kind.equals("message") && !(catches && kind.matches("error|escalation"))) {
          findings.add(
              diagram.finding(
                  event,
                  Rule.SIGNAL_NAMED,
                  Words.of("Its %s has no name or code.", called(kind)),
                  Words.of("Choose one, and give it a name or code.")));
        }
      } else if (catches && !sent(kind).contains(name.get())) {
        findings.add(
            diagram.finding(
                event,
                Rule.SIGNAL_SENT,
                Words.of("It waits for the %s “%s”, which nobody sends.", called(kind), name.get()),
                kind.equals("message")
                    ? Words.of(
                        "Choose one of those that the product sends: %s.",
                        String.join(", ", candidate.offers().messages()))
                    : Words.of("Choose one that another event throws.")));
      } else if (!catches
          && (kind.equals("signal") && !heard(kind).contains(name.get())
              || kind.matches("error|escalation")
                  && !isCaught(event, kind, name.get(), new HashSet<>()))) {
        findings.add(
            diagram.finding(
                event,
                Rule.SIGNAL_HEARD,
                Words.of("It throws the %s “%s”, which nothing catches.", called(kind), name.get()),
                Words.of("Draw an event that catches it, or end the way plainly.")));
      }
    }
    for (Element task : diagram.all("receiveTask")) {
      Optional<String> name = name(diagram, task);
      if (name.isPresent() && !sent("message").contains(name.get())) {
        findings.add(
            diagram.finding(
                task,
                Rule.SIGNAL_SENT,
                Words.of("It waits for the message “%s”, which nobody sends.", name.get()),
                Words.of(
                    "Choose one of those that the product sends: %s.",
                    String.join(", ", candidate.offers().messages()))));
      }
    }
  }

  /**
   * An error or an escalation goes up from where it is thrown, and from a process to whoever called
   * it.
   */
  private boolean isCaught(Element from, String kind, String code, Set<Element> seen) {
    Node around = from.getParentNode();
    if (!(around instanceof Element scope) || !seen.add(scope)) {
      return false;
    }
    boolean inside =
        XmlFile.children(scope).stream()
            .filter(Scope::isEventSubProcess)
            .flatMap(handler -> Scope.of(handler).starts().stream())
            .anyMatch(start -> catches(start, kind, code));
    if (inside) {
      return true;
    }
    if (!tag(scope).equals("process")) {
      return isCaughtAt(scope, kind, code) || isCaught(scope, kind, code, seen);
    }
    return calls.getOrDefault(scope.getAttribute("id"), List.of()).stream()
        .anyMatch(call -> isCaughtAt(call, kind, code) || isCaught(call, kind, code, seen));
  }

  private boolean isCaughtAt(Element activity, String kind, String code) {
    return Scope.of((Element) activity.getParentNode()).attached(activity).stream()
        .anyMatch(event -> catches(event, kind, code));
  }

  /** One without a code catches them all. */
  private boolean catches(Element event, String kind, String code) {
    XmlFile diagram = candidate.file(event);
    return XmlFile.children(event).stream()
        .filter(definition -> tag(definition).equals(kind + "EventDefinition"))
        .anyMatch(definition -> name(diagram, definition).filter(n -> !n.equals(code)).isEmpty());
  }

  /** Messages that the product sends and that no diagram of the whole route hears. */
  void unheard(List<Finding> findings) {
    Set<String> heard = heard("message");
    for (String sent : candidate.offers().messages()) {
      if (!heard.contains(sent)) {
        findings.add(
            Finding.on(
                "processes",
                Rule.SIGNAL_HEARD,
                Words.of("The product sends the message “%s”, and no diagram waits for it.", sent),
                Words.of(
                    "Bring the event back that waits for it, or give its message that name again.")));
      }
    }
  }

  private Set<String> sent(String kind) {
    Set<String> sent = named(kind, false);
    if (kind.equals("message")) {
      sent.addAll(candidate.offers().messages());
    }
    return sent;
  }

  private Set<String> heard(String kind) {
    Set<String> heard = named(kind, true);
    if (kind.equals("message")) {
      for (XmlFile diagram : candidate.diagrams()) {
        diagram.all("receiveTask").forEach(task -> name(diagram, task).ifPresent(heard::add));
      }
    }
    return heard;
  }

  private Set<String> named(String kind, boolean caught) {
    Set<String> names = new HashSet<>();
    for (XmlFile diagram : candidate.diagrams()) {
      for (Element definition : diagram.all(kind + "EventDefinition")) {
        if (CATCH.contains(tag((Element) definition.getParentNode())) == caught) {
          name(diagram, definition).ifPresent(names::add);
        }
      }
    }
    return names;
  }

  private static Words called(String kind) {
    return switch (kind) {
      case "message" -> Words.of("message");
      case "signal" -> Words.of("signal");
      case "error" -> Words.of("error");
      default -> Words.of("escalation");
    };
  }

  private static Optional<String> name(XmlFile diagram, Element definition) {
    List<String> kind = KINDS.getOrDefault(tag(definition), KINDS.get("messageEventDefinition"));
    return diagram
        .referred(definition, kind.get(0))
        .map(found -> found.getAttribute(kind.get(2)))
        .filter(name -> !name.isBlank());
  }
}
