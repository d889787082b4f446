package fr.fabrique.engine.deployment;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Lays a catalogue of texts over names, labels, options and messages of diagrams, decision tables
 * and forms. A text that the catalogue does not know stays as the owner wrote it.
 */
class Translation {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
  private static final Set<String> NAMES_THE_ENGINE_MATCHES = Set.of("message", "signal", "error");
  private static final Set<String> EXPRESSIONS =
      Set.of(
          "inputEntry",
          "outputEntry",
          "inputExpression",
          "literalExpression",
          "inputValues",
          "outputValues");
  private static final Set<String> FORM_TEXTS =
      Set.of("label", "description", "text", "content", "dateLabel", "timeLabel", "alt");

  private final Map<String, String> texts;

  /** Looks every text up in the map, once for each place where it stands. */
  Translation(Map<String, String> texts) {
    this.texts = texts;
  }

  /** A catalogue: one flat JSON object from source text to translation; null changes nothing. */
  static Translation from(byte[] catalogue) {
    try {
      return new Translation(
          catalogue == null ? Map.of() : JSON.readValue(catalogue, new TypeReference<>() {}));
    } catch (IOException malformed) {
      throw new IllegalArgumentException(
          "The catalogue of texts is not a flat JSON object: " + malformed.getMessage(), malformed);
    }
  }

  byte[] of(String name, byte[] content) {
    if (texts.isEmpty()) {
      return content;
    }
    try {
      return name.endsWith(".form") ? form(content) : diagram(content);
    } catch (IOException
        | SAXException
        | ParserConfigurationException
        | TransformerException malformed) {
      throw new IllegalArgumentException(
          name + " cannot be read: " + malformed.getMessage(), malformed);
    }
  }

  private byte[] form(byte[] json) throws IOException {
    JsonNode form = JSON.readTree(json);
    translate(form);
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(form);
  }

  private void translate(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (String name : FORM_TEXTS) {
        if (object.get(name) instanceof TextNode text) {
          object.put(name, translated(text.asText()));
        }
      }
    }
    node.forEach(this::translate);
  }

  private byte[] diagram(byte[] xml)
      throws IOException, SAXException, ParserConfigurationException, TransformerException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    Document document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
    NodeList elements = document.getElementsByTagName("*");
    for (int i = 0; i < elements.getLength(); i++) {
      Element element = (Element) elements.item(i);
      if (!matchedByTheEngine(element)) {
        if (!isResultOfARule(element)) {
          translateAttribute(element, "name");
        }
        translateAttribute(element, "label");
      }
      if (Set.of("text", "description").contains(element.getLocalName())
          && !isExpression(element)) {
        element.setTextContent(translated(element.getTextContent().strip()));
      }
    }
    TransformerFactory transformers = TransformerFactory.newInstance();
    transformers.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    ByteArrayOutputStream translated = new ByteArrayOutputStream();
    transformers.newTransformer().transform(new DOMSource(document), new StreamResult(translated));
    return translated.toByteArray();
  }

  private static boolean matchedByTheEngine(Element element) {
    return NAMES_THE_ENGINE_MATCHES.contains(element.getLocalName())
        || element.getNamespaceURI() == null
        || element.getNamespaceURI().startsWith("http://camunda.org/");
  }

  /** Its name is a variable's, its label is for people. */
  private static boolean isResultOfARule(Element element) {
    return element.getLocalName().equals("output") && !BPMN.equals(element.getNamespaceURI());
  }

  private static boolean isExpression(Element text) {
    return text.getParentNode() instanceof Element parent
        && !text.getNamespaceURI().equals(BPMN)
        && EXPRESSIONS.contains(parent.getLocalName());
  }

  private void translateAttribute(Element element, String name) {
    if (element.hasAttribute(name)) {
      element.setAttribute(name, translated(element.getAttribute(name)));
    }
  }

  private String translated(String text) {
    return texts.getOrDefault(text, text);
  }
}
