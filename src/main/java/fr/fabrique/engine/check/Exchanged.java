package fr.fabrique.engine.check;

import static fr.fabrique.engine.check.XmlFile.engine;
import static fr.fabrique.engine.check.XmlFile.tag;

import fr.fabrique.engine.form.FormContract;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.w3c.dom.Element;

/**
 * Two things that keep their names and have exchanged what they do: times, forms, groups, settings,
 * columns, options. One slip of the hand does it, and each by itself looks right.
 */
final class Exchanged {

  private static final List<String> DONE =
      List.of(
          "formRef",
          "candidateGroups",
          "assignee",
          "delegateExpression",
          "decisionRef",
          "resultVariable");

  private static final Words REMEDY = Words.of("Set it as it was, unless it is meant so.");

  private final Candidate published;
  private final Candidate candidate;
  private final List<Finding> findings;

  Exchanged(Candidate published, Candidate candidate, List<Finding> findings) {
    this.published = published;
    this.candidate = candidate;
    this.findings = findings;
  }

  void check() {
    for (XmlFile before : published.diagrams()) {
      for (String process : Candidate.processes(before)) {
        candidate.drawing(process).ifPresent(now -> diagram(before, now));
      }
    }
    for (XmlFile before : published.tables()) {
      candidate.tables().stream()
          .filter(now -> now.name().equals(before.name()))
          .forEach(now -> table(before, now));
    }
    published
        .forms()
        .forEach(
            (id, before) ->
                Optional.ofNullable(candidate.forms().get(id)).ifPresent(now -> form(before, now)));
  }

  private void diagram(XmlFile before, XmlFile now) {
    elements(before, now, Exchanged::time);
    elements(before, now, element -> element.getAttribute("calledElement"));
    DONE.forEach(what -> elements(before, now, element -> engine(element, what)));
    Map<String, Element> settings = new HashMap<>();
    now.all("property").forEach(s -> settings.put(s.getAttribute("name"), s));
    pairs(
        before.defaults(),
        now.defaults(),
        (one, other, value) ->
            found(now, settings.get(one), settings.get(one).getAttribute("name"), other, value));
  }

  private void table(XmlFile before, XmlFile now) {
    elements(before, now, element -> tag(element).equals("input") ? asked(element) : "");
    elements(
        before,
        now,
        element ->
            tag(element).equals("rule")
                ? String.join(", ", TableRules.texts(element, "outputEntry"))
                : "");
    elements(
        before, now, element -> tag(element).equals("output") ? element.getAttribute("name") : "");
  }

  /** What elements that keep their names do, before and now. */
  private void elements(XmlFile before, XmlFile now, Function<Element, String> doing) {
    Map<String, String> was = new LinkedHashMap<>();
    Map<String, String> is = new LinkedHashMap<>();
    for (Element element : before.all()) {
      String id = element.getAttribute("id");
      String done = doing.apply(element).strip();
      if (!id.isEmpty() && !done.isEmpty()) {
        now.byId(id)
            .filter(found -> called(found).equals(called(element)))
            .ifPresent(
                found -> {
                  was.put(id, done);
                  is.put(id, doing.apply(found).strip());
                });
      }
    }
    pairs(
        was,
        is,
        (one, other, value) -> {
          Element at = now.byId(one).orElseThrow();
          found(now, at, called(at), called(now.byId(other).orElseThrow()), value);
        });
  }

  private void form(FormContract before, FormContract now) {
    for (FormContract.Input input : before.inputs()) {
      now.inputs().stream()
          .filter(kept -> kept.key().equals(input.key()))
          .forEach(
              kept ->
                  pairs(
                      input.options(),
                      kept.options(),
                      (one, other, label) ->
                          findings.add(
                              Questions.finding(
                                  now.id(),
                                  input,
                                  Rule.WORKS_AS_BEFORE,
                                  message(one, other, label),
                                  REMEDY))));
    }
  }

  private void found(XmlFile file, Element at, String one, String other, String value) {
    findings.add(file.finding(at, Rule.WORKS_AS_BEFORE, message(one, other, value), REMEDY));
  }

  private static Words message(String one, String other, String value) {
    return Words.of(
        "“%s” and “%s” have exchanged what they had on the published route: “%s” belonged to the"
            + " other.",
        one, other, value);
  }

  /** Told once for each pair that has exchanged its values, at the first of the two. */
  interface Pair {
    void of(String one, String other, String valueNow);
  }

  static void pairs(Map<String, String> was, Map<String, String> is, Pair pair) {
    List<String> changed =
        was.keySet().stream()
            .filter(is::containsKey)
            .filter(name -> !was.get(name).equals(is.get(name)))
            .collect(Collectors.toCollection(ArrayList::new));
    for (int i = 0; i < changed.size(); i++) {
      for (String other : changed.subList(i + 1, changed.size())) {
        String one = changed.get(i);
        if (was.get(one).equals(is.get(other)) && was.get(other).equals(is.get(one))) {
          pair.of(one, other, is.get(one));
        }
      }
    }
  }

  private static String called(Element element) {
    if (tag(element).equals("rule")) {
      return String.join(" ", TableRules.texts(element, "inputEntry")).strip();
    }
    return element.hasAttribute("label") ? element.getAttribute("label") : XmlFile.label(element);
  }

  private static String time(Element event) {
    return XmlFile.children(event, "timerEventDefinition").stream()
        .flatMap(timer -> XmlFile.children(timer).stream())
        .map(Element::getTextContent)
        .findFirst()
        .orElse("");
  }

  private static String asked(Element column) {
    return XmlFile.children(column, "inputExpression").stream()
        .map(Cell::text)
        .findFirst()
        .orElse("");
  }
}
