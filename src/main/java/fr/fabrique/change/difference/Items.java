package fr.fabrique.change.difference;

import java.util.List;
import java.util.Map;

/** What stands in a file of the route. */
final class Items {

  private Items() {}

  /**
   * By their ids, in the order of the file.
   *
   * @throws IllegalArgumentException when the file cannot be read
   */
  static Map<String, Item> of(String name, byte[] content) {
    return Differences.byId(
        switch (name.substring(name.lastIndexOf('.') + 1)) {
          case "bpmn" -> DiagramItems.of(name, content);
          case "dmn" -> TableItems.of(name, content);
          case "form" -> FormItems.of(name, content);
          case "json" -> TextItems.of(name, content);
          default -> List.of();
        });
  }
}
