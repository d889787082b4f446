package fr.fabrique.engine.check;

import static fr.fabrique.engine.check.XmlFile.tag;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.w3c.dom.Element;

/**
 * What is drawn as on the published route does the same, though one click or letter may change it.
 */
final class Doing {

  /** What a setting may be: a count above zero, a number, a time. */
  private static final List<String> SETTINGS = List.of("0*[1-9]\\d*", "-?\\d+(\\.\\d+)?", "P.*");

  private static final String TERMINATES = "terminateEventDefinition";

  private final Candidate published;
  private final Candidate candidate;
  private final List<Finding> findings;

  Doing(Candidate published, Candidate candidate, List<Finding> findings) {
    this.published = published;
    this.candidate = candidate;
    this.findings = findings;
  }

  void check() {
    steps();
    tables();
    for (XmlFile before : published.diagrams()) {
      for (String process : Candidate.processes(before)) {
        candidate.drawing(process).ifPresent(now -> diagram(before, now));
      }
    }
  }

  private void diagram(XmlFile before, XmlFile now) {
    settings(before, now);
    conditions(before, now);
    for (Element place : before.all()) {
      boolean breaksOff = tag(place).equals("boundaryEvent") && interrupts(place);
      if (breaksOff
          && now.byId(place.getAttribute("attachedToRef")).isPresent()
          && now.all("boundaryEvent").stream().noneMatch(event -> isAlike(event, place))) {
        gone(
            before,
            place,
            Words.of("It is gone: what it broke off goes on however long it takes."));
      }
      now.byId(place.getAttribute("id"))
          .filter(found -> Scope.isNode(place) && tag(found).equals(tag(place)))
          .ifPresent(found -> marks(place, found, now));
    }
  }

  /** A condition that asks for the opposite, though its arrow or event is the same. */
  private void conditions(XmlFile before, XmlFile now) {
    for (Element condition : before.all("conditionExpression", "condition")) {
      Element owner = XmlFile.named(condition);
      now.byId(owner.getAttribute("id")).stream()
          .flatMap(found -> Cell.inside(found).stream())
          .filter(found -> tag(found).equals(tag(condition)))
          .filter(found -> Turned.is(condition.getTextContent(), found.getTextContent()))
          .forEach(found -> add(found, now, opposite(condition.getTextContent())));
    }
  }

  private static Words opposite(String was) {
    return Words.of(
        "It asks for the opposite of what it asked on the published route: “%s”.", was.strip());
  }

  private static boolean isAlike(Element event, Element other) {
    return XmlFile.event(event).equals(XmlFile.event(other))
        && event.getAttribute("attachedToRef").equals(other.getAttribute("attachedToRef"))
        && interrupts(event) == interrupts(other);
  }

  /** A number that is no number any more, or a time that is none: steps cannot read it. */
  private void settings(XmlFile before, XmlFile now) {
    for (Element setting : now.all("property")) {
      String was = before.defaults().getOrDefault(setting.getAttribute("name"), "");
      String is = setting.getAttribute("value");
      SETTINGS.stream()
          .filter(kind -> was.matches(kind) && !is.matches(kind))
          .findFirst()
          .ifPresent(
              kind ->
                  findings.add(
                      now.finding(
                          setting,
                          Rule.WORKS_AS_BEFORE,
                          Words.of(
                              "The setting “%s” is “%s” now, and was “%s”: what reads it may fail.",
                              setting.getAttribute("name"), is, was),
                          Words.of("Write a value of the same kind."))));
    }
  }

  /** Marks that are set with one click, and change what happens. */
  private void marks(Element before, Element found, XmlFile now) {
    if (!before.getAttribute("name").isBlank() && found.getAttribute("name").isBlank()) {
      findings.add(
          now.finding(
              found,
              Rule.TASK_NAMED,
              Words.of("It has no name any more: “%s”.", XmlFile.label(before)),
              Words.of("Give it a name: people read it where ideas stand, and where they ended.")));
    }
    if (interrupts(before) != interrupts(found)) {
      add(
          found,
          now,
          interrupts(found)
              ? Words.of("It breaks off what is under way; on the published route it did not.")
              : Words.of("It no longer breaks off what is under way, as on the published route."));
    }
    if (tag(found).equals("endEvent")
        && !XmlFile.has(before, TERMINATES)
        && XmlFile.has(found, TERMINATES)) {
      add(
          found,
          now,
          Words.of("It ends all that is under way; on the published route it ended one way only."));
    }
    if (XmlFile.has(before, TERMINATES) && !XmlFile.has(found, TERMINATES)) {
      add(
          found,
          now,
          Words.of("It no longer ends all that is under way, as on the published route."));
    }
    String times = cardinality(found);
    if (Expressions.isOne(cardinality(before)) && !times.isEmpty() && !Expressions.isOne(times)) {
      add(
          found,
          now,
          Words.of("It is done %s times now, whatever “%s” says.", times, cardinality(before)));
    }
    String ends = completion(found);
    if (!ends.isEmpty() && !ends.equals(completion(before))) {
      add(
          found,
          now,
          Words.of(
              "It is over as soon as “%s” holds: tasks that are open then are taken away from those who"
                  + " are at them.",
              ends));
    }
    String person = XmlFile.engine(found, "assignee").strip();
    if (!person.isEmpty() && XmlFile.engine(before, "assignee").isBlank()) {
      add(
          found,
          now,
          Words.of(
              "It goes to one person alone, “%s”; on the published route a group had it.", person));
    }
    for (String mapping : List.of("in", "out")) {
      Set<String> kept = targets(found, mapping);
      for (String target : targets(before, mapping)) {
        if (!kept.contains(target)) {
          add(
              found,
              now,
              mapping.equals("in")
                  ? Words.of("It no longer hands “%s” to the process that it calls.", target)
                  : Words.of(
                      "It no longer takes over “%s” from the process that it calls.", target));
        }
      }
    }
    for (String savePoint : List.of("asyncBefore", "asyncAfter")) {
      if (XmlFile.engine(before, savePoint).equals("true")
          && !XmlFile.engine(found, savePoint).equals("true")) {
        add(
            found,
            now,
            Words.of(
                "Its save point (%s) is gone: what goes wrong behind it, or happens at the same"
                    + " time, undoes the answer.",
                savePoint));
      }
    }
  }

  private static String cardinality(Element activity) {
    return repetition(activity, "loopCardinality");
  }

  private static String completion(Element activity) {
    return repetition(activity, "completionCondition");
  }

  private static String repetition(Element activity, String part) {
    return Scope.multiInstance(activity).stream()
        .flatMap(loop -> XmlFile.children(loop, part).stream())
        .map(text -> text.getTextContent().strip())
        .findFirst()
        .orElse("");
  }

  /** Under which names a call hands facts over. */
  private static Set<String> targets(Element call, String mapping) {
    return tag(call).equals("callActivity")
        ? Cell.inside(call).stream()
            .filter(e -> tag(e).equals(mapping))
            .map(e -> e.getAttribute("target"))
            .filter(target -> !target.isEmpty())
            .collect(Collectors.toSet())
        : Set.of();
  }

  private static boolean interrupts(Element event) {
    return !Scope.isBeside(event) && !event.getAttribute("isInterrupting").equals("false");
  }

  private void add(Element at, XmlFile now, Words message) {
    findings.add(
        now.finding(
            at,
            Rule.WORKS_AS_BEFORE,
            message,
            Words.of("Set it as it was, unless it is meant so.")));
  }

  /** A step that was drawn somewhere and is drawn nowhere any more. */
  private void steps() {
    Set<String> kept = new HashSet<>();
    candidate.diagrams().forEach(diagram -> kept.addAll(called(diagram).keySet()));
    Map<String, Element> there = new HashMap<>();
    candidate.diagrams().forEach(d -> d.all().forEach(e -> there.put(e.getAttribute("id"), e)));
    for (XmlFile before : published.diagrams()) {
      called(before)
          .forEach(
              (step, element) -> {
                Element now = there.get(element.getAttribute("id"));
                if (!kept.contains(step) && now == null) {
                  gone(before, element, Words.of("It is gone, and nothing else does what it did."));
                } else if (!kept.contains(step)
                    && candidate.step(XmlFile.engine(now, "delegateExpression")).isPresent()) {
                  gone(
                      before,
                      element,
                      Words.of(
                          "It does something else now, and nothing does what it did: “%s”.", step));
                }
              });
    }
  }

  private void gone(XmlFile before, Element element, Words message) {
    findings.add(
        new Finding(
            before.name(),
            0,
            element.getAttribute("id"),
            XmlFile.label(element),
            Rule.WORKS_AS_BEFORE,
            message,
            Words.of("Draw it again, unless it is meant so.")));
  }

  /** A rule of a table that is gone: what it took goes by the others now. */
  private void tables() {
    for (XmlFile before : published.tables()) {
      for (Element was : before.all("decision")) {
        candidate
            .decision(was.getAttribute("id"))
            .ifPresent(
                now -> {
                  rows(before, was, now);
                  cells(was, now);
                  order(was, now);
                });
      }
    }
  }

  private void rows(XmlFile before, Element was, Element now) {
    Set<String> ids = new HashSet<>();
    Set<List<String>> asked = new HashSet<>();
    for (Element rule : rules(now)) {
      ids.add(rule.getAttribute("id"));
      asked.add(TableRules.texts(rule, "inputEntry"));
    }
    for (Element rule : rules(was)) {
      if (!ids.contains(rule.getAttribute("id"))
          && !asked.contains(TableRules.texts(rule, "inputEntry"))) {
        gone(
            before,
            rule,
            Words.of(
                "The rule is gone that answered %s: what it took goes by the others now.",
                String.join(", ", TableRules.texts(rule, "outputEntry"))));
      }
    }
  }

  /** A cell that asks for the opposite, though its rule is the same. */
  private void cells(Element was, Element now) {
    XmlFile table = candidate.file(now);
    for (Element rule : rules(was)) {
      List<String> asked = TableRules.texts(rule, "inputEntry");
      for (Element kept : rules(now)) {
        List<Cell> cells = Outcomes.entries(kept, "inputEntry");
        for (int i = 0; i < Math.min(asked.size(), cells.size()); i++) {
          if (kept.getAttribute("id").equals(rule.getAttribute("id"))
              && Turned.is(asked.get(i), cells.get(i).text())) {
            add(cells.get(i).at(), table, opposite(asked.get(i)));
          }
        }
      }
    }
  }

  /** Of two rules that may both apply, the one that comes first answers. */
  private void order(Element was, Element now) {
    if (XmlFile.children(now, "decisionTable").stream()
        .noneMatch(table -> table.getAttribute("hitPolicy").equals("FIRST"))) {
      return;
    }
    List<String> before = rules(was).stream().map(rule -> rule.getAttribute("id")).toList();
    List<Element> rules =
        rules(now).stream().filter(rule -> before.contains(rule.getAttribute("id"))).toList();
    Overlaps overlaps = new Overlaps(rules);
    for (int late = 0; late < rules.size(); late++) {
      for (int early = 0; early < late; early++) {
        Element one = rules.get(early);
        Element other = rules.get(late);
        if (before.indexOf(one.getAttribute("id")) > before.indexOf(other.getAttribute("id"))
            && overlaps.meet(early, late)
            && !TableRules.texts(one, "outputEntry")
                .equals(TableRules.texts(other, "outputEntry"))) {
          add(
              one,
              candidate.file(now),
              Words.of(
                  "It comes before a rule that it came behind (%s), and takes cases from it.",
                  String.join(", ", TableRules.texts(other, "outputEntry"))));
        }
      }
    }
  }

  private static List<Element> rules(Element decision) {
    return XmlFile.children(decision, "decisionTable").stream()
        .flatMap(table -> Outcomes.rules(table).stream())
        .toList();
  }

  private static Map<String, Element> called(XmlFile diagram) {
    return diagram.all().stream()
        .filter(e -> !XmlFile.engine(e, "delegateExpression").isEmpty())
        .collect(
            Collectors.toMap(
                e -> XmlFile.engine(e, "delegateExpression").strip(),
                e -> e,
                (one, other) -> one,
                LinkedHashMap::new));
  }
}
