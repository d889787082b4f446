package fr.fabrique.engine.check;

import static fr.fabrique.engine.check.XmlFile.engine;
import static fr.fabrique.engine.check.XmlFile.tag;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.w3c.dom.Element;

/** Every cell of a decision table can be read, and asks for facts that are there. */
final class DecisionRules {

  private final Candidate candidate;
  private final Facts facts;
  private final XmlFile table;
  private final List<Finding> findings;

  DecisionRules(Candidate candidate, Facts facts, XmlFile table, List<Finding> findings) {
    this.candidate = candidate;
    this.facts = facts;
    this.table = table;
    this.findings = findings;
  }

  void check() {
    for (Element element : table.all()) {
      Cell.foreignLanguage(element)
          .ifPresent(
              language ->
                  add(
                      element,
                      Rule.DECISION_LANGUAGE,
                      Words.of("It is written in “%s”.", language),
                      Words.of("Write it in FEEL.")));
    }
    for (Element decision : table.all("decision")) {
      List<Set<String>> known = known(decision.getAttribute("id"), new HashSet<>());
      for (Cell cell : Cell.of(decision)) {
        if (!cell.isEmpty()) {
          judge(cell.at(), cell.text(), cell.parsed(), known);
        } else if (cell.mustAsk()) {
          add(
              cell.at(),
              Rule.DECISION_CELL,
              Words.of("The column asks for nothing."),
              Words.of("Name the fact that it judges."));
        }
      }
    }
  }

  private void judge(Element cell, String text, Feel.Parsed parsed, List<Set<String>> known) {
    parsed
        .problem()
        .ifPresent(
            problem ->
                add(
                    cell,
                    Rule.DECISION_CELL,
                    Words.of("The cell “%s” is of no use: %s.", text, problem),
                    Words.of("Write it in FEEL, such as >= 3 or \"eligible\".")));
    for (String name : parsed.names()) {
      if (known.stream().anyMatch(there -> !there.contains(name))) {
        add(
            cell,
            Rule.DECISION_FACT,
            Words.of("It asks for the fact “%s”, which nothing writes.", name),
            Words.of("Correct the name; if it is a text, put it between quotes."));
      }
    }
  }

  /** For each diagram that takes the decision, what it knows. */
  private List<Set<String>> known(String decision, Set<String> seen) {
    List<Set<String>> known = new ArrayList<>();
    if (!seen.add(decision)) {
      return known;
    }
    for (XmlFile diagram : candidate.diagrams()) {
      if (candidate.isStarted(diagram)
          && diagram.all().stream().anyMatch(e -> engine(e, "decisionRef").equals(decision))) {
        Set<String> there = new HashSet<>(facts.of(diagram));
        there.addAll(namedInTables());
        known.add(there);
      }
    }
    for (Element other : table.all("decision")) {
      boolean needsThis =
          Cell.inside(other).stream()
              .anyMatch(
                  e ->
                      tag(e).equals("requiredDecision")
                          && e.getAttribute("href").equals("#" + decision));
      if (needsThis) {
        known.addAll(known(other.getAttribute("id"), seen));
      }
    }
    return known;
  }

  /** Names that the decisions of a file give each other: their results, and their columns. */
  private Set<String> namedInTables() {
    Set<String> names = new HashSet<>(Set.of("cellInput"));
    for (Element element : table.all("output", "variable", "input")) {
      names.add(
          tag(element).equals("input")
              ? engine(element, "inputVariable")
              : element.getAttribute("name"));
    }
    return names;
  }

  private void add(Element at, Rule rule, Words message, Words remedy) {
    findings.add(table.finding(at, rule, message, remedy));
  }
}
