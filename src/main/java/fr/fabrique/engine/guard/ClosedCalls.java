package fr.fabrique.engine.guard;

import java.util.LinkedHashMap;
import java.util.Map;

/** Calls that are closed to everybody, administrators included. */
final class ClosedCalls {

  private static final Map<CallPattern, String> CLOSED = new LinkedHashMap<>();

  static {
    close("* /admin/setup/**", "The engine's own set-up is closed.");
    close("* /admin/auth/user/{id}/login/{id}", "Sign in on La Fabrique's own page.");
    close("POST /engine/engine/{id}/identity/verify", "Passwords are only checked at sign-in.");
    close(
        "POST /engine/engine/{id}/task/{id}/complete",
        "A task is completed by answering its form: use submit-form.");
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
