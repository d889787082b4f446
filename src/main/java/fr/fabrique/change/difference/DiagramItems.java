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
import org.w3c.dom.Element;

/** What an owner sees on a diagram. */
final class DiagramItems {

  /** What is drawn, or has a name of its own that others refer to. */
  private static final Set<String> ITEMS =
      Set.of(
          "adHocSubProcess",
          "association",
          "boundaryEvent",
          "businessRuleTask",
          "callActivity",
          "collaboration",
          "complexGateway",
          "dataObjectReference",
          "dataStoreReference",
          "endEvent",
          "error",
          "escalation",
          "eventBasedGateway",
          "exclusiveGateway",
          "group",
          "inclusiveGateway",
          "intermediateCatchEvent",
          "intermediateThrowEvent",
          "lane",
          "manualTask",
          "message",
          "messageFlow",
          "parallelGateway",
          "participant",
          "process",
          "receiveTask",
          "scriptTask",
          "sendTask",
          "sequenceFlow",
          "serviceTask",
          "signal",
          "startEvent",
          "subProcess",
          "task",
          "textAnnotation",
          "transaction",
          "userTask");

  /** Said by the arrows themselves and by the lanes of what stands in them. */
  private static final Set<String> SAID_ELSEWHERE = Set.of("incoming", "outgoing", "flowNodeRef");

  private final XmlFile file;
  private final Map<String, String> lanes = new HashMap<>();
  private final Map<String, String> drawing = new HashMap<>();

  private DiagramItems(XmlFile file) {
    this.file = file;
    for (Element lane : file.all("flowNodeRef")) {
      lanes.put(lane.getTextContent().strip(), ((Element) lane.getParentNode()).getAttribute("id"));
    }
    for (Element drawn : file.drawing()) {
      if (drawn.hasAttribute("bpmnElement") && !tag(drawn).endsWith("Plane")) {
        drawing.put(drawn.getAttribute("bpmnElement"), Properties.drawn(drawn));
      }
    }
  }

  static List<Item> of(String name, byte[] content) {
    DiagramItems items = new DiagramItems(XmlFile.read(name, content));
    return items.file.all(ITEMS.toArray(String[]::new)).stream().map(items::item).toList();
  }

  private Item item(Element element) {
    String id = element.getAttribute("id");
    Properties properties = new Properties();
    properties.put(Property.of("kind"), kind(element));
    properties.attributes(NONE, element, Set.of("default"));
    for (String other : List.of("default", "sourceRef", "targetRef")) {
      if (element.hasAttribute(other)) {
        String referred = element.getAttribute(other);
        properties.refer(Property.of(other), referred, reading(referred));
      }
    }
    details(element, NONE, properties);
    return new Item(
        id,
        tag(element),
        label(element),
        place(element),
        false,
        properties.all(),
        drawing.getOrDefault(id, ""));
  }

  private void details(Element element, Property around, Properties properties) {
    for (Element detail : children(element)) {
      if (!ITEMS.contains(tag(detail)) && !SAID_ELSEWHERE.contains(tag(detail))) {
        Property below = Properties.below(around, detail);
        properties.attributes(below, detail, Set.of());
        properties.text(below, detail);
        details(detail, below, properties);
      }
    }
  }

  /** The symbol: what kind of node with what kinds of events and repetition. */
  private static String kind(Element element) {
    List<String> signs = new ArrayList<>(List.of(tag(element)));
    children(element).stream()
        .map(XmlFile::tag)
        .filter(t -> t.endsWith("EventDefinition") || t.endsWith("LoopCharacteristics"))
        .forEach(signs::add);
    return String.join(" ", signs);
  }

  private String place(Element element) {
    String lane = lanes.getOrDefault(element.getAttribute("id"), "");
    Element around = (Element) element.getParentNode();
    return around.getAttribute("id") + " " + lane;
  }

  /** An arrow without a name is known by its ends, a remark by what it says. */
  private String label(Element element) {
    if (tag(element).equals("textAnnotation")) {
      return element.getTextContent().strip();
    }
    return element.getAttribute("name").isBlank() && element.hasAttribute("targetRef")
        ? reading(element.getAttribute("sourceRef"))
            + " → "
            + reading(element.getAttribute("targetRef"))
        : XmlFile.label(element);
  }

  private String reading(String id) {
    return file.byId(id).map(this::label).orElse(id);
  }
}
