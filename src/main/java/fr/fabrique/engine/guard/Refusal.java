package fr.fabrique.engine.guard;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** A call that goes no further; the message tells the person why. */
class Refusal extends RuntimeException {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpStatus status;

  Refusal(HttpStatus status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  static Refusal forbidden(String message) {
    return new Refusal(HttpStatus.FORBIDDEN, message);
  }

  static Refusal badRequest(String message) {
    return new Refusal(HttpStatus.BAD_REQUEST, message);
  }

  /** Answers with a problem as RFC 9457 has it; the web applications show its {@code message}. */
  void writeTo(HttpServletResponse response) throws IOException {
    writeProblem(
        JSON.createObjectNode()
            .put("type", "about:blank")
            .put("title", status.getReasonPhrase())
            .put("status", status.value())
            .put("detail", getMessage())
            .put("message", getMessage()),
        response);
  }

  /** Answers with a problem that carries its own status. */
  static void writeProblem(ObjectNode problem, HttpServletResponse response) throws IOException {
    response.setStatus(problem.path("status").asInt());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.setHeader("Cache-Control", "no-store");
    byte[] json = JSON.writeValueAsBytes(problem);
    response.setContentLength(json.length);
    response.getOutputStream().write(json);
  }
}
