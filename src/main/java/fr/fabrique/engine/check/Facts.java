package fr.fabrique.engine.check;

import static fr.fabrique.engine.check.XmlFile.engine;
import static fr.fabrique.engine.check.XmlFile.tag;

import fr.fabrique.engine.StepCatalogue.Start;
import fr.fabrique.engine.StepCatalogue.Step;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;

/** Which facts a diagram has, and that it asks for no other. */
final class Facts {

  /** What the engine itself puts before every expression. */
  private static final Set<String> ENGINES = Set.of("execution", "authenticatedUserId");

  private static final Set<String> COUNTERS =
      Set.of("loopCounter", "nrOfInstances", "nrOfActiveInstances", "nrOfCompletedInstances");

  /** Attributes of the engine that name the fact into which something is written. */
  private static final List<String> WRITTEN_BY_ATTRIBUTE =
      List.of(
          "resultVariable",
          "elementVariable",
          "initiator",
          "errorCodeVariable",
          "errorMessageVariable",
          "escalationCodeVariable");

  private static final Set<String> SHOWN_ONLY = Set.of("text", "documentation");

  private final Candidate candidate;
  private final Map<String, Set<String>> written = new HashMap<>();

  Facts(Candidate candidate) {
    this.candidate = candidate;
    candidate.diagrams().forEach(d -> written.put(d.name(), writtenIn(d)));
    while (passAll()) {
      // A call that passes everything may pass what another call has passed.
    }
  }

  /** Every fact that something writes in the diagram. */
  Set<String> of(XmlFile diagram) {
    return written.get(diagram.name());
  }

  void check(XmlFile diagram, List<Finding> findings) {
    for (Element element : diagram.all()) {
      expressions(diagram, element, findings);
      delegate(element)
          .flatMap(candidate::step)
          .ifPresent(step -> needs(diagram, element, step, findings));
      String watched = engine(element, "variableName");
      if (!watched.isEmpty()) {
        asked(diagram, element, watched, findings);
      }
      if (tag(element).equals("in") && !element.getAttribute("source").isEmpty()) {
        asked(diagram, element, element.getAttribute("source"), findings);
      }
      if (tag(element).equals("out") && !element.getAttribute("source").isEmpty()) {
        called(element)
            .filter(callee -> !of(callee).contains(element.getAttribute("source")))
            .ifPresent(
                callee -> unwritten(diagram, element, element.getAttribute("source"), findings));
      }
    }
  }

  private void expressions(XmlFile diagram, Element element, List<Finding> findings) {
    NamedNodeMap attributes = element.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      Attr attribute = (Attr) attributes.item(i);
      if (isEvaluatedHere(element, attribute)) {
        expression(diagram, element, attribute.getValue(), findings);
      }
    }
    boolean shown =
        SHOWN_ONLY.contains(tag(element))
            && !(element.getParentNode() instanceof Element p && tag(p).equals("userTask"));
    if (XmlFile.children(element).isEmpty() && !shown && !tag(element).equals("script")) {
      expression(diagram, element, element.getTextContent(), findings);
    }
  }

  /**
   * A step is judged elsewhere, a result of a called process is its affair, most names are read.
   */
  private static boolean isEvaluatedHere(Element element, Attr attribute) {
    return switch (attribute.getLocalName()) {
      case "delegateExpression" -> false;
      case "sourceExpression" -> !tag(element).equals("out");
      case "name" -> Set.of("userTask", "message", "signal").contains(tag(element));
      default -> true;
    };
  }

  private void expression(XmlFile diagram, Element at, String text, List<Finding> findings) {
    if (!Expressions.isOne(text)) {
      return;
    }
    Expressions.Parsed parsed = Expressions.parse(text);
    parsed
        .problem()
        .ifPresent(
            problem ->
                findings.add(
                    diagram.finding(
                        at,
                        "expression",
                        "The expression “%s” is of no use: %s.".formatted(text.strip(), problem),
                        "Compare plain facts, such as ${verdict == 'incubate'}.")));
    for (String name : parsed.names()) {
      if (candidate.isStep(name) && !of(diagram).contains(name)) {
        findings.add(
            diagram.finding(
                at,
                "fact-written",
                "It asks the step “%s”, where only facts are asked.".formatted(name),
                "Put the step into a service task before it, and ask the fact it leaves."));
      } else {
        asked(diagram, at, name, findings);
      }
    }
  }

  private void asked(XmlFile diagram, Element at, String name, List<Finding> findings) {
    if (!ENGINES.contains(name) && !of(diagram).contains(name)) {
      unwritten(diagram, at, name, findings);
    }
  }

  private static void unwritten(XmlFile diagram, Element at, String name, List<Finding> findings) {
    findings.add(
        diagram.finding(
            at,
            "fact-written",
            "It asks for the fact “%s”, which nothing writes.".formatted(name),
            "Correct the name, or let a form, a step, a decision or a property of the process"
                + " write it."));
  }

  private void needs(XmlFile diagram, Element at, Step step, List<Finding> findings) {
    for (String fact : step.reads()) {
      if (!of(diagram).contains(fact)) {
        findings.add(
            diagram.finding(
                at,
                "fact-written",
                "The step “%s” needs the fact “%s”, which nothing writes."
                    .formatted(step.title(), fact),
                "Let a form, a step, a decision or a property of the process write it."));
      }
    }
  }

  private Set<String> writtenIn(XmlFile diagram) {
    Set<String> facts = new HashSet<>(diagram.defaults().keySet());
    List<String> processes = Candidate.processes(diagram);
    candidate.starts().stream()
        .filter(start -> processes.contains(start.process()))
        .map(Start::passes)
        .forEach(facts::addAll);
    for (Element element : diagram.all()) {
      delegate(element).flatMap(candidate::step).ifPresent(step -> facts.addAll(step.writes()));
      Optional.ofNullable(candidate.forms().get(engine(element, "formRef")))
          .ifPresent(form -> facts.addAll(form.facts()));
      WRITTEN_BY_ATTRIBUTE.forEach(attribute -> facts.add(engine(element, attribute)));
      switch (tag(element)) {
        case "inputParameter", "outputParameter" -> facts.add(element.getAttribute("name"));
        case "out" -> facts.add(element.getAttribute("target"));
        case "multiInstanceLoopCharacteristics" -> facts.addAll(COUNTERS);
        default -> {}
      }
    }
    passedTo(processes).forEach(in -> facts.add(in.getAttribute("target")));
    facts.remove("");
    return facts;
  }

  /** What calls and signals hand to these processes, one by one. */
  private Stream<Element> passedTo(List<String> processes) {
    return candidate.diagrams().stream()
        .flatMap(caller -> caller.all("in").stream())
        .filter(
            in ->
                call(in).isEmpty()
                    || processes.contains(call(in).get().getAttribute("calledElement")));
  }

  /** Follows the calls that pass everything; whether that made any fact known. */
  private boolean passAll() {
    boolean changed = false;
    for (XmlFile caller : candidate.diagrams()) {
      for (Element mapping : caller.all("in", "out")) {
        Optional<XmlFile> callee = called(mapping);
        if (mapping.getAttribute("variables").equals("all") && callee.isPresent()) {
          changed |=
              tag(mapping).equals("in")
                  ? of(callee.get()).addAll(of(caller))
                  : of(caller).addAll(of(callee.get()));
        }
      }
    }
    return changed;
  }

  private Optional<XmlFile> called(Element mapping) {
    return call(mapping).flatMap(call -> candidate.drawing(call.getAttribute("calledElement")));
  }

  private static Optional<Element> call(Element mapping) {
    return Optional.ofNullable(mapping.getParentNode().getParentNode())
        .filter(Element.class::isInstance)
        .map(Element.class::cast)
        .filter(element -> tag(element).equals("callActivity"));
  }

  private static Optional<String> delegate(Element element) {
    return Stream.of(
            engine(element, "delegateExpression"), element.getAttribute("delegateExpression"))
        .filter(Objects::nonNull)
        .filter(expression -> !expression.isEmpty())
        .findFirst();
  }
}
