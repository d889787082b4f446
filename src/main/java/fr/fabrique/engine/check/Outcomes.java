package fr.fabrique.engine.check;

import static fr.fabrique.engine.check.XmlFile.children;
import static fr.fabrique.engine.check.XmlFile.tag;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/** What a decision may come to. */
final class Outcomes {

  private static final Set<String> MANY = Set.of("COLLECT", "RULE ORDER", "OUTPUT ORDER");
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

  private Outcomes() {}

  /** All that a table with one output may answer; anything for other decisions. */
  static Domain of(Element decision) {
    List<Element> tables =
        children(decision).stream().filter(e -> tag(e).equals("decisionTable")).toList();
    if (tables.size() != 1 || mayAnswerSeveral(tables.get(0)) || outputs(tables.get(0)) != 1) {
      return Domain.ANY;
    }
    Set<Object> values = new HashSet<>();
    for (Element rule : rules(tables.get(0))) {
      Object value = literal(entries(rule, "outputEntry").get(0).text());
      if (value == null) {
        return Domain.ANY;
      }
      values.add(value);
    }
    Domain answers = Domain.of(values);
    return matchesAlways(tables.get(0)) ? answers : answers.orEmpty();
  }

  static List<Element> rules(Element table) {
    return children(table).stream()
        .filter(e -> tag(e).equals("rule"))
        .filter(rule -> !entries(rule, "outputEntry").isEmpty())
        .toList();
  }

  static long outputs(Element table) {
    return children(table).stream().filter(e -> tag(e).equals("output")).count();
  }

  static List<Cell> entries(Element rule, String kind) {
    return children(rule).stream()
        .filter(e -> tag(e).equals(kind))
        .map(e -> new Cell(e, Cell.text(e)))
        .toList();
  }

  /** Whether it may answer several rows where one answer is wanted. */
  static boolean mayAnswerSeveral(Element table) {
    return MANY.contains(table.getAttribute("hitPolicy"))
        && table.getAttribute("aggregation").isEmpty();
  }

  /** Whether a rule takes whatever the others leave. */
  static boolean matchesAlways(Element table) {
    return rules(table).stream()
        .anyMatch(
            rule ->
                entries(rule, "inputEntry").stream()
                    .allMatch(cell -> cell.isEmpty() || cell.text().equals("-")));
  }

  /** A value as people write it. */
  static Object written(Object value) {
    return value instanceof Double number
        ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
        : value;
  }

  /** The value of a cell that holds nothing but a value; null otherwise. */
  static Object literal(String text) {
    if (text.matches("\"[^\"\\\\]*\"")) {
      return text.substring(1, text.length() - 1);
    }
    if (NUMBER.matcher(text).matches()) {
      return Double.valueOf(text);
    }
    return text.equals("true") || text.equals("false") ? Boolean.valueOf(text) : null;
  }
}
