package fr.fabrique.engine.check;

import static fr.fabrique.engine.check.XmlFile.engine;
import static fr.fabrique.engine.check.XmlFile.tag;

import fr.fabrique.engine.StepCatalogue.Limits;
import fr.fabrique.engine.StepCatalogue.Step;
import fr.fabrique.engine.form.FormContract;
import java.util.ArrayList;
import java.util.Collections;
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
  static final Set<String> ENGINES = Set.of("execution", "authenticatedUserId");

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
  private final Map<String, Map<String, Domain>> written = new HashMap<>();

  /** By the names of diagrams; a draft may lack the same in thousands of places. */
  private final Map<String, Rule> missing = new HashMap<>();

  Facts(Candidate candidate) {
    this.candidate = candidate;
    candidate.diagrams().forEach(d -> written.put(d.name(), writtenIn(d)));
    while (pass()) {
      // What a call passes may be what another call has passed.
    }
  }

  /** Every fact that something writes in the diagram. */
  Set<String> of(XmlFile diagram) {
    return written.get(diagram.name()).keySet();
  }

  /** What the fact may be in the diagram. */
  Domain domain(XmlFile diagram, String fact) {
    return written.get(diagram.name()).getOrDefault(fact, Domain.ANY);
  }

  /**
   * All values that a text may come to: what it says itself, the default of the fact that it names,
   * or the answers that the fact may hold, sorted as texts; empty when they cannot be listed. Where
   * a condition chooses, those values that can.
   */
  Optional<List<String>> values(XmlFile diagram, String text) {
    List<String> branches = Expressions.branches(text.strip());
    if (branches.size() > 1) {
      List<String> values =
          branches.stream()
              .flatMap(branch -> values(diagram, branch).stream())
              .flatMap(List::stream)
              .distinct()
              .sorted()
              .toList();
      return values.isEmpty() ? Optional.empty() : Optional.of(values);
    }
    Optional<Object> constant = Expressions.constant(text.strip());
    if (constant.isPresent()) {
      return constant.map(String::valueOf).map(List::of);
    }
    Optional<String> fact = Expressions.oneName(text);
    if (fact.isEmpty()) {
      return Optional.empty();
    }
    String value = diagram.defaults().get(fact.get());
    if (value != null) {
      return Optional.of(List.of(value));
    }
    Domain domain = domain(diagram, fact.get());
    return domain.isListed()
        ? Optional.of(
            domain.values().stream()
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .sorted()
                .toList())
        : Optional.empty();
  }

  /** Every fact that the expressions in an element ask for, or what it holds does. */
  Set<String> askedIn(Element element) {
    Set<String> asked = new HashSet<>();
    List<Element> all = new ArrayList<>(Cell.inside(element));
    all.add(element);
    for (Element each : all) {
      if (XmlFile.children(each).isEmpty()) {
        asked.addAll(Expressions.names(each.getTextContent()));
      }
      NamedNodeMap attributes = each.getAttributes();
      for (int i = 0; i < attributes.getLength(); i++) {
        asked.addAll(Expressions.names(attributes.item(i).getNodeValue()));
      }
    }
    return asked;
  }

  void check(XmlFile diagram, List<Finding> findings) {
    Set<String> given = given(diagram);
    Map<String, Integer> writers = writers(diagram);
    for (Element element : diagram.all()) {
      Scope.multiInstance(element).ifPresent(loop -> lost(diagram, element, findings));
      expressions(diagram, element, findings);
      kept(diagram, element, given, writers, findings);
      delegate(element)
          .flatMap(candidate::step)
          .ifPresent(step -> needs(diagram, element, step, findings));
      String watched = engine(element, "variableName");
      if (!watched.isEmpty()) {
        asked(diagram, element, watched, findings);
      }
      word(diagram, element, findings);
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

  /** The name of a fact where its value is meant. */
  private void word(XmlFile diagram, Element element, List<Finding> findings) {
    String text =
        tag(element).matches("in|out")
            ? element.getAttribute("sourceExpression")
            : tag(element).matches("inputParameter|outputParameter")
                    && XmlFile.children(element).isEmpty()
                ? element.getTextContent()
                : "";
    if (of(diagram).contains(text.strip())) {
      findings.add(
          diagram.finding(
              element,
              Rule.TEXTS_FILLED,
              Words.of(
                  "It hands on the word “%s” itself, and not what that fact holds.", text.strip()),
              Words.of("Write ${%s}, unless the word is meant.", text.strip())));
    }
  }

  /** What is handed to a process, or set in it, is not to be changed by what it comes to. */
  private void kept(
      XmlFile diagram,
      Element element,
      Set<String> given,
      Map<String, Integer> writers,
      List<Finding> findings) {
    String tag = tag(element);
    if (tag.endsWith("Task") && delegate(element).isEmpty()) {
      Set<String> own = writtenBy(element).keySet();
      own.stream()
          .filter(given::contains)
          .forEach(fact -> overwrites(diagram, element, fact, findings));
      if (Scope.multiInstance(element).isEmpty()) {
        Cell.inside(element).stream()
            .filter(inner -> tag(inner).equals("inputParameter"))
            .map(inner -> inner.getAttribute("name"))
            .filter(own::contains)
            .forEach(fact -> staysInside(diagram, element, fact, findings));
      }
    }
    String target = element.getAttribute("target");
    if (tag.equals("out") && given.contains(target)) {
      overwrites(diagram, element, target, findings);
    }
    if (tag.equals("outputParameter")) {
      String name = element.getAttribute("name");
      String content = element.getTextContent().replaceAll("[\\s$#{}]", "");
      boolean same = content.isEmpty() || content.equals("null") || content.equals(name);
      if (!same && writers.getOrDefault(name, 0) > 1) {
        overwrites(diagram, element, name, findings);
      }
    }
  }

  /** What a diagram is started with, or sets for itself. */
  private Set<String> given(XmlFile diagram) {
    Set<String> given = new HashSet<>(diagram.defaults().keySet());
    passedTo(Candidate.processes(diagram)).forEach(in -> given.add(in.getAttribute("target")));
    return given;
  }

  /** How many elements of a diagram write each fact. */
  private Map<String, Integer> writers(XmlFile diagram) {
    Map<String, Integer> writers = new HashMap<>();
    for (Element element : diagram.all()) {
      writtenBy(element).keySet().forEach(fact -> writers.merge(fact, 1, Integer::sum));
      if (tag(element).equals("out") && !element.getAttribute("source").isEmpty()) {
        writers.merge(element.getAttribute("target"), 1, Integer::sum);
      }
    }
    return writers;
  }

  private static void overwrites(XmlFile diagram, Element at, String fact, List<Finding> findings) {
    findings.add(
        diagram.finding(
            at,
            Rule.FACT_KEPT,
            Words.of("It overwrites “%s”, which something else has set.", fact),
            Words.of("Give what it writes a name of its own.")));
  }

  private static void staysInside(
      XmlFile diagram, Element at, String fact, List<Finding> findings) {
    findings.add(
        diagram.finding(
            at,
            Rule.FACT_KEPT,
            Words.of("What it writes as “%s” stays inside it: what follows finds nothing.", fact),
            Words.of("Remove “%s” from its input parameters.", fact)));
  }

  /** Each instance keeps its answers to itself; what asks for one after them all finds none. */
  private void lost(XmlFile diagram, Element several, List<Finding> findings) {
    Set<String> own = new HashSet<>();
    List<Element> inside = new ArrayList<>(Cell.inside(several));
    inside.add(several);
    inside.stream()
        .filter(element -> !engine(element, "formRef").isEmpty() || delegate(element).isPresent())
        .forEach(element -> own.addAll(writtenBy(element).keySet()));
    for (Element asks : diagram.all("sequenceFlow", "completionCondition")) {
      boolean ofAll = asks.getParentNode().getParentNode() == several;
      if (!inside.contains(asks) || ofAll && tag(asks).equals("completionCondition")) {
        askedIn(asks).stream()
            .filter(own::contains)
            .forEach(
                fact ->
                    findings.add(
                        diagram.finding(
                            asks,
                            Rule.ANSWERS_KEPT_APART,
                            Words.of(
                                "It asks for “%s”, and “%s” is done several times: each has an answer"
                                    + " of its own, and none is known here.",
                                fact, XmlFile.label(several)),
                            Words.of("Let a step or a decision sum the answers up first."))));
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
                useless(
                    diagram,
                    at,
                    text,
                    problem,
                    Words.of("Compare plain facts, such as ${verdict == 'incubate'}."),
                    findings));
    for (String name : parsed.dates()) {
      if (of(diagram).contains(name) && !domain(diagram, name).mayBe(Domain.Kind.DATE)) {
        useless(
            diagram,
            at,
            text,
            Words.of("“%s” is no date", name),
            Words.of("Calculate with a date, such as ${dateTime().plusDays(7).toDate()}."),
            findings);
      }
    }
    for (String name : parsed.numbers()) {
      if (isNoNumber(diagram, name)) {
        useless(
            diagram,
            at,
            text,
            Words.of("“%s” is no number", name),
            Words.of("Calculate with numbers; a time is written as a whole, such as P14D."),
            findings);
      }
    }
    for (String name : parsed.names()) {
      if (candidate.isStep(name) && !of(diagram).contains(name)) {
        findings.add(
            diagram.finding(
                at,
                Rule.FACT_WRITTEN,
                Words.of("It asks the step “%s”, where only facts are asked.", name),
                Words.of(
                    "Put the step into a service task before it, and ask the fact it leaves.")));
      } else {
        asked(diagram, at, name, findings);
      }
    }
  }

  private static void useless(
      XmlFile diagram,
      Element at,
      String text,
      Words problem,
      Words remedy,
      List<Finding> findings) {
    findings.add(
        diagram.finding(
            at,
            Rule.EXPRESSION,
            Words.of("The expression “%s” is of no use: %s.", text.strip(), problem),
            remedy));
  }

  /** Whether every value of it that is known is a text that the engine cannot calculate with. */
  private boolean isNoNumber(XmlFile diagram, String fact) {
    return values(diagram, "${" + fact + "}")
        .filter(values -> !values.isEmpty())
        .filter(values -> values.stream().noneMatch(value -> value.matches("-?\\d+(\\.\\d+)?")))
        .isPresent();
  }

  private void asked(XmlFile diagram, Element at, String name, List<Finding> findings) {
    if (!ENGINES.contains(name) && !of(diagram).contains(name)) {
      unwritten(diagram, at, name, findings);
    }
  }

  /** Who starts a process by hand may give it what it lacks. */
  private Rule missing(XmlFile diagram) {
    return missing.computeIfAbsent(
        diagram.name(),
        name -> candidate.isStarted(diagram) ? Rule.FACT_WRITTEN : Rule.FACT_ON_EVERY_WAY);
  }

  private void unwritten(XmlFile diagram, Element at, String name, List<Finding> findings) {
    findings.add(
        diagram.finding(
            at,
            missing(diagram),
            Words.of("It asks for the fact “%s”, which nothing writes.", name),
            Words.of(
                "Correct the name, or let a form, a step, a decision or a property of the process"
                    + " write it.")));
  }

  private void needs(XmlFile diagram, Element at, Step step, List<Finding> findings) {
    for (String fact : step.reads()) {
      if (!of(diagram).contains(fact)) {
        findings.add(
            diagram.finding(
                at,
                missing(diagram),
                Words.of(
                    "The step “%s” needs the fact “%s”, which nothing writes.", step.title(), fact),
                Words.of("Let a form, a step, a decision or a property of the process write it.")));
      }
    }
  }

  private Map<String, Domain> writtenIn(XmlFile diagram) {
    Map<String, Domain> facts = new HashMap<>();
    // A challenge may have settings of its own in their place.
    diagram
        .defaults()
        .forEach(
            (name, value) ->
                add(facts, name, value.matches("-?\\d{1,9}") ? Domain.NUMBERS : Domain.TEXTS));
    List<String> processes = Candidate.processes(diagram);
    candidate.offers().starts().stream()
        .filter(start -> processes.contains(start.process()))
        .flatMap(start -> start.passes().stream())
        .forEach(passed -> add(facts, passed, Domain.TEXTS));
    for (Element element : diagram.all()) {
      writtenBy(element).forEach((fact, domain) -> add(facts, fact, domain));
    }
    return facts;
  }

  /** What an element of a diagram writes itself; what calls hand over is looked up elsewhere. */
  Map<String, Domain> writtenBy(Element element) {
    Map<String, Domain> facts = new HashMap<>();
    delegate(element)
        .flatMap(candidate::step)
        .ifPresent(
            step ->
                step.leaves()
                    .forEach(
                        (fact, kind) ->
                            add(
                                facts,
                                fact,
                                step.limits().containsKey(fact)
                                    ? Domain.numbers(step.limits().get(fact))
                                    : Domain.said(kind))));
    Optional.ofNullable(candidate.forms().get(engine(element, "formRef")))
        .ifPresent(form -> form.inputs().forEach(input -> answer(input, facts)));
    WRITTEN_BY_ATTRIBUTE.forEach(
        attribute -> add(facts, engine(element, attribute), result(element, attribute)));
    switch (tag(element)) {
      case "inputParameter", "outputParameter" ->
          add(facts, element.getAttribute("name"), parameter(element));
      case "multiInstanceLoopCharacteristics" ->
          COUNTERS.forEach(counter -> add(facts, counter, Domain.NUMBERS));
      case "out" -> {
        if (element.getAttribute("source").isEmpty()) {
          String handed = element.getAttribute("sourceExpression");
          add(
              facts,
              element.getAttribute("target"),
              Expressions.isCondition(handed) ? Domain.FLAGS : Domain.ANY);
        }
      }
      default -> {}
    }
    return facts;
  }

  private static boolean add(Map<String, Domain> facts, String fact, Domain domain) {
    if (fact.isEmpty()) {
      return false;
    }
    Domain before = facts.get(fact);
    Domain after = before == null ? domain : before.or(domain);
    facts.put(fact, after);
    return !after.equals(before);
  }

  private static void answer(FormContract.Input input, Map<String, Domain> facts) {
    if (!input.isFact()) {
      return;
    }
    Domain domain =
        switch (input.type()) {
          // Who must tick it cannot say no.
          case "checkbox" -> input.required() ? Domain.of(Set.of(true)) : Domain.FLAGS;
          case "number" -> Domain.numbers(limits(input));
          case "select", "radio" ->
              input.optionsKey() == null ? Domain.of(input.options().keySet()) : Domain.TEXTS;
          default -> Domain.TEXTS;
        };
    add(
        facts,
        input.key(),
        input.required() && input.hiddenWhen().isEmpty() ? domain : domain.orEmpty());
  }

  private static Limits limits(FormContract.Input input) {
    return new Limits(
        input.min() == null ? Double.NEGATIVE_INFINITY : input.min().doubleValue(),
        input.max() == null ? Double.POSITIVE_INFINITY : input.max().doubleValue(),
        Integer.valueOf(0).equals(input.decimals()));
  }

  private Domain result(Element element, String attribute) {
    String decision = engine(element, "decisionRef");
    return attribute.equals("resultVariable")
            && engine(element, "mapDecisionResult").equals("singleEntry")
        ? candidate.decision(decision).map(Outcomes::of).orElse(Domain.ANY)
        : Domain.ANY;
  }

  private static Domain parameter(Element parameter) {
    String text = parameter.getTextContent().strip();
    if (!XmlFile.children(parameter).isEmpty()) {
      return Domain.ANY;
    }
    if (text.isEmpty() || text.equals("${null}")) {
      return Domain.of(Collections.singleton(null));
    }
    return Expressions.isCondition(text)
        ? Domain.FLAGS
        : Expressions.isOne(text) ? Domain.ANY : Domain.of(Set.of(text));
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

  /** Follows what calls hand to and fro; whether that made anything known. */
  private boolean pass() {
    boolean changed = false;
    for (XmlFile diagram : candidate.diagrams()) {
      for (Element in : passedTo(Candidate.processes(diagram)).toList()) {
        XmlFile caller = candidate.file(in);
        changed |=
            add(
                written.get(diagram.name()),
                in.getAttribute("target"),
                in.getAttribute("source").isEmpty()
                    ? Domain.ANY
                    : domain(caller, in.getAttribute("source")));
      }
      for (Element mapping : diagram.all("in", "out")) {
        changed |= called(mapping).filter(callee -> pass(mapping, diagram, callee)).isPresent();
      }
    }
    return changed;
  }

  private boolean pass(Element mapping, XmlFile caller, XmlFile callee) {
    boolean out = tag(mapping).equals("out");
    if (mapping.getAttribute("variables").equals("all")) {
      XmlFile from = out ? callee : caller;
      boolean changed = false;
      for (Map.Entry<String, Domain> fact : Map.copyOf(written.get(from.name())).entrySet()) {
        changed |= add(written.get((out ? caller : callee).name()), fact.getKey(), fact.getValue());
      }
      return changed;
    }
    return out
        && !mapping.getAttribute("source").isEmpty()
        && add(
            written.get(caller.name()),
            mapping.getAttribute("target"),
            domain(callee, mapping.getAttribute("source")));
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
