package fr.fabrique.engine.guard;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Calls that are closed to everybody, administrators included. */
final class ClosedCalls {

  private static final String ENGINE = "/engine/engine/{id}";

  private static final Map<CallPattern, String> CLOSED = new LinkedHashMap<>();

  static {
    close("* /admin/setup/**", "The engine's own set-up is closed.");
    close("* /admin/auth/user/{id}/login/{id}", "Sign in on La Fabrique's own page.");
    close("POST /engine/engine/{id}/identity/verify", "Passwords are only checked at sign-in.");
    closeWaysAroundForms();
    closeWaysAroundStarts();
    closeFiles();
  }

  private static void closeWaysAroundForms() {
    for (String around :
        List.of("complete", "resolve", "delegate", "bpmnError", "bpmnEscalation")) {
      close(
          "POST " + ENGINE + "/task/{id}/" + around,
          "A task is completed by answering its form: use submit-form.");
    }
    for (String method : List.of("POST", "PUT", "DELETE")) {
      for (String variables : List.of("variables", "localVariables")) {
        close(
            method + " " + ENGINE + "/task/{id}/" + variables + "/**",
            "A task takes the answers to its form and nothing else.");
      }
    }
    String onlyTheDiagram = "The diagram says where the way goes on.";
    for (String move :
        List.of(
            "/process-instance/{id}/modification",
            "/process-instance/{id}/modification-async",
            "/modification/execute",
            "/modification/executeAsync",
            "/execution/{id}/signal",
            "/execution/{id}/messageSubscriptions/{id}/trigger",
            "/message",
            "/process-instance/message-async",
            "/signal",
            "/condition")) {
      close("POST " + ENGINE + move, onlyTheDiagram);
    }
    for (String work :
        List.of("fetchAndLock", "{id}/complete", "{id}/bpmnError", "{id}/failure", "{id}/lock")) {
      close("POST " + ENGINE + "/external-task/" + work, "There are no external tasks here.");
    }
  }

  /** Started by itself, a process would have no idea, challenge or cohort to be about. */
  private static void closeWaysAroundStarts() {
    for (String definition : List.of("{id}", "key/{id}", "key/{id}/tenant-id/{id}")) {
      for (String start : List.of("start", "submit-form")) {
        close(
            "POST " + ENGINE + "/process-definition/" + definition + "/" + start,
            "A route starts with an idea, a challenge or a cohort: begin on La Fabrique's pages.");
      }
    }
  }

  private static void closeFiles() {
    for (String variable :
        List.of(
            "/process-instance/{id}/variables/{id}/data",
            "/execution/{id}/localVariables/{id}/data")) {
      close("POST " + ENGINE + variable, "Files are not kept in the engine.");
    }
  }

  private ClosedCalls() {}

  static void check(Call call) {
    CLOSED.forEach(
        (pattern, reason) -> {
          if (pattern.matches(call)) {
            throw Refusal.forbidden(reason);
          }
        });
  }

  private static void close(String pattern, String reason) {
    CLOSED.put(CallPattern.of(pattern), reason);
  }
}
