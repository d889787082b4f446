package fr.fabrique.engine.guard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map.Entry;
import java.util.Set;

/** What the allowed calls may carry. */
final class Bodies {

  private Bodies() {}

  static void nothing(JsonNode body, Call call) {
    onlyFields(body, Set.of());
  }

  static void profile(JsonNode body, Call call) {
    onlyFields(body, Set.of("id", "firstName", "lastName", "email", "groups"));
    self(body.path("id").asText(), call);
  }

  static void credentials(JsonNode body, Call call) {
    onlyFields(body, Set.of("id", "password", "authenticatedUserPassword"));
    if (body.path("password").asText().isBlank()) {
      throw Refusal.badRequest("The new password is missing.");
    }
  }

  static void passwordCheck(JsonNode body, Call call) {
    onlyFields(body, Set.of("password", "profile"));
  }

  static void ownGroups(JsonNode body, Call call) {
    onlyFields(body, Set.of("firstResult", "maxResults", "member"));
    if (body.has("member")) {
      self(body.get("member").asText(), call);
    } else {
      self(String.join(",", call.parameters().getOrDefault("member", List.of())), call);
    }
  }

  static void claim(JsonNode body, Call call) {
    onlyFields(body, Set.of("userId"));
    self(body.path("userId").asText(), call);
  }

  static void onlyFields(JsonNode body, Set<String> allowed) {
    if (body.isMissingNode()) {
      return;
    }
    if (!body.isObject()) {
      throw Refusal.badRequest("The body must be a JSON object.");
    }
    for (Entry<String, JsonNode> field : body.properties()) {
      if (!allowed.contains(field.getKey())) {
        throw Refusal.forbidden(
            "'%s' is not accepted here.".formatted(AllowedCalls.shortened(field.getKey())));
      }
    }
  }

  private static void self(String account, Call call) {
    if (!account.equals(call.person())) {
      throw Refusal.forbidden("You can do this for yourself only.");
    }
  }
}
