package fr.fabrique.engine.guard;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;

/**
 * Refuses, for everybody and at any depth, expressions that the engine would evaluate: queries and
 * stored filters take them under keys ending in {@code Expression}. Only those of the ready-made
 * lists may pass. Whatever is not clean JSON is refused as well, so that the engine cannot read a
 * body otherwise than it was judged.
 */
final class JsonScan {

  private static final Set<String> HARMLESS =
      Set.of(
          "${currentUser()}", "${currentUserGroups()}", "${dateTime().plusWeeks(1)}", "${now()}");

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private JsonScan() {}

  static void check(Call call) {
    if (call.parameters().keySet().stream().anyMatch(JsonScan::isExpression)) {
      throw Refusal.badRequest("Expressions are not accepted in an address.");
    }
    if (call.parameters().containsKey("orQueries")) {
      throw Refusal.badRequest("Alternatives are not accepted in an address.");
    }
    try (JsonParser body = JSON.createParser(call.json())) {
      for (JsonToken token = body.nextToken(); token != null; token = body.nextToken()) {
        checkShape(token, body.getParsingContext());
        if (token == JsonToken.FIELD_NAME && isExpression(body.currentName())) {
          checkExpression(body);
        } else if (token == JsonToken.FIELD_NAME || token == JsonToken.VALUE_STRING) {
          checkText(body.getText());
        }
      }
    } catch (IOException malformed) {
      throw Refusal.badRequest("The body is not well-formed JSON.");
    }
  }

  /** The stock engine stumbles over a body, a list entry or a variable that is no object. */
  private static void checkShape(JsonToken token, JsonStreamContext place) {
    boolean hole =
        token == JsonToken.VALUE_NULL
            && !place.inRoot()
            && (place.inArray() || "variables".equals(place.getParent().getCurrentName()));
    if (hole || token.isScalarValue() && place.inRoot()) {
      throw Refusal.badRequest("The body must be a JSON object without empty entries.");
    }
  }

  private static void checkExpression(JsonParser body) throws IOException {
    JsonToken value = body.nextToken();
    boolean harmless =
        value == JsonToken.VALUE_NULL
            || value == JsonToken.VALUE_STRING && HARMLESS.contains(body.getText());
    if (!harmless) {
      throw Refusal.badRequest(
          "Expressions are not accepted here, except %s."
              .formatted(String.join(", ", HARMLESS.stream().sorted().toList())));
    }
  }

  /** PostgreSQL cannot keep a zero character. */
  private static void checkText(String text) {
    if (text.indexOf('\0') >= 0) {
      throw Refusal.badRequest("A text contains a zero character.");
    }
  }

  private static boolean isExpression(String key) {
    return key.toLowerCase(Locale.ROOT).endsWith("expression");
  }
}
