package fr.fabrique.change.difference;

import static fr.fabrique.engine.check.XmlFile.tag;

import fr.fabrique.change.difference.Item.Property;
import fr.fabrique.change.difference.Item.Said;
import fr.fabrique.engine.check.XmlFile;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.Text;

/** What is said about something, by names short enough to be read. */
final class Properties {

  /** They hold something and say nothing themselves. */
  private static final Set<String> WRAPPERS =
      Set.of(
          "extensionElements",
          "inputOutput",
          "multiInstanceLoopCharacteristics",
          "properties",
          "taskListener",
          "timerEventDefinition");

  private static final Set<String> IDENTITY = Set.of("id", "sourceRef", "targetRef");

  /** The thing itself. */
  static final Property NONE = Property.of("");

  private final Map<Property, Said> all = new LinkedHashMap<>();

  void put(Property property, String value) {
    all.merge(
        property,
        Said.plain(value.strip()),
        (first, second) -> Said.plain(first.value() + ", " + second.value()));
  }

  /** Something else by its id, with what people read on it. */
  void refer(Property property, String id, String reading) {
    all.put(property, new Said(id, reading));
  }

  Map<Property, Said> all() {
    return Collections.unmodifiableMap(all);
  }

  /** All attributes of an element but its identity and those to be left out. */
  void attributes(Property around, Element element, Set<String> leftOut) {
    attributesOf(element)
        .filter(a -> !IDENTITY.contains(local(a)) && !leftOut.contains(local(a)))
        .filter(a -> !a.getName().startsWith("xmlns") && !a.getName().startsWith("xsi:"))
        .filter(a -> around.equals(NONE) || !isNamed(element) || !local(a).equals("name"))
        .forEach(a -> put(isSetting(element) ? around : around.below(local(a)), a.getValue()));
  }

  /** What is written inside an element itself. */
  void text(Property around, Element element) {
    String text =
        nodes(element)
            .filter(Text.class::isInstance)
            .map(Node::getTextContent)
            .collect(Collectors.joining())
            .strip();
    if (!text.isEmpty()) {
      put(around, text);
    }
  }

  /** What is said in a detail, where it lies in something. */
  static Property below(Property around, Element detail) {
    if (WRAPPERS.contains(tag(detail))) {
      return around;
    }
    return isNamed(detail)
        ? new Property(around.below(tag(detail)).name(), detail.getAttribute("name"))
        : around.below(tag(detail));
  }

  /** It has a name and a value, and nothing else. */
  private static boolean isSetting(Element element) {
    return XmlFile.isEngines(element) && tag(element).equals("property");
  }

  /** Whether its name tells it from its neighbours. */
  private static boolean isNamed(Element element) {
    return XmlFile.isEngines(element) && element.hasAttribute("name");
  }

  /** Where a symbol or an arrow is drawn. */
  static String drawn(Element drawn) {
    String own =
        attributesOf(drawn)
            .filter(a -> !local(a).equals("id") && !a.getName().startsWith("xmlns"))
            .map(a -> local(a) + "=" + rounded(a.getValue()))
            .sorted()
            .collect(Collectors.joining(" "));
    return XmlFile.children(drawn).stream()
        .map(Properties::drawn)
        .collect(Collectors.joining(" ", tag(drawn) + "(" + own + " ", ")"));
  }

  /** Tools write 100, 100.0 and 1e2. */
  private static String rounded(String number) {
    try {
      return String.valueOf(Math.round(Double.parseDouble(number)));
    } catch (NumberFormatException word) {
      return number;
    }
  }

  private static Stream<Attr> attributesOf(Element element) {
    NamedNodeMap attributes = element.getAttributes();
    return IntStream.range(0, attributes.getLength()).mapToObj(i -> (Attr) attributes.item(i));
  }

  private static Stream<Node> nodes(Element element) {
    return Stream.iterate(element.getFirstChild(), child -> child != null, Node::getNextSibling);
  }

  private static String local(Attr attribute) {
    return attribute.getLocalName() == null ? attribute.getName() : attribute.getLocalName();
  }
}
