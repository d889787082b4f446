package fr.fabrique.engine.guard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
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
      Set.of("InvalidRequestException", "BadUserRequestException", "NotValidException");

  static EngineFault read(JsonNode answer) {
    return new EngineFault(
        answer.path("type").asText(),
        answer.path("message").asText(),
        answer.path("code").asInt(0));
  }

  Refusal asRefusal() {
    if (code == BuiltinExceptionCode.COLUMN_SIZE_TOO_SMALL.getCode()) {
      return Refusal.badRequest("A text is longer than there is room for.");
    }
    if (code == BuiltinExceptionCode.OPTIMISTIC_LOCKING.getCode()
        || type.equals("OptimisticLockingException")) {
      return new Refusal(
          HttpStatus.CONFLICT, "Somebody changed this at the same moment: load it again.");
    }
    if (CONFLICTS.contains(type) || message.contains("is suspended")) {
      return new Refusal(HttpStatus.CONFLICT, message);
    }
    if (type.equals("NullValueException") || message.contains("task is null")) {
      return new Refusal(HttpStatus.NOT_FOUND, message);
    }
    if (INVALID.contains(type)) {
      return Refusal.badRequest(message);
    }
    return new Refusal(
        HttpStatus.INTERNAL_SERVER_ERROR,
        "This failed on our side. Try again; if it stays so, tell an administrator the time.");
  }
}
