package fr.fabrique.engine.check;

import static fr.fabrique.engine.check.XmlFile.engine;
import static fr.fabrique.engine.check.XmlFile.tag;

import java.util.List;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/** What is done several times is done a number of times that can be told. */
final class Repeats {

  private static final Pattern ONE = Pattern.compile("[$#]\\{[^{}]*}");

  private final XmlFile diagram;
  private final Facts facts;
  private final List<Finding> findings;

  Repeats(XmlFile diagram, Facts facts, List<Finding> findings) {
    this.diagram = diagram;
    this.facts = facts;
    this.findings = findings;
  }

  void check() {
    for (Element several : diagram.all("multiInstanceLoopCharacteristics")) {
      Element activity = (Element) several.getParentNode();
      for (Element part : XmlFile.children(several)) {
        switch (tag(part)) {
          case "loopCardinality" -> number(activity, part.getTextContent().strip());
          case "loopDataInputRef" -> list(activity, part.getTextContent().strip());
          case "completionCondition" -> condition(activity, part.getTextContent().strip());
          default -> {}
        }
      }
      list(activity, engine(several, "collection").strip());
    }
  }

  private void number(Element activity, String text) {
    Expressions.oneName(text)
        .filter(fact -> facts.values(diagram, text).isEmpty())
        .filter(fact -> !facts.domain(diagram, fact).mayBe(Domain.Kind.NUMBER))
        .ifPresent(fact -> noNumber(activity, fact));
    facts.values(diagram, text).orElse(List.of(text)).stream()
        .filter(
            number ->
                !ONE.matcher(number.strip()).matches() && !number.strip().matches("[1-9]\\d{0,3}"))
        .findFirst()
        .ifPresent(number -> noNumber(activity, number));
  }

  private void noNumber(Element activity, String text) {
    add(
        activity,
        Words.of("How many times it is done is “%s”, and not a number from 1 on.", text),
        Words.of("Write a whole number, or a fact that holds one."));
  }

  /** Facts are texts, numbers, dates, yes or no; a list is none of them. */
  private void list(Element activity, String text) {
    if (!text.isEmpty()) {
      add(
          activity,
          Words.of("It is done once for each of “%s”, and no fact holds a list.", text),
          Words.of("Say how many times it is done (loop cardinality)."));
    }
  }

  private void condition(Element activity, String text) {
    if (Expressions.constant(text).isPresent()) {
      add(
          activity,
          Words.of("Its completion condition “%s” rests on nothing that happens.", text),
          Words.of("Compare something, as in ${nrOfCompletedInstances >= 2}."));
    } else if (!Expressions.isOne(text) || text.matches("[$#]\\{\\s*nrOf\\w+\\s*}")) {
      add(
          activity,
          Words.of("Its completion condition “%s” is neither true nor false.", text),
          Words.of("Compare something, as in ${nrOfCompletedInstances >= 2}."));
    }
  }

  /** Whether each instance of an activity has a fact of this name to itself. */
  static boolean keepsItsOwn(Element activity, String fact) {
    return Cell.inside(activity).stream()
        .anyMatch(e -> tag(e).equals("inputParameter") && e.getAttribute("name").equals(fact));
  }

  /** What is done several times at once writes into one and the same fact. */
  static Finding overwrites(XmlFile diagram, Element at, String fact) {
    return diagram.finding(
        at,
        Rule.ANSWERS_KEPT_APART,
        Words.of(
            "It is done several times at once, and each answer overwrites “%s” of the others.",
            fact),
        Words.of(
            "Make “%s” an input parameter of the activity that is done several times, so that each"
                + " has its own.",
            fact));
  }

  private void add(Element at, Words message, Words remedy) {
    findings.add(diagram.finding(at, Rule.TIMES_DONE, message, remedy));
  }
}
