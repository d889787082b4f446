package fr.fabrique.change.difference;

import static fr.fabrique.change.difference.Properties.NONE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.fabrique.change.difference.Item.Property;
import fr.fabrique.change.difference.Item.Said;
import fr.fabrique.engine.SafeHtml;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** What people see on a form: its texts and questions in their order. */
final class FormItems {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Where a component stands, and what is looked at by itself. */
  private static final Set<String> NOT_ITSELF = Set.of("id", "key", "layout", "components");

  private final List<Item> items = new ArrayList<>();

  private FormItems() {}

  static List<Item> of(String name, byte[] content) {
    try {
      JsonNode form = JSON.readTree(content);
      FormItems items = new FormItems();
      Map<Property, Said> own = new LinkedHashMap<>();
      properties(NONE, form, own);
      own.keySet()
          .removeIf(
              property ->
                  property.name().matches("exporter\\..*|schemaVersion|executionPlatform.*"));
      String id = form.path("id").asText(name);
      items.items.add(new Item("form " + id, "form", id, "", false, own, ""));
      items.below(id, form);
      return items.items;
    } catch (IOException malformed) {
      throw new IllegalArgumentException(name + " is not JSON.", malformed);
    }
  }

  private void below(String place, JsonNode parent) {
    for (JsonNode component : parent.path("components")) {
      String id = component.path("key").asText(component.path("id").asText());
      Map<Property, Said> properties = new LinkedHashMap<>();
      properties(NONE, component, properties);
      items.add(
          new Item(
              id,
              component.path("type").asText(),
              Stream.of("label", "text", "content")
                  .map(text -> component.path(text).asText())
                  .map(SafeHtml::toText)
                  .filter(Objects::nonNull)
                  .findFirst()
                  .orElse(id),
              place,
              true,
              properties,
              component.path("layout").toString()));
      below(id, component);
    }
  }

  private static void properties(Property around, JsonNode node, Map<Property, Said> into) {
    node.fields()
        .forEachRemaining(
            property -> {
              String name = property.getKey();
              if (around.equals(NONE) && NOT_ITSELF.contains(name)) {
                return;
              }
              Property below = below(around, name);
              JsonNode value = property.getValue();
              if (value.isObject()) {
                properties(below, value, into);
              } else if (name.equals("values")) {
                value.forEach(
                    option ->
                        into.put(
                            new Property("option", option.path("value").asText()),
                            Said.plain(option.path("label").asText())));
              } else {
                into.put(
                    below, Said.plain(value.isValueNode() ? value.asText() : value.toString()));
              }
            });
  }

  /** Settings of a component's own are known by their names. */
  private static Property below(Property around, String name) {
    return around.name().equals("properties") ? new Property("property", name) : around.below(name);
  }
}
