package fr.fabrique.engine.check;

import static fr.fabrique.engine.check.XmlFile.tag;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.w3c.dom.Element;

/**
 * Ideas that stand somewhere on the published route find that place again: under the same id, and
 * of the same kind.
 */
final class Standing {

  private final Candidate published;
  private final Candidate candidate;

  Standing(Candidate published, Candidate candidate) {
    this.published = published;
    this.candidate = candidate;
  }

  void check(List<Finding> findings) {
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

  private void places(XmlFile before, XmlFile now, List<Finding> findings) {
    Map<String, Element> there =
        now.all().stream()
            .filter(Scope::isNode)
            .collect(Collectors.toMap(e -> e.getAttribute("id"), e -> e, (one, other) -> one));
    exchanged(before, now, there, findings);
    for (Element place : before.all()) {
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

  private static void exchanged(
      XmlFile before, XmlFile now, Map<String, Element> there, List<Finding> findings) {
    Map<String, String> were = new LinkedHashMap<>();
    Map<String, String> are = new LinkedHashMap<>();
    for (Element place : before.all()) {
      Element kept = there.get(place.getAttribute("id"));
      if (Scope.waits(place) && kept != null) {
        were.put(place.getAttribute("id"), XmlFile.label(place));
        are.put(place.getAttribute("id"), XmlFile.label(kept));
      }
    }
    Exchanged.pairs(
        were,
        are,
        (one, other, label) ->
            findings.add(
                now.finding(
                    there.get(one),
                    Rule.PLACE_KEPT,
                    Words.of(
                        "It has exchanged its id with “%s”: ideas that stand at the one would stand at"
                            + " the other.",
                        are.get(other)),
                    Words.of("Give each its id back."))));
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
