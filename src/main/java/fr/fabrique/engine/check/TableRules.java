package fr.fabrique.engine.check;

import static fr.fabrique.engine.check.XmlFile.children;
import static fr.fabrique.engine.check.XmlFile.engine;
import static fr.fabrique.engine.check.XmlFile.tag;

import fr.fabrique.engine.check.Domain.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/** Every rule of a decision table can apply, and its columns meet the facts they judge. */
final class TableRules {

  private static final Pattern TEXT = Pattern.compile("\"([^\"\\\\]*)\"");
  private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])\\d+(\\.\\d+)?");
  private static final Pattern FLAG = Pattern.compile("\\b(true|false)\\b");
  private static final Pattern FACT = Pattern.compile("[A-Za-z_]\\w*");

  private static final Map<String, Kind> TYPES =
      Map.of(
          "string", Kind.TEXT,
          "boolean", Kind.FLAG,
          "integer", Kind.NUMBER,
          "long", Kind.NUMBER,
          "double", Kind.NUMBER,
          "number", Kind.NUMBER,
          "date", Kind.DATE);

  private final Candidate candidate;
  private final Facts facts;
  private final XmlFile file;
  private final List<Finding> findings;

  TableRules(Candidate candidate, Facts facts, XmlFile file, List<Finding> findings) {
    this.candidate = candidate;
    this.facts = facts;
    this.file = file;
    this.findings = findings;
  }

  void check() {
    for (Element decision : file.all("decision")) {
      for (Element table : children(decision)) {
        if (tag(table).equals("decisionTable")) {
          rows(table);
          columns(decision, table);
          outputs(table);
        }
      }
    }
  }

  private void rows(Element table) {
    List<Element> rules = Outcomes.rules(table);
    String policy = table.getAttribute("hitPolicy");
    boolean one = policy.isEmpty() || policy.equals("UNIQUE");
    Map<List<String>, Element> seen = new HashMap<>();
    Element last = null;
    for (Element rule : rules) {
      List<String> tests = texts(rule, "inputEntry");
      if (last != null && (policy.equals("FIRST") || one)) {
        overlaps(rule, one, Words.of("a rule before it takes everything"));
      } else if (seen.containsKey(tests) && (policy.equals("FIRST") || one)) {
        overlaps(rule, one, Words.of("a rule before it asks the same"));
      }
      seen.put(tests, rule);
      if (tests.stream().allMatch(String::isEmpty)) {
        if (one && rules.size() > 1 && last == null) {
          add(
              rule,
              Rule.DECISION_OVERLAPS,
              Words.of(
                  "The table allows one matching rule only (hit policy Unique), and this one matches"
                      + " always: the decision would fail."),
              Words.of("Give the table the hit policy First."));
        }
        last = rule;
      }
    }
    disagree(table, rules, policy);
    if (last == null && !rules.isEmpty() && !Outcomes.mayAnswerSeveral(table)) {
      add(
          table,
          Rule.DECISION_ANSWERS,
          Words.of("No rule takes what the others leave: where none matches, the answer is empty."),
          Words.of("Add a last rule that asks nothing."));
    }
  }

  /** With the hit policy Any, all that match must say the same; a sum is made of numbers. */
  private void disagree(Element table, List<Element> rules, String policy) {
    Map<String, Element> answers = new HashMap<>();
    Element always = null;
    for (Element rule : rules) {
      String tests = texts(rule, "inputEntry").toString();
      String answer = texts(rule, "outputEntry").toString();
      Element other = always != null ? always : answers.putIfAbsent(tests, rule);
      if (policy.equals("ANY")
          && other != null
          && !texts(other, "outputEntry").toString().equals(answer)) {
        add(
            rule,
            Rule.DECISION_OVERLAPS,
            Words.of(
                "Two rules match the same and answer differently: with the hit policy Any the decision"
                    + " would fail."),
            Words.of("Give the table the hit policy First."));
      }
      if (texts(rule, "inputEntry").stream().allMatch(String::isEmpty)) {
        always = rule;
      }
    }
    boolean adds =
        policy.equals("COLLECT")
            && Set.of("SUM", "MIN", "MAX").contains(table.getAttribute("aggregation"));
    for (Element output : children(table)) {
      if (adds
          && tag(output).equals("output")
          && TYPES.get(output.getAttribute("typeRef")) != Kind.NUMBER) {
        add(
            output,
            Rule.DECISION_CELL,
            Words.of("The table calculates with its answers, and they are no numbers."),
            Words.of("Give the column a type of numbers, or the table the hit policy First."));
      }
    }
  }

  private static List<String> texts(Element rule, String kind) {
    return Outcomes.entries(rule, kind).stream()
        .map(cell -> cell.text().equals("-") ? "" : cell.text())
        .toList();
  }

  private void overlaps(Element rule, boolean fails, Words why) {
    add(
        rule,
        fails ? Rule.DECISION_OVERLAPS : Rule.ROW_APPLIES,
        fails
            ? Words.of(
                "Two rules match the same (%s): with the hit policy Unique the decision would fail.",
                why)
            : Words.of("It never applies: %s.", why),
        Words.of("Change what it asks, move it up, or remove it."));
  }

  private void columns(Element decision, Element table) {
    List<Element> inputs = children(table).stream().filter(e -> tag(e).equals("input")).toList();
    for (int column = 0; column < inputs.size(); column++) {
      Element asks =
          children(inputs.get(column)).stream()
              .filter(e -> tag(e).equals("inputExpression"))
              .findFirst()
              .orElse(null);
      if (asks == null) {
        continue;
      }
      type(asks);
      String fact = Cell.text(asks);
      if (!FACT.matcher(fact).matches()) {
        continue;
      }
      for (XmlFile diagram : candidate.diagrams()) {
        boolean takesIt =
            diagram.all().stream()
                .anyMatch(e -> engine(e, "decisionRef").equals(decision.getAttribute("id")));
        if (takesIt && facts.of(diagram).contains(fact)) {
          Domain domain = facts.domain(diagram, fact);
          typeMeets(asks, fact, domain);
          for (Element rule : Outcomes.rules(table)) {
            List<Cell> cells = Outcomes.entries(rule, "inputEntry");
            if (column < cells.size()) {
              cell(cells.get(column), fact, domain);
            }
          }
        }
      }
    }
  }

  private void type(Element asks) {
    String type = asks.getAttribute("typeRef");
    if (!type.isEmpty() && !TYPES.containsKey(type)) {
      add(
          asks,
          Rule.COLUMN_MEETS,
          Words.of("The engine knows no type “%s”.", type),
          Words.of("Choose string, boolean, integer, long, double or date."));
    }
  }

  private void typeMeets(Element asks, String fact, Domain domain) {
    Kind type = TYPES.get(asks.getAttribute("typeRef"));
    if (type != null && !domain.mayBe(type)) {
      add(
          asks,
          Rule.COLUMN_MEETS,
          Words.of(
              "The column judges %s, and the fact “%s” is %s.",
              type.words(), fact, Domain.words(domain.kinds())),
          Words.of("Give the column the type of its fact."));
    }
  }

  private void cell(Cell cell, String fact, Domain domain) {
    if (cell.isEmpty() || cell.text().equals("-")) {
      return;
    }
    List<String> texts = new ArrayList<>();
    Matcher text = TEXT.matcher(cell.text());
    while (text.find()) {
      texts.add(text.group(1));
    }
    String rest = TEXT.matcher(cell.text()).replaceAll("");
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    if (!texts.isEmpty()) {
      kinds.add(Kind.TEXT);
    }
    if (NUMBER.matcher(rest).find()) {
      kinds.add(Kind.NUMBER);
    }
    if (FLAG.matcher(rest).find()) {
      kinds.add(Kind.FLAG);
    }
    boolean calls = cell.text().matches("(?s).*\\w\\s*\\(.*") && !cell.text().startsWith("not(");
    if (!calls && !kinds.isEmpty() && kinds.stream().noneMatch(domain::mayBe)) {
      add(
          cell.at(),
          Rule.COLUMN_MEETS,
          Words.of(
              "The cell “%s” asks for %s, and the fact “%s” is %s.",
              cell.text(), Domain.words(kinds), fact, Domain.words(domain.kinds())),
          Words.of("Compare it with a value of its own kind."));
    } else if (!calls && domain.isListed() && rest.matches("[\\s,]*|not\\([\\s,]*\\)")) {
      for (String value : texts) {
        if (!domain.values().contains(value)) {
          add(
              cell.at(),
              Rule.CONDITION_POSSIBLE,
              Words.of(
                  "The cell asks for “%s”, and “%s” is one of %s.", value, fact, domain.listed()),
              Words.of("Choose one of these, or let a form or decision give that value."));
        }
      }
    }
  }

  private void outputs(Element table) {
    List<Element> outputs = children(table).stream().filter(e -> tag(e).equals("output")).toList();
    for (Element rule : Outcomes.rules(table)) {
      List<Cell> cells = Outcomes.entries(rule, "outputEntry");
      for (int column = 0; column < Math.min(outputs.size(), cells.size()); column++) {
        Kind type = TYPES.get(outputs.get(column).getAttribute("typeRef"));
        Object value = Outcomes.literal(cells.get(column).text());
        if (cells.get(column).isEmpty()) {
          add(
              cells.get(column).at(),
              Rule.DECISION_ANSWERS,
              Words.of("The rule answers nothing."),
              Words.of("Say what follows, such as \"rework\"."));
        } else if (type != null && value != null && !Domain.of(Set.of(value)).mayBe(type)) {
          add(
              cells.get(column).at(),
              Rule.DECISION_TYPE,
              Words.of(
                  "It answers “%s”, and the column promises %s.",
                  cells.get(column).text(), type.words()),
              Words.of("Write a value of the column's type; texts stand between quotes."));
        }
      }
    }
  }

  private void add(Element at, Rule rule, Words message, Words remedy) {
    findings.add(file.finding(at, rule, message, remedy));
  }
}
