package fr.fabrique.change.difference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.fabrique.change.difference.Item.Property;
import fr.fabrique.change.difference.Item.Said;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The texts of a catalogue, known by the source text. */
final class TextItems {

  private static final ObjectMapper JSON = new ObjectMapper();

  private TextItems() {}

  static List<Item> of(String name, byte[] content) {
    try {
      JsonNode catalogue = JSON.readTree(content);
      List<Item> items = new ArrayList<>();
      catalogue
          .fields()
          .forEachRemaining(
              text ->
                  items.add(
                      new Item(
                          text.getKey(),
                          "text",
                          text.getKey(),
                          "",
                          false,
                          Map.of(Property.of("translation"), Said.plain(text.getValue().asText())),
                          "")));
      return items;
    } catch (IOException malformed) {
      throw new IllegalArgumentException(name + " is not JSON.", malformed);
    }
  }
}
