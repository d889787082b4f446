package fr.fabrique.engine.check;

import static fr.fabrique.engine.check.XmlFile.tag;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.w3c.dom.Element;

/**
 * Ideas that stand somewhere on the published route find that place again: under the same id, and
 * of the same kind.
 */
final class Standing {

  /** What a setting may be: a count above zero, a number, a time. */
  private static final List<String> SETTINGS = List.of("0*[1-9]\\d*", "-?\\d+(\\.\\d+)?", "P.*");

  private static final String TERMINATES = "terminateEventDefinition";

  private final Candidate published;
  private final Candidate candidate;

  Standing(Candidate published, Candidate candidate) {
    this.published = published;
    this.candidate = candidate;
  }

  void check(List<Finding> findings) {
    steps(findings);
    for (XmlFile before : published.diagrams()) {
      for (String process : Candidate.processes(before)) {
        candidate
            .drawing(process)
            .ifPresentOrElse(
                now -> places(before, now, findings),
                () ->
                    findings.add(
                        Finding.on(
                            before.name(),
                            Rule.PLACE_KEPT,
                            Words.of(
                                "The process “%s” is gone: what runs in it on the published route cannot"
                                    + " follow.",
                                process),
                            Words.of("Give it its id back."))));
      }
    }
  }

  /** A number that is no number any more, or a time that is none: steps cannot read it. */
  private static void settings(XmlFile before, XmlFile now, List<Finding> findings) {
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

  private void places(XmlFile before, XmlFile now, List<Finding> findings) {
    settings(before, now, findings);
    Map<String, Element> there =
        now.all().stream()
            .filter(Scope::isNode)
            .collect(Collectors.toMap(e -> e.getAttribute("id"), e -> e, (one, other) -> one));
    for (Element place : before.all()) {
      Optional.ofNullable(there.get(place.getAttribute("id")))
          .filter(found -> Scope.isNode(place) && tag(found).equals(tag(place)))
          .ifPresent(found -> works(place, found, now, findings));
      if (Scope.isNode(place)
          && (tag(place).equals("boundaryEvent") && isStillThere(place, there)
              || Scope.waits(place)
              || Scope.isScope(place)
              || waitsForTheEngine(place))) {
        Element found = there.get(place.getAttribute("id"));
        if (found == null) {
          gone(place, now, findings);
        } else if (!tag(found).equals(tag(place))
            || !XmlFile.event(found).equals(XmlFile.event(place))) {
          findings.add(
              now.finding(
                  found,
                  Rule.PLACE_KEPT,
                  Words.of(
                      "It is of another kind than on the published route: ideas that stand there cannot"
                          + " follow."),
                  Words.of(
                      "Draw it as a new element beside the old one, and lead the way through it.")));
        }
      }
    }
  }

  /** Marks that are set with one click, and change what happens. */
  private void works(Element before, Element found, XmlFile now, List<Finding> findings) {
    if (interrupts(before) != interrupts(found)) {
      add(
          found,
          now,
          interrupts(found)
              ? Words.of("It breaks off what is under way; on the published route it did not.")
              : Words.of("It no longer breaks off what is under way, as on the published route."),
          findings);
    }
    if (XmlFile.has(before, TERMINATES) && !XmlFile.has(found, TERMINATES)) {
      add(
          found,
          now,
          Words.of("It no longer ends all that is under way, as on the published route."),
          findings);
    }
    String times = cardinality(found);
    if (Expressions.isOne(cardinality(before)) && !times.isEmpty() && !Expressions.isOne(times)) {
      add(
          found,
          now,
          Words.of("It is done %s times now, whatever “%s” says.", times, cardinality(before)),
          findings);
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
                savePoint),
            findings);
      }
    }
  }

  private static String cardinality(Element activity) {
    return Scope.multiInstance(activity).stream()
        .flatMap(loop -> XmlFile.children(loop).stream())
        .filter(part -> tag(part).equals("loopCardinality"))
        .map(part -> part.getTextContent().strip())
        .findFirst()
        .orElse("");
  }

  private static boolean interrupts(Element event) {
    return !event.getAttribute("cancelActivity").equals("false")
        && !event.getAttribute("isInterrupting").equals("false");
  }

  private static void add(Element at, XmlFile now, Words message, List<Finding> findings) {
    findings.add(
        now.finding(
            at,
            Rule.WORKS_AS_BEFORE,
            message,
            Words.of("Set it as it was, unless it is meant so.")));
  }

  /** A step that was drawn somewhere and is drawn nowhere any more. */
  private void steps(List<Finding> findings) {
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

  /** An event on the edge may be taken away; under another id it begins anew for all. */
  private static boolean isStillThere(Element event, Map<String, Element> there) {
    return there.containsKey(event.getAttribute("id"))
        || there.values().stream()
            .filter(other -> XmlFile.tag(other).equals("boundaryEvent"))
            .filter(other -> same(other, event, "attachedToRef") && same(other, event, "name"))
            .anyMatch(other -> XmlFile.event(other).equals(XmlFile.event(event)));
  }

  private static boolean same(Element one, Element other, String attribute) {
    return one.getAttribute(attribute).equals(other.getAttribute(attribute));
  }

  /** A save point: ideas may stand there for a moment. */
  private static boolean waitsForTheEngine(Element place) {
    return XmlFile.engine(place, "asyncBefore").equals("true")
        || XmlFile.engine(place, "asyncAfter").equals("true");
  }

  private void gone(Element place, XmlFile now, List<Finding> findings) {
    String label = XmlFile.label(place);
    Optional<Element> renamed =
        now.all().stream()
            .filter(e -> tag(e).equals(tag(place)) && XmlFile.label(e).equals(label))
            .filter(e -> place.hasAttribute("name"))
            .findFirst();
    if (renamed.isPresent()) {
      findings.add(
          now.finding(
              renamed.get(),
              Rule.PLACE_KEPT,
              Words.of(
                  "On the published route its id is “%s”: ideas that stand there would be stranded.",
                  place.getAttribute("id")),
              Words.of("Give it its id back.")));
    } else {
      findings.add(
          new Finding(
              now.name(),
              0,
              place.getAttribute("id"),
              label,
              Rule.PLACE_KEPT,
              Words.of("It is gone: ideas that stand there on the published route cannot follow."),
              Words.of(
                  "Say where they go when you publish, or keep it until nobody stands there.")));
    }
  }
}
