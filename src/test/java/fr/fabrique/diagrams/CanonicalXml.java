package fr.fabrique.diagrams;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * A document as one line for each element, with all that carries meaning and nothing that does not:
 * prefixes, the order of attributes and indentation.
 */
final class CanonicalXml {

  private CanonicalXml() {}

  private static List<String> of(byte[] xml, Schema schema) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setSchema(schema);
      List<String> lines = new ArrayList<>();
      DocumentBuilder parser = factory.newDocumentBuilder();
      parser.setErrorHandler(null);
      write(parser.parse(new ByteArrayInputStream(xml)).getDocumentElement(), "", lines);
      return lines;
    } catch (Exception malformed) {
      throw new IllegalArgumentException(malformed);
    }
  }

  /**
   * The same, where what a schema sets by default counts as said: the engine's model API writes it
   * out.
   */
  static List<String> differences(String schema, byte[] before, byte[] after) {
    try {
      SchemaFactory schemas = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
      Schema defaults = schemas.newSchema(CanonicalXml.class.getResource(schema));
      return differences(of(before, defaults), of(after, defaults));
    } catch (SAXException unreadable) {
      throw new IllegalArgumentException(unreadable);
    }
  }

  /** What the second document lost (-), added (+) or moved (~); empty when nothing. */
  static List<String> differences(byte[] before, byte[] after) {
    return differences(of(before, null), of(after, null));
  }

  private static List<String> differences(List<String> was, List<String> is) {
    List<String> differences = new ArrayList<>();
    without(was, is).forEach(line -> differences.add("- " + line.strip()));
    without(is, was).forEach(line -> differences.add("+ " + line.strip()));
    if (differences.isEmpty()) {
      for (int i = 0; i < was.size(); i++) {
        if (!was.get(i).equals(is.get(i))) {
          differences.add("~ " + was.get(i).strip());
        }
      }
    }
    return differences;
  }

  private static List<String> without(List<String> lines, List<String> others) {
    List<String> rest = new ArrayList<>(lines);
    others.forEach(rest::remove);
    return rest;
  }

  private static void write(Element element, String indent, List<String> lines) {
    TreeMap<String, String> attributes = new TreeMap<>();
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      Attr attribute = (Attr) element.getAttributes().item(i);
      if (!"http://www.w3.org/2000/xmlns/".equals(attribute.getNamespaceURI())) {
        attributes.put(name(attribute), attribute.getValue());
      }
    }
    StringBuilder words = new StringBuilder();
    NodeList children = element.getChildNodes();
    for (int i = 0; i < children.getLength(); i++) {
      if (children.item(i).getNodeType() == Node.TEXT_NODE
          || children.item(i).getNodeType() == Node.CDATA_SECTION_NODE) {
        words.append(children.item(i).getNodeValue());
      }
    }
    lines.add(indent + name(element) + " " + attributes + " " + words.toString().strip());
    for (int i = 0; i < children.getLength(); i++) {
      if (children.item(i) instanceof Element child) {
        write(child, indent + "  ", lines);
      }
    }
  }

  private static String name(Node node) {
    return node.getNamespaceURI() == null
        ? node.getLocalName()
        : "{" + node.getNamespaceURI() + "}" + node.getLocalName();
  }
}
