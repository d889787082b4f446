package fr.fabrique.change.forecast;

import fr.fabrique.engine.check.XmlFile;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;

/** What the elements of a route's diagrams are called. */
record Labels(Map<String, String> byId) {

  static Labels in(SortedMap<String, byte[]> route) {
    Map<String, String> labels = new HashMap<>();
    route.forEach(
        (file, content) -> {
          if (file.endsWith(".bpmn")) {
            for (var element : XmlFile.read(file, content).all()) {
              if (!element.getAttribute("name").isBlank()) {
                labels.putIfAbsent(element.getAttribute("id"), XmlFile.label(element));
              }
            }
          }
        });
    return new Labels(labels);
  }

  /** These, and the others' for what has no name here. */
  Labels or(Labels others) {
    Map<String, String> both = new HashMap<>(others.byId());
    both.putAll(byId);
    return new Labels(both);
  }

  /** An element without a name goes by its id. */
  String of(String element) {
    return byId.getOrDefault(element, element);
  }
}
