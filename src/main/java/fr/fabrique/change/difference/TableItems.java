package fr.fabrique.change.difference;

import static fr.fabrique.change.difference.Properties.NONE;
import static fr.fabrique.engine.check.XmlFile.children;
import static fr.fabrique.engine.check.XmlFile.tag;

import fr.fabrique.change.difference.Item.Property;
import fr.fabrique.engine.check.XmlFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.w3c.dom.Element;

/** What an owner sees of decision tables: the decisions, their columns and their rules. */
final class TableItems {

  private static final Set<String> ITEMS = Set.of("decision", "inputData", "input", "output");

  private final XmlFile file;
  private final Map<String, String> drawing = new HashMap<>();

  private TableItems(XmlFile file) {
    this.file = file;
    for (Element drawn : file.drawing()) {
      if (drawn.hasAttribute("dmnElementRef")) {
        drawing.put(drawn.getAttribute("dmnElementRef"), Properties.drawn(drawn));
      }
    }
  }

  static List<Item> of(String name, byte[] content) {
    TableItems table = new TableItems(XmlFile.read(name, content));
    List<Item> items = new ArrayList<>();
    for (Element element : table.file.all()) {
      if (tag(element).equals("rule")) {
        items.add(table.rule(element));
      } else if (ITEMS.contains(tag(element))) {
        items.add(table.item(element));
      }
    }
    return items;
  }

  private Item item(Element element) {
    Properties properties = new Properties();
    properties.attributes(NONE, element, Set.of("width", "annotationsWidth"));
    details(element, NONE, properties);
    String label = element.getAttribute("label");
    return new Item(
        element.getAttribute("id"),
        tag(element),
        label.isBlank() ? XmlFile.label(element) : label,
        place(element),
        tag(element).matches("input|output"),
        properties.all(),
        drawing.getOrDefault(element.getAttribute("id"), ""));
  }

  private static void details(Element element, Property around, Properties properties) {
    for (Element detail : children(element)) {
      if (!ITEMS.contains(tag(detail)) && !tag(detail).equals("rule")) {
        Property below =
            tag(detail).matches("decisionTable|text") ? around : Properties.below(around, detail);
        properties.attributes(below, detail, Set.of("annotationsWidth"));
        properties.text(below, detail);
        details(detail, below, properties);
      }
    }
  }

  private Item rule(Element rule) {
    Element table = (Element) rule.getParentNode();
    Properties properties = new Properties();
    cells(rule, "inputEntry", columns(table, "input"), properties);
    cells(rule, "outputEntry", columns(table, "output"), properties);
    String said = text(rule, "description");
    properties.put(Property.of("description"), said);
    return new Item(
        rule.getAttribute("id"),
        "rule",
        said.isEmpty() ? rule.getAttribute("id") : said,
        place(rule),
        true,
        properties.all(),
        "");
  }

  private static void cells(
      Element rule, String kind, List<String> columns, Properties properties) {
    List<Element> cells = children(rule).stream().filter(e -> tag(e).equals(kind)).toList();
    for (int i = 0; i < cells.size() && i < columns.size(); i++) {
      properties.put(new Property("column", columns.get(i)), text(cells.get(i), "text"));
    }
  }

  /** What people read on the columns, each told from the others. */
  private static List<String> columns(Element table, String kind) {
    return children(table).stream()
        .filter(e -> tag(e).equals(kind))
        .map(
            column ->
                column.getAttribute("label").isBlank()
                    ? XmlFile.label(column)
                    : column.getAttribute("label"))
        .toList();
  }

  private static String text(Element element, String child) {
    return children(element).stream()
        .filter(e -> tag(e).equals(child))
        .map(e -> e.getTextContent().strip())
        .collect(Collectors.joining(" "));
  }

  private static String place(Element element) {
    Element around = (Element) element.getParentNode();
    return around.getAttribute("id");
  }
}
