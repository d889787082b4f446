package fr.fabrique.engine.check;

import static fr.fabrique.engine.check.XmlFile.tag;

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
    for (XmlFile before : published.diagrams()) {
      for (String process : Candidate.processes(before)) {
        candidate.drawing(process).ifPresent(now -> diagram(before, now));
      }
    }
  }

  private void diagram(XmlFile before, XmlFile now) {
    settings(before, now);
    for (Element place : before.all()) {
      now.byId(place.getAttribute("id"))
          .filter(found -> Scope.isNode(place) && tag(found).equals(tag(place)))
          .ifPresent(found -> marks(place, found, now));
    }
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
    if (interrupts(before) != interrupts(found)) {
      add(
          found,
          now,
          interrupts(found)
              ? Words.of("It breaks off what is under way; on the published route it did not.")
              : Words.of("It no longer breaks off what is under way, as on the published route."));
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
    return Scope.multiInstance(activity).stream()
        .flatMap(loop -> XmlFile.children(loop, "loopCardinality").stream())
        .map(part -> part.getTextContent().strip())
        .findFirst()
        .orElse("");
  }

  private static boolean interrupts(Element event) {
    return !event.getAttribute("cancelActivity").equals("false")
        && !event.getAttribute("isInterrupting").equals("false");
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
    Set<String> ids = new HashSet<>();
    candidate.diagrams().forEach(d -> d.all().forEach(e -> ids.add(e.getAttribute("id"))));
    for (XmlFile before : published.diagrams()) {
      called(before)
          .forEach(
              (step, element) -> {
                if (!kept.contains(step) && !ids.contains(element.getAttribute("id"))) {
                  findings.add(
                      new Finding(
                          before.name(),
                          0,
                          element.getAttribute("id"),
                          XmlFile.label(element),
                          Rule.WORKS_AS_BEFORE,
                          Words.of("It is gone, and nothing else does what it did."),
                          Words.of("Draw it again, unless it is meant so.")));
                }
              });
    }
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
