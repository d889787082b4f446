package fr.fabrique.engine.check;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.Attributes;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** A diagram or a decision table as it is written, with the line of every element. */
public final class XmlFile {

  private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";
  private static final String CAMUNDA_OF_TABLES = "http://camunda.org/schema/1.0/dmn";

  /** The namespaces under which the engine and its forks read their own attributes. */
  private static final Set<String> ENGINE =
      Set.of(CAMUNDA, "http://activiti.org/bpmn", "http://operaton.org/schema/1.0/bpmn");

  private static final String LINE = "line";
  private static final Pattern DRAWING = Pattern.compile(".*/(DI|DC|DMNDI)/?");

  /**
   * Far deeper than any diagram, and less deep than where Java itself stops; what walks through the
   * elements goes as deep as they do.
   */
  private static final int DEEPEST = 90;

  private static final Memory<XmlFile> FILES = new Memory<>(XmlFile::parse);

  private final String name;
  private final Element root;
  private final List<Element> all = new ArrayList<>();
  private final Map<String, Element> byId = new HashMap<>();

  private XmlFile(String name, Element root) {
    this.name = name;
    this.root = root;
    collect(root, all);
    all.forEach(element -> byId.putIfAbsent(element.getAttribute("id"), element));
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException when it is not well-formed XML; the message says where
   */
  public static XmlFile read(String name, byte[] content) {
    return FILES.read(name, content);
  }

  /** It is not well-formed XML. */
  static final class Malformed extends IllegalArgumentException {

    private final transient Words why;

    private Malformed(Words why, Exception cause) {
      super(why.toString(), cause);
      this.why = why;
    }

    Words why() {
      return why;
    }
  }

  /** Elements lie deeper in each other than anybody can read. */
  private static final class TooDeep extends SAXParseException {

    TooDeep(Locator place) {
      super("too deep", place);
    }
  }

  private static XmlFile parse(String name, byte[] content) {
    try {
      SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
      factory.setNamespaceAware(true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      Document document =
          DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().newDocument();
      factory.newSAXParser().parse(new ByteArrayInputStream(content), new Builder(document));
      return new XmlFile(name, document.getDocumentElement());
    } catch (TooDeep malformed) {
      throw new Malformed(
          Words.of(
              "It is not well-formed XML (line %s: elements lie in each other deeper than %s).",
              malformed.getLineNumber(), DEEPEST),
          malformed);
    } catch (SAXParseException malformed) {
      throw new Malformed(
          Words.of(
              "It is not well-formed XML (line %s: %s).",
              malformed.getLineNumber(), malformed.getMessage()),
          malformed);
    } catch (SAXException | IOException | ParserConfigurationException malformed) {
      throw new Malformed(
          Words.of("It cannot be read as XML (%s).", malformed.getMessage()), malformed);
    }
  }

  String name() {
    return name;
  }

  Element root() {
    return root;
  }

  /** All elements but those that only say where something is drawn. */
  public List<Element> all() {
    return all;
  }

  /** All elements with one of these names, whatever their namespace. */
  public List<Element> all(String... names) {
    Set<String> wanted = Set.of(names);
    return all.stream().filter(e -> wanted.contains(tag(e))).toList();
  }

  /** What an attribute such as {@code messageRef} refers to, with or without a prefix. */
  Optional<Element> referred(Element element, String attribute) {
    String reference = element.getAttribute(attribute);
    return reference.isEmpty()
        ? Optional.empty()
        : byId(reference.substring(reference.indexOf(':') + 1));
  }

  public Optional<Element> byId(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The facts that properties of a process write at its start, with their values. */
  Map<String, String> defaults() {
    Map<String, String> defaults = new HashMap<>();
    for (Element process : all("process")) {
      children(process).stream()
          .filter(e -> tag(e).equals("extensionElements"))
          .flatMap(extensions -> children(extensions).stream())
          .filter(e -> tag(e).equals("properties"))
          .flatMap(properties -> children(properties).stream())
          .forEach(p -> defaults.put(p.getAttribute("name"), p.getAttribute("value")));
    }
    return defaults;
  }

  Finding finding(Element at, Rule rule, Words message, Words remedy) {
    Element named = named(at);
    String label = title(named);
    String id = named.getAttribute("id");
    return new Finding(name, line(at), id, label.isBlank() ? id : label, rule, message, remedy);
  }

  /**
   * What people read on an element; of an arrow without a name from where to where it leads, and in
   * a table the column and the number of the rule.
   */
  private String title(Element element) {
    return switch (tag(element)) {
      case "sequenceFlow" -> {
        Optional<Element> from = byId(element.getAttribute("sourceRef"));
        Optional<Element> to = byId(element.getAttribute("targetRef"));
        yield element.getAttribute("name").isBlank() && from.isPresent() && to.isPresent()
            ? label(from.get()) + " → " + label(to.get())
            : element.getAttribute("name");
      }
      case "inputExpression" -> title((Element) element.getParentNode());
      case "input", "output" ->
          element.getAttribute("label").isBlank()
              ? element.getAttribute("name")
              : element.getAttribute("label");
      case "rule" -> "#" + (alike(element).indexOf(element) + 1);
      case "inputEntry", "outputEntry" -> {
        Element rule = (Element) element.getParentNode();
        String column = tag(element).replace("Entry", "");
        List<Element> columns = children((Element) rule.getParentNode(), column);
        int place = alike(element).indexOf(element);
        yield (place < columns.size() ? title(columns.get(place)) + " " : "") + title(rule);
      }
      default -> element.getAttribute("name");
    };
  }

  private static List<Element> alike(Element element) {
    return children((Element) element.getParentNode(), tag(element));
  }

  static int line(Element at) {
    return (Integer) at.getUserData(LINE);
  }

  /** What people read on an element; its id where there is nothing to read. */
  public static String label(Element element) {
    String name = element.getAttribute("name").strip().replaceAll("\\s+", " ");
    return name.isEmpty() ? element.getAttribute("id") : name;
  }

  /** All elements that say where something is drawn. */
  public List<Element> drawing() {
    List<Element> found = new ArrayList<>();
    collectDrawing(root, found);
    return found;
  }

  public static String tag(Element element) {
    return element.getLocalName();
  }

  public static List<Element> children(Element element) {
    List<Element> children = new ArrayList<>();
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element inner) {
        children.add(inner);
      }
    }
    return children;
  }

  static List<Element> children(Element element, String tag) {
    return children(element).stream().filter(child -> tag(child).equals(tag)).toList();
  }

  static boolean has(Element element, String child) {
    return children(element).stream().anyMatch(e -> tag(e).equals(child));
  }

  /** What an event waits for, such as {@code timerEventDefinition}; empty for anything else. */
  public static String event(Element element) {
    return children(element).stream()
        .map(XmlFile::tag)
        .filter(tag -> tag.endsWith("EventDefinition"))
        .findFirst()
        .orElse("");
  }

  /** An attribute that the engine adds to the standard; empty when it is not there. */
  static String engine(Element element, String attribute) {
    return Objects.requireNonNullElse(engineAttribute(element, attribute), "");
  }

  /** An attribute that the engine adds to the standard; null when it is not there. */
  static String engineAttribute(Element element, String attribute) {
    boolean ofTable = String.valueOf(element.getNamespaceURI()).contains("/DMN/");
    String namespace = ofTable ? CAMUNDA_OF_TABLES : CAMUNDA;
    return element.hasAttributeNS(namespace, attribute)
        ? element.getAttributeNS(namespace, attribute)
        : null;
  }

  public static boolean isEngines(Element element) {
    return ENGINE.contains(String.valueOf(element.getNamespaceURI()));
  }

  /** The nearest element around this one, itself included, that has an id and is on the diagram. */
  static Element named(Element element) {
    Element named = element;
    while (named.getParentNode() instanceof Element parent
        && (!named.hasAttribute("id") || !named.hasAttribute("name") && isDetail(named))) {
      named = parent;
    }
    return named;
  }

  private static boolean isDetail(Element element) {
    String tag = tag(element);
    return isEngines(element) || tag.endsWith("Definition") || tag.endsWith("Characteristics");
  }

  private static boolean isDrawing(Element element) {
    return DRAWING.matcher(String.valueOf(element.getNamespaceURI())).matches();
  }

  private static void collectDrawing(Element element, List<Element> found) {
    for (Element child : children(element)) {
      if (isDrawing(child)) {
        found.add(child);
      }
      if (isDrawing(child) || element == child.getOwnerDocument().getDocumentElement()) {
        collectDrawing(child, found);
      }
    }
  }

  private static void collect(Element element, List<Element> found) {
    if (isDrawing(element)) {
      return;
    }
    found.add(element);
    children(element).forEach(child -> collect(child, found));
  }

  private static final class Builder extends DefaultHandler {

    private final Document document;
    private final Deque<Node> open = new ArrayDeque<>();
    private Locator place;

    Builder(Document document) {
      this.document = document;
      open.push(document);
    }

    @Override
    public void setDocumentLocator(Locator locator) {
      place = locator;
    }

    @Override
    public void startElement(String uri, String local, String qualified, Attributes attributes)
        throws SAXParseException {
      if (open.size() > DEEPEST) {
        throw new TooDeep(place);
      }
      Element element = document.createElementNS(uri.isEmpty() ? null : uri, qualified);
      for (int i = 0; i < attributes.getLength(); i++) {
        String namespace = attributes.getURI(i);
        if (ENGINE.contains(namespace)) {
          // Whatever its forks call it, it is looked up in one place.
          element.setAttributeNS(
              CAMUNDA, "camunda:" + attributes.getLocalName(i), attributes.getValue(i));
        } else {
          element.setAttributeNS(
              namespace.isEmpty() ? null : namespace,
              attributes.getQName(i),
              attributes.getValue(i));
        }
      }
      element.setUserData(LINE, place.getLineNumber(), null);
      open.peek().appendChild(element);
      open.push(element);
    }

    @Override
    public void endElement(String uri, String local, String qualified) {
      open.pop();
    }

    @Override
    public void characters(char[] text, int start, int length) {
      open.peek().appendChild(document.createTextNode(new String(text, start, length)));
    }

    @Override
    public void error(SAXParseException malformed) throws SAXException {
      throw malformed;
    }
  }
}
