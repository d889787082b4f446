package fr.fabrique.engine.check;

import static fr.fabrique.engine.check.XmlFile.children;
import static fr.fabrique.engine.check.XmlFile.engine;
import static fr.fabrique.engine.check.XmlFile.tag;

import fr.fabrique.engine.StepCatalogue.Step;
import fr.fabrique.engine.check.Domain.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.w3c.dom.Element;

/** Every rule of a decision table can apply, and its columns meet the facts they judge. */
final class TableRules {

  private static final Pattern TEXT = Pattern.compile("\"([^\"\\\\]*)\"");
  private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])\\d+(\\.\\d+)?");
  private static final Pattern JOINED =
      Pattern.compile("^\\s*(\"[^\"]*\"|-?\\d+(\\.\\d+)?)\\s+(and|or)\\s");
  private static final Pattern SIGNED = Pattern.compile("-?\\d+(\\.\\d+)?|(?<![\\d.])\\.\\d+");
  private static final Pattern FLAG = Pattern.compile("\\b(true|false)\\b");
  private static final Pattern HELD = Pattern.compile("[<>]=?\\s*([A-Za-z_]\\w*)");
  private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d{1,9}");
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

  private static final Pattern COMMA = Pattern.compile("[<>=]\\s*-?\\d+,\\d");
  private static final Pattern RANGE =
      Pattern.compile(
          "[\\[(\\]]\\s*(-?\\d+(?:\\.\\d+)?)\\s*\\.\\.\\s*(-?\\d+(?:\\.\\d+)?)\\s*[\\])\\[]");

  private static final Set<String> WHOLE = Set.of("integer", "long");

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
    rules.forEach(rule -> Outcomes.entries(rule, "inputEntry").forEach(this::spelling));
    listed(table, rules, "input", "inputEntry");
    listed(table, rules, "output", "outputEntry");
    String policy = table.getAttribute("hitPolicy");
    switch (policy) {
      case "", "UNIQUE" ->
          overlaps(
              rules,
              (rule, other) -> true,
              Words.of(
                  "Two rules may match at once: with the hit policy Unique the decision would fail."));
      case "ANY" ->
          overlaps(
              rules,
              (rule, other) -> !texts(rule, "outputEntry").equals(texts(other, "outputEntry")),
              Words.of(
                  "Two rules may match at once and answer differently: with the hit policy Any the"
                      + " decision would fail."));
      case "FIRST" -> neverApply(rules);
      default -> {}
    }
    if (!rules.isEmpty() && !Outcomes.matchesAlways(table) && !Outcomes.mayAnswerSeveral(table)) {
      add(
          table,
          Rule.DECISION_ANSWERS,
          Words.of("No rule takes what the others leave: where none matches, the answer is empty."),
          Words.of("Add a last rule that asks nothing."));
    }
    calculates(table, policy);
  }

  private void overlaps(
      List<Element> rules, BiPredicate<Element, Element> disturbs, Words message) {
    Overlaps overlaps = new Overlaps(rules);
    for (int i = 0; i < rules.size(); i++) {
      int rule = i;
      boolean disturbed =
          IntStream.range(0, rule)
              .filter(other -> overlaps.meet(rule, other))
              .anyMatch(other -> disturbs.test(rules.get(rule), rules.get(other)));
      if (disturbed) {
        add(
            rules.get(rule),
            Rule.DECISION_OVERLAPS,
            message,
            Words.of("Change what it asks, or give the table the hit policy First."));
      }
    }
  }

  private void neverApply(List<Element> rules) {
    Set<List<String>> asked = new HashSet<>();
    Overlaps overlaps = new Overlaps(rules);
    overlaps
        .gap()
        .ifPresent(
            number ->
                add(
                    rules.get(rules.size() - 1),
                    Rule.DECISION_ANSWERS,
                    Words.of(
                        "It takes what lies between the others too, such as %s.",
                        Outcomes.written(number)),
                    Words.of("Let the ranges of the others meet, unless it is meant so.")));
    for (int i = 0; i < rules.size(); i++) {
      int rule = i;
      boolean again = !asked.add(texts(rules.get(rule), "inputEntry"));
      if (again || IntStream.range(0, rule).anyMatch(other -> overlaps.covers(other, rule))) {
        add(
            rules.get(rule),
            Rule.ROW_APPLIES,
            Words.of("It never applies: a rule before it takes all that it asks for."),
            Words.of("Change what it asks, move it up, or remove it."));
      }
    }
  }

  /** What FEEL reads, and not as it was meant. */
  private void spelling(Cell cell) {
    if (COMMA.matcher(cell.text()).find()) {
      add(
          cell.at(),
          Rule.DECISION_CELL,
          Words.of("The cell “%s” asks for two things: a comma parts values.", cell.text()),
          Words.of("Write decimals with a point, such as 3.5."));
    }
    if (JOINED.matcher(cell.text()).find()) {
      add(
          cell.at(),
          Rule.DECISION_CELL,
          Words.of("The cell “%s” takes nothing: values are not joined by and or or.", cell.text()),
          Words.of("Part them by commas, as in \"missing\",\"reserve\"."));
    }
    Matcher range = RANGE.matcher(cell.text());
    if (range.find() && Double.parseDouble(range.group(1)) > Double.parseDouble(range.group(2))) {
      add(
          cell.at(),
          Rule.ROW_APPLIES,
          Words.of("The cell “%s” takes nothing: its range ends before it begins.", cell.text()),
          Words.of("Write the smaller number first."));
    }
  }

  /** A column may list the values that it knows. */
  private void listed(Element table, List<Element> rules, String column, String entry) {
    List<Element> columns = children(table, column);
    for (int i = 0; i < columns.size(); i++) {
      Set<String> known = new HashSet<>();
      for (Element child : children(columns.get(i))) {
        if (tag(child).equals(column + "Values")) {
          TEXT.matcher(Cell.text(child)).results().forEach(v -> known.add(v.group(1)));
        }
      }
      for (Element rule : rules) {
        List<Cell> cells = Outcomes.entries(rule, entry);
        if (!known.isEmpty() && i < cells.size()) {
          Cell cell = cells.get(i);
          TEXT.matcher(cell.text())
              .results()
              .map(value -> value.group(1))
              .filter(value -> !known.contains(value))
              .forEach(
                  value ->
                      add(
                          cell.at(),
                          Rule.CONDITION_POSSIBLE,
                          Words.of("The column lists its values, and “%s” is none of them.", value),
                          Words.of("Choose one of the column's values, or add it to them.")));
        }
      }
    }
  }

  /** A sum is made of numbers. */
  private void calculates(Element table, String policy) {
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

  /** What the cells of a rule hold; empty for one that asks nothing. */
  static List<String> texts(Element rule, String kind) {
    return Outcomes.entries(rule, kind).stream()
        .map(cell -> cell.text().equals("-") ? "" : cell.text())
        .toList();
  }

  private void columns(Element decision, Element table) {
    List<Element> inputs = children(table, "input");
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
          Map<String, String> settings = diagram.defaults();
          typeMeets(asks, fact, domain);
          decimals(asks, fact);
          for (Element rule : Outcomes.rules(table)) {
            List<Cell> cells = Outcomes.entries(rule, "inputEntry");
            if (column < cells.size()) {
              cell(cells.get(column), fact, domain);
              setting(cells.get(column), fact, settings);
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

  /** The engine rounds nothing: it fails. */
  private void decimals(Element asks, String fact) {
    if (isDecimal(fact) && WHOLE.contains(asks.getAttribute("typeRef"))) {
      add(
          asks,
          Rule.COLUMN_MEETS,
          Words.of("The column judges whole numbers, and “%s” may have decimals.", fact),
          Words.of("Give the column the type double."));
    }
  }

  private boolean isDecimal(String fact) {
    return candidate.offers().steps().stream()
        .anyMatch(step -> "decimal".equals(step.leaves().get(fact)));
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
    if (isDecimal(fact) && SIGNED.matcher(cell.text()).matches()) {
      add(
          cell.at(),
          Rule.ROW_APPLIES,
          Words.of("It takes “%s” to the last decimal only, which hardly ever comes.", cell.text()),
          Words.of("Write from where on or up to where it applies, such as >= %s.", cell.text()));
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
    } else if (!calls && domain.isLimited() && !rest.matches("(?s).*[A-Za-z].*")) {
      numbers(cell, rest, fact, domain);
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

  /** A setting that a fact is held against, and that it can never come up to. */
  private void setting(Cell cell, String fact, Map<String, String> settings) {
    Matcher held = HELD.matcher(cell.text());
    if (!held.matches()) {
      return;
    }
    for (Step step : candidate.offers().steps()) {
      String most = step.atMost().getOrDefault(fact, "");
      String bound = settings.getOrDefault(most, "");
      String asked = settings.getOrDefault(held.group(1), "");
      if (WHOLE_NUMBER.matcher(bound).matches()
          && WHOLE_NUMBER.matcher(asked).matches()
          && Integer.parseInt(asked) > Integer.parseInt(bound)) {
        add(
            cell.at(),
            Rule.ROW_APPLIES,
            Words.of(
                "“%s” is %s, and “%s” never comes up to it: it is “%s” at most, %s.",
                held.group(1), asked, fact, most, bound),
            Words.of("Set the one lower or the other higher in the properties of the process."));
      }
    }
  }

  /** What a cell asks of a number lies between the limits of its fact, and some number meets it. */
  private void numbers(Cell cell, String text, String fact, Domain domain) {
    List<Double> named =
        SIGNED.matcher(text).results().map(number -> Double.valueOf(number.group())).toList();
    if (domain.samples(named).stream().noneMatch(number -> Feel.takes(cell.text(), number))
        || named.stream().anyMatch(number -> !domain.takes(number))) {
      add(
          cell.at(),
          Rule.CONDITION_POSSIBLE,
          Words.of("The cell asks for “%s”, and “%s” is %s.", cell.text(), fact, domain.between()),
          Words.of("Write a number that it can be."));
    }
  }

  private void outputs(Element table) {
    List<Element> outputs = children(table, "output");
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
        } else if (type == Kind.TEXT && FACT.matcher(cells.get(column).text()).matches()) {
          add(
              cells.get(column).at(),
              Rule.ANSWER_KEEPS_WAY,
              Words.of(
                  "It answers what the fact “%s” holds, and not that word.",
                  cells.get(column).text()),
              Words.of("Put a text between quotes, such as \"rework\"."));
        } else if (type != null && value != null && !Domain.of(Set.of(value)).mayBe(type)) {
          add(
              cells.get(column).at(),
              Rule.DECISION_TYPE,
              Words.of(
                  "It answers “%s”, and the column promises %s.",
                  cells.get(column).text(), type.words()),
              Words.of("Write a value of the column's type; texts stand between quotes."));
        } else if (WHOLE.contains(outputs.get(column).getAttribute("typeRef"))
            && value instanceof Double number
            && number != Math.rint(number)) {
          add(
              cells.get(column).at(),
              Rule.DECISION_TYPE,
              Words.of(
                  "It answers “%s”, and the column promises whole numbers.",
                  cells.get(column).text()),
              Words.of("Give the column the type double."));
        }
      }
    }
  }

  private void add(Element at, Rule rule, Words message, Words remedy) {
    findings.add(file.finding(at, rule, message, remedy));
  }
}
