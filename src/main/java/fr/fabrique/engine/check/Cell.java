package fr.fabrique.engine.check;

import static fr.fabrique.engine.check.XmlFile.children;
import static fr.fabrique.engine.check.XmlFile.tag;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * A place of a decision in which FEEL stands.
 *
 * @param text what stands there, without blanks around it; empty where nothing does
 */
record Cell(Element at, String text) {

  private static final String TESTS = "inputEntry";
  private static final String ASKS = "inputExpression";
  private static final Set<String> CELLS = Set.of(TESTS, ASKS, "outputEntry", "literalExpression");

  /** The cells of a decision, in the order of the file. */
  static List<Cell> of(Element decision) {
    return inside(decision).stream()
        .filter(element -> CELLS.contains(tag(element)))
        .map(element -> new Cell(element, text(element)))
        .toList();
  }

  /** The language other than FEEL in which the element says that it, or all in it, is written. */
  static Optional<String> foreignLanguage(Element element) {
    return Optional.of(element.getAttribute("expressionLanguage"))
        .filter(language -> !language.isEmpty() && !isFeel(language));
  }

  private static boolean isFeel(String language) {
    return language.equalsIgnoreCase("feel")
        || language.matches("https?://www\\.omg\\.org/spec/(FEEL/|DMN/).*");
  }

  static List<Element> inside(Element element) {
    List<Element> inside = new ArrayList<>();
    for (Element child : children(element)) {
      inside.add(child);
      inside.addAll(inside(child));
    }
    return inside;
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  /** Whether it is of no use when it is empty. */
  boolean mustAsk() {
    return tag(at).equals(ASKS);
  }

  Feel.Parsed parsed() {
    return tag(at).equals(TESTS) ? Feel.unaryTests(text) : Feel.expression(text);
  }

  static String text(Element cell) {
    return children(cell).stream()
        .filter(e -> tag(e).equals("text"))
        .map(Node::getTextContent)
        .findFirst()
        .orElse("")
        .strip();
  }
}
