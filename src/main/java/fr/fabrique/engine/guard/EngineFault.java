package fr.fabrique.engine.guard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.impl.errorcode.BuiltinExceptionCode;
import org.springframework.http.HttpStatus;

/**
 * What the engine says when it answers 500.
 *
 * @param type the exception's simple name
 * @param message its message
 * @param code the engine's code for failures of the database
 */
record EngineFault(String type, String message, int code) {

  private static final Set<String> CONFLICTS =
      Set.of("TaskAlreadyClaimedException", "SuspendedEntityInteractionException");
  private static final Set<String> INVALID =
      Set.of(
          "InvalidRequestException",
          "BadUserRequestException",
          "NotValidException",
          "NullValueException");

  /** What stock code trips over where it expects a part of the body that is not there. */
  private static final Set<String> STUMBLES =
      Set.of("NullPointerException", "IllegalArgumentException", "ClassCastException");

  /** It stumbled before it set anything in motion. */
  private static final String OVER_THE_BODY = "org.camunda.bpm.engine.rest.dto.";

  private static final Pattern GONE = Pattern.compile("\\b(?:task|execution) is null");

  private static final Pattern EMPTY = Pattern.compile("\\bids (?:is|are) empty");

  private static final Pattern UNKNOWN =
      Pattern.compile("cannot find|does ?n.t exist|does not exist|not found|task is null");

  static EngineFault read(JsonNode answer) {
    return new EngineFault(
        answer.path("type").asText(), answer.path("message").asText(), answer.path("code").asInt());
  }

  /**
   * @param runsTheRoute whether the call sets a diagram in motion, whose steps may stumble as well
   */
  Refusal asRefusal(boolean runsTheRoute) {
    if (code == BuiltinExceptionCode.COLUMN_SIZE_TOO_SMALL.getCode()) {
      return Refusal.badRequest("A text is longer than there is room for.");
    }
    if (code == BuiltinExceptionCode.OPTIMISTIC_LOCKING.getCode()) {
      return new Refusal(
          HttpStatus.CONFLICT, "Somebody changed this at the same moment: load it again.");
    }
    if (CONFLICTS.contains(type) || message.contains("is suspended")) {
      return new Refusal(HttpStatus.CONFLICT, message);
    }
    boolean invalid = INVALID.contains(type);
    if ((invalid || GONE.matcher(message).find())
        && UNKNOWN.matcher(message.toLowerCase(Locale.ROOT)).find()) {
      return new Refusal(HttpStatus.NOT_FOUND, message);
    }
    if (invalid || EMPTY.matcher(message).find()) {
      return Refusal.badRequest(message);
    }
    if (STUMBLES.contains(type) && (!runsTheRoute || message.contains(OVER_THE_BODY))) {
      return Refusal.badRequest("Something is missing in this call, or of the wrong kind.");
    }
    return new Refusal(
        HttpStatus.INTERNAL_SERVER_ERROR,
        "This failed on our side. Try again; if it stays so, tell an administrator the time.");
  }
}
