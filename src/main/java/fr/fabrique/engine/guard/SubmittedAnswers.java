package fr.fabrique.engine.guard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map.Entry;
import java.util.Set;

/** What an answered form may carry, whoever sends it: answers by name, of plain types. */
final class SubmittedAnswers {

  private static final CallPattern SUBMIT =
      CallPattern.of("POST /engine/engine/{id}/task/{id}/submit-form");

  /** Files, bytes and objects are of no use as answers, and the stock engine stumbles over some. */
  private static final Set<String> TYPES =
      Set.of("string", "boolean", "short", "integer", "long", "double", "null", "json");

  private SubmittedAnswers() {}

  static void check(Call call) {
    if (SUBMIT.matches(call)) {
      check(call.body(), call);
    }
  }

  /** Answers only: the engine would hand every process variable back on request. */
  static void check(JsonNode body, Call call) {
    Bodies.onlyFields(body, Set.of("variables"));
    JsonNode variables = body.path("variables");
    if (!variables.isMissingNode() && !variables.isObject()) {
      throw Refusal.badRequest("The answers must be given by name.");
    }
    for (Entry<String, JsonNode> variable : variables.properties()) {
      answer(AllowedCalls.shortened(variable.getKey()), variable.getValue());
    }
  }

  private static void answer(String name, JsonNode variable) {
    if (!variable.isObject()) {
      throw Refusal.badRequest("'%s' must have a value.".formatted(name));
    }
    JsonNode type = variable.path("type");
    if (variable.hasNonNull("type") && !TYPES.contains(type.asText().toLowerCase(Locale.ROOT))) {
      throw Refusal.badRequest(
          "'%s': an answer cannot be of the type '%s'."
              .formatted(name, AllowedCalls.shortened(type.asText())));
    }
  }
}
