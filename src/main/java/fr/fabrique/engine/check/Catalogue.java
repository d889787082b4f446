package fr.fabrique.engine.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;

/** A catalogue of texts is one flat object of texts. */
final class Catalogue {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Catalogue() {}

  static void check(String name, byte[] content, List<Finding> findings) {
    boolean flat;
    try {
      JsonNode texts = JSON.readTree(content);
      flat =
          texts.isObject() && texts.properties().stream().allMatch(t -> t.getValue().isTextual());
    } catch (IOException malformed) {
      flat = false;
    }
    if (!flat) {
      findings.add(
          Finding.on(
              name,
              Rule.TEXTS_READABLE,
              Words.of("It is no flat JSON object from text to text."),
              Words.of(
                  "Mend the place that was edited last: often a comma or a quote is missing.")));
    }
  }
}
