package fr.fabrique.engine.check;

import static fr.fabrique.engine.check.XmlFile.children;
import static fr.fabrique.engine.check.XmlFile.engine;
import static fr.fabrique.engine.check.XmlFile.tag;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;

/**
 * A fact that is asked for is written on every way that leads there. What is written on some of
 * them only is missing for those ideas that come by the others.
 */
final class Ways {

  private final Candidate candidate;
  private final Facts facts;

  Ways(Candidate candidate, Facts facts) {
    this.candidate = candidate;
    this.facts = facts;
  }

  void check(XmlFile diagram, List<Finding> findings) {
    for (Element process : diagram.all("process")) {
      new Walk(diagram, findings).through(process, entry(diagram, process));
    }
  }

  /** What is surely known when an instance of the process begins. */
  private Set<String> entry(XmlFile diagram, Element process) {
    Set<String> known = new HashSet<>(diagram.defaults().keySet());
    String id = process.getAttribute("id");
    List<Set<String>> handed = new ArrayList<>();
    candidate.offers().starts().stream()
        .filter(start -> start.process().equals(id))
        .forEach(start -> handed.add(new HashSet<>(start.passes())));
    for (XmlFile caller : candidate.diagrams()) {
      caller.all("callActivity").stream()
          .filter(call -> call.getAttribute("calledElement").equals(id))
          .forEach(call -> handed.add(handedBy(caller, call)));
      caller.all("signalEventDefinition").stream()
          .filter(signal -> !mappings(signal, "in").isEmpty())
          .forEach(signal -> handed.add(handedBy(caller, signal)));
    }
    handed.stream()
        .reduce(
            (one, other) -> {
              one.retainAll(other);
              return one;
            })
        .ifPresent(known::addAll);
    return known;
  }

  private Set<String> handedBy(XmlFile caller, Element call) {
    return mappings(call, "in").stream()
        .flatMap(
            in ->
                in.getAttribute("variables").equals("all")
                    ? facts.of(caller).stream()
                    : Stream.of(in.getAttribute("target")))
        .collect(Collectors.toSet());
  }

  private static List<Element> mappings(Element call, String kind) {
    return children(call).stream()
        .filter(e -> tag(e).equals("extensionElements"))
        .flatMap(e -> children(e).stream())
        .filter(e -> tag(e).equals(kind))
        .toList();
  }

  /** One walk through a diagram. */
  private final class Walk {

    private final XmlFile diagram;
    private final List<Finding> findings;

    Walk(XmlFile diagram, List<Finding> findings) {
      this.diagram = diagram;
      this.findings = findings;
    }

    /**
     * Goes through a process or sub-process.
     *
     * @param entry what is surely known where it begins
     * @return what is surely known where it ends
     */
    Set<String> through(Element element, Set<String> entry) {
      Scope scope = Scope.of(element);
      Map<Element, Set<String>> before = before(scope, entry);
      for (Element node : scope.nodes()) {
        if (before.get(node) != null) {
          judge(scope, node, before.get(node));
          if (Scope.isScope(node)) {
            new Walk(diagram, findings).through(node, inside(node, before.get(node)));
          }
        }
      }
      return scope.nodes().stream()
          .filter(node -> scope.leaving(node).isEmpty())
          .filter(node -> !Scope.isEventSubProcess(node) && before.get(node) != null)
          .map(node -> after(node, before.get(node)))
          .reduce(Ways::both)
          .orElse(entry);
    }

    /** What is surely known before each node that can be reached. */
    private Map<Element, Set<String>> before(Scope scope, Set<String> entry) {
      Map<Element, Set<String>> before = new HashMap<>();
      boolean changed = true;
      while (changed) {
        changed = false;
        for (Element node : scope.nodes()) {
          Set<String> known = arriving(scope, node, entry, before);
          if (known != null && !known.equals(before.get(node))) {
            before.put(node, known);
            changed = true;
          }
        }
      }
      return before;
    }

    /** Null where nothing has come yet. */
    private Set<String> arriving(
        Scope scope, Element node, Set<String> entry, Map<Element, Set<String>> before) {
      if (tag(node).equals("startEvent")) {
        return entry;
      }
      // They may begin at any time: whatever the diagram writes may be there.
      if (Scope.isEventSubProcess(node) || Scope.isCompensation(node)) {
        return facts.of(diagram);
      }
      if (tag(node).equals("boundaryEvent")) {
        return scope.node(node.getAttribute("attachedToRef")).map(before::get).orElse(null);
      }
      List<Set<String>> ways = new ArrayList<>();
      for (Element arrow : scope.arriving(node)) {
        scope
            .source(arrow)
            .filter(source -> before.get(source) != null)
            .ifPresent(source -> ways.add(after(source, before.get(source))));
      }
      scope.nodes().stream()
          .filter(thrown -> before.get(thrown) != null && scope.linked(thrown).contains(node))
          .forEach(thrown -> ways.add(before.get(thrown)));
      return ways.stream()
          .reduce(tag(node).equals("parallelGateway") ? Ways::either : Ways::both)
          .orElse(null);
    }

    private Set<String> after(Element node, Set<String> before) {
      Set<String> known = new HashSet<>(before);
      if (Scope.isScope(node)) {
        if (Scope.multiInstance(node).isEmpty() && !Scope.isEventSubProcess(node)) {
          known.addAll(new Walk(diagram, new ArrayList<>()).through(node, inside(node, before)));
        }
      } else if (Scope.multiInstance(node).isEmpty()) {
        known.addAll(facts.writtenBy(node).keySet());
      }
      // Each of several instances keeps its own answers; a decision's result goes to them all.
      known.add(engine(node, "resultVariable"));
      for (Element out : mappings(node, "out")) {
        // What the called process has not written is handed back as nothing, and so is there.
        known.add(out.getAttribute("target"));
        if (out.getAttribute("variables").equals("all")) {
          candidate
              .drawing(node.getAttribute("calledElement"))
              .ifPresent(called -> known.addAll(facts.of(called)));
        }
      }
      own(node, "inputParameter").forEach(known::remove);
      own(node, "inputParameter").filter(before::contains).forEach(known::add);
      own(node, "outputParameter").forEach(known::add);
      known.remove("");
      return known;
    }

    private Set<String> inside(Element node, Set<String> before) {
      Set<String> known = new HashSet<>(before);
      own(node, "inputParameter").forEach(known::add);
      emptied(node).forEach(known::remove);
      Scope.multiInstance(node)
          .ifPresent(
              loop -> {
                known.addAll(facts.writtenBy(loop).keySet());
              });
      return known;
    }

    private Stream<String> own(Element node, String kind) {
      return parameters(node, kind).map(e -> e.getAttribute("name"));
    }

    /** What is made empty for each instance of a node, to be written inside it. */
    private Stream<String> emptied(Element node) {
      return parameters(node, "inputParameter")
          .filter(e -> e.getTextContent().strip().equals("${null}"))
          .map(e -> e.getAttribute("name"));
    }

    private Stream<Element> parameters(Element node, String kind) {
      return children(node).stream()
          .filter(e -> tag(e).equals("extensionElements"))
          .flatMap(e -> Cell.inside(e).stream())
          .filter(e -> tag(e).equals(kind));
    }

    private void judge(Scope scope, Element node, Set<String> before) {
      Set<String> asked = new LinkedHashSet<>();
      Set<String> here = inside(node, before);
      String delegate = engine(node, "delegateExpression");
      candidate.step(delegate).ifPresent(step -> asked.addAll(step.reads()));
      Optional.of(engine(node, "decisionRef"))
          .flatMap(candidate::decision)
          .ifPresent(decision -> asked.addAll(askedBy(decision)));
      asked.addAll(namesIn(node));
      children(node).stream()
          .filter(e -> tag(e).equals("timerEventDefinition") || tag(e).startsWith("multiInstance"))
          .flatMap(e -> Cell.inside(e).stream())
          .forEach(e -> asked.addAll(names(e.getTextContent())));
      missing(node, asked, here);
      Set<String> after = after(node, before);
      for (Element arrow : scope.leaving(node)) {
        children(arrow).stream()
            .filter(e -> tag(e).equals("conditionExpression"))
            .forEach(e -> missing(e, names(e.getTextContent()), after));
      }
    }

    private void missing(Element at, Set<String> asked, Set<String> known) {
      for (String fact : asked) {
        if (!known.contains(fact) && facts.of(diagram).contains(fact)) {
          findings.add(
              diagram.finding(
                  at,
                  Rule.FACT_ON_EVERY_WAY,
                  Words.of(
                      "It asks for the fact “%s”, which is not written on every way that leads here.",
                      fact),
                  Words.of(
                      "Let every way write it, or give it a value in the properties of the process.")));
        }
      }
    }

    private Set<String> namesIn(Element node) {
      Set<String> names = new LinkedHashSet<>();
      NamedNodeMap attributes = node.getAttributes();
      for (int i = 0; i < attributes.getLength(); i++) {
        Attr attribute = (Attr) attributes.item(i);
        if (!attribute.getLocalName().equals("delegateExpression")) {
          names.addAll(names(attribute.getValue()));
        }
      }
      return names;
    }

    private Set<String> names(String text) {
      return Expressions.names(text).stream()
          .filter(name -> !Facts.ENGINES.contains(name) && !candidate.isStep(name))
          .collect(Collectors.toCollection(LinkedHashSet::new));
    }
  }

  /** The facts that columns of a decision table ask for. */
  private static Set<String> askedBy(Element decision) {
    Set<String> names = new LinkedHashSet<>();
    for (Cell cell : Cell.of(decision)) {
      if (cell.mustAsk() && cell.parsed().problem().isEmpty()) {
        names.addAll(cell.parsed().names());
      }
    }
    return names;
  }

  private static Set<String> both(Set<String> one, Set<String> other) {
    Set<String> both = new HashSet<>(one);
    both.retainAll(other);
    return both;
  }

  private static Set<String> either(Set<String> one, Set<String> other) {
    Set<String> either = new HashSet<>(one);
    either.addAll(other);
    return either;
  }
}
