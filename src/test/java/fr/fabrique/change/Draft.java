package fr.fabrique.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.fabrique.engine.check.RouteFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** A copy of the shipped route that is edited as an owner, or a slip of theirs, would edit it. */
public final class Draft {

  public static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
  static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";
  static final String DI = "http://www.omg.org/spec/BPMN/20100524/DI";
  private static final String DC = "http://www.omg.org/spec/DD/20100524/DC";
  private static final String POINT = "http://www.omg.org/spec/DD/20100524/DI";
  private static final ObjectMapper JSON = new ObjectMapper();

  public final SortedMap<String, byte[]> files;

  private Draft(SortedMap<String, byte[]> files) {
    this.files = files;
  }

  public static Draft ofShipped() {
    return new Draft(new TreeMap<>(RouteFiles.shipped()));
  }

  String text(String file) {
    return new String(files.get(file), StandardCharsets.UTF_8);
  }

  public Draft text(String file, String old, String replacement) {
    String text = text(file);
    if (!text.contains(old)) {
      throw new IllegalArgumentException(file + " does not hold " + old);
    }
    files.put(
        file,
        text.replaceFirst(
                java.util.regex.Pattern.quote(old),
                java.util.regex.Matcher.quoteReplacement(replacement))
            .getBytes(StandardCharsets.UTF_8));
    return this;
  }

  public Draft xml(String file, Consumer<Document> edit) {
    Document document = parsed(files.get(file));
    edit.accept(document);
    files.put(file, written(document));
    return this;
  }

  public Draft element(String file, String id, Consumer<Element> edit) {
    return xml(file, document -> edit.accept(byId(document, id)));
  }

  public Draft form(String file, Consumer<ObjectNode> edit) {
    try {
      ObjectNode form = (ObjectNode) JSON.readTree(files.get(file));
      edit.accept(form);
      files.put(file, JSON.writeValueAsBytes(form));
      return this;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  static JsonNode json(byte[] content) {
    try {
      return JSON.readTree(content);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  static Document parsed(byte[] content) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      return factory.newDocumentBuilder().parse(new ByteArrayInputStream(content));
    } catch (Exception broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static byte[] written(Document document) {
    try {
      TransformerFactory factory = TransformerFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      Transformer transformer = factory.newTransformer();
      transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
      StringWriter text = new StringWriter();
      transformer.transform(new DOMSource(document), new StreamResult(text));
      return text.toString().getBytes(StandardCharsets.UTF_8);
    } catch (Exception broken) {
      throw new IllegalStateException(broken);
    }
  }

  public static Element byId(Document document, String id) {
    return all(document, e -> e.getAttribute("id").equals(id)).stream()
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("nothing has the id " + id));
  }

  /** All elements, in the order of the file. */
  public static List<Element> all(Document document, Predicate<Element> wanted) {
    NodeList nodes = document.getElementsByTagName("*");
    List<Element> found = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      if (wanted.test((Element) nodes.item(i))) {
        found.add((Element) nodes.item(i));
      }
    }
    return found;
  }

  public static List<Element> children(Element element, String tag) {
    List<Element> found = new ArrayList<>();
    for (Node n = element.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (n instanceof Element child && child.getLocalName().equals(tag)) {
        found.add(child);
      }
    }
    return found;
  }

  public static void remove(Element element) {
    element.getParentNode().removeChild(element);
  }

  /** The symbol or line that draws an element. */
  public static Element drawn(Document document, String id) {
    return all(document, e -> e.getAttribute("bpmnElement").equals(id)).get(0);
  }

  /** An arrow with its line, from one element to another in the same scope. */
  public static Element arrow(
      Document document, String id, Element from, Element to, String condition) {
    Element arrow = document.createElementNS(BPMN, "bpmn:sequenceFlow");
    arrow.setAttribute("id", id);
    arrow.setAttribute("sourceRef", from.getAttribute("id"));
    arrow.setAttribute("targetRef", to.getAttribute("id"));
    if (condition != null) {
      Element expression = document.createElementNS(BPMN, "bpmn:conditionExpression");
      expression.setAttributeNS(
          XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI, "xsi:type", "bpmn:tFormalExpression");
      expression.setTextContent(condition);
      arrow.appendChild(expression);
    }
    from.getParentNode().appendChild(arrow);
    reference(document, from, "outgoing", id);
    reference(document, to, "incoming", id);
    Element line = document.createElementNS(DI, "bpmndi:BPMNEdge");
    line.setAttribute("id", id + "_di");
    line.setAttribute("bpmnElement", id);
    point(document, line, from.getAttribute("id"));
    point(document, line, to.getAttribute("id"));
    plane(document).appendChild(line);
    return arrow;
  }

  private static void reference(Document document, Element node, String tag, String arrow) {
    Element reference = document.createElementNS(BPMN, "bpmn:" + tag);
    reference.setTextContent(arrow);
    Node before = null;
    for (Node n = node.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (n instanceof Element e
          && !List.of("extensionElements", "documentation", "incoming").contains(e.getLocalName())
          && !(tag.equals("outgoing") && e.getLocalName().equals("outgoing"))) {
        before = n;
        break;
      }
    }
    node.insertBefore(reference, before);
  }

  private static void point(Document document, Element line, String node) {
    Element bounds = children(drawn(document, node), "Bounds").get(0);
    Element point = document.createElementNS(POINT, "di:waypoint");
    point.setAttribute("x", bounds.getAttribute("x"));
    point.setAttribute("y", bounds.getAttribute("y"));
    line.appendChild(point);
  }

  private static Element plane(Document document) {
    return all(document, e -> e.getLocalName().equals("BPMNPlane")).get(0);
  }

  /** A new element beside another one, drawn below it. */
  public static Element node(
      Document document, String tag, String id, String name, Element beside) {
    Element node = document.createElementNS(BPMN, "bpmn:" + tag);
    node.setAttribute("id", id);
    node.setAttribute("name", name);
    beside.getParentNode().insertBefore(node, beside);
    Element near = children(drawn(document, beside.getAttribute("id")), "Bounds").get(0);
    Element shape = document.createElementNS(DI, "bpmndi:BPMNShape");
    shape.setAttribute("id", id + "_di");
    shape.setAttribute("bpmnElement", id);
    Element bounds = document.createElementNS(DC, "dc:Bounds");
    bounds.setAttribute("x", near.getAttribute("x"));
    bounds.setAttribute("y", String.valueOf(Double.parseDouble(near.getAttribute("y")) + 200));
    bounds.setAttribute("width", tag.endsWith("Event") ? "36" : "100");
    bounds.setAttribute("height", tag.endsWith("Event") ? "36" : "80");
    shape.appendChild(bounds);
    plane(document).appendChild(shape);
    return node;
  }

  public static void camunda(Element element, String attribute, String value) {
    if (value == null) {
      element.removeAttributeNS(CAMUNDA, attribute);
    } else {
      element.setAttributeNS(CAMUNDA, "camunda:" + attribute, value);
    }
  }

  static String camunda(Element element, String attribute) {
    return element.getAttributeNS(CAMUNDA, attribute);
  }
}
