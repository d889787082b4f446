package fr.fabrique.engine.guard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;

/**
 * Holds back every answer that reports an error and puts it in plain words. The stock engine blames
 * the server for an unknown task or a text that is too long, answers some mistakes with the names
 * of Java classes, and faults of its own with SQL.
 */
class PlainErrors extends HttpServletResponseWrapper {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ByteArrayOutputStream held = new ByteArrayOutputStream();
  private final PrintWriter heldWriter =
      new PrintWriter(new OutputStreamWriter(held, StandardCharsets.UTF_8));
  private final Call call;
  private int error;

  PlainErrors(HttpServletResponse response, Call call) {
    super(response);
    this.call = call;
  }

  /** Sends what was held back. */
  void finish() throws IOException {
    if (error == 0) {
      return;
    }
    heldWriter.flush();
    JsonNode answer = json();
    if (error >= SC_INTERNAL_SERVER_ERROR) {
      EngineFault.read(answer)
          .asRefusal(call.runsTheRoute())
          .writeTo((HttpServletResponse) getResponse());
    } else if (error == SC_FORBIDDEN && !call.administrator()) {
      Refusal.forbidden("You have no right to see or do this.")
          .writeTo((HttpServletResponse) getResponse());
    } else if (answer.path("message").asText().isBlank()) {
      new Refusal(HttpStatus.valueOf(error), "The engine does not understand this call.")
          .writeTo((HttpServletResponse) getResponse());
    } else {
      Refusal.writeProblem(asProblem((ObjectNode) answer), (HttpServletResponse) getResponse());
    }
  }

  /** What the web applications read in the engine's answer stays as it was. */
  private ObjectNode asProblem(ObjectNode answer) {
    return answer
        .put("title", HttpStatus.valueOf(error).getReasonPhrase())
        .put("status", error)
        .put("detail", answer.path("message").asText());
  }

  private JsonNode json() {
    try {
      return JSON.readTree(held.toByteArray());
    } catch (IOException notJson) {
      return JSON.missingNode();
    }
  }

  @Override
  public void setStatus(int status) {
    if (status >= SC_BAD_REQUEST) {
      error = status;
    } else {
      super.setStatus(status);
    }
  }

  @Override
  public void sendError(int status, String message) throws IOException {
    if (status >= SC_BAD_REQUEST) {
      error = status;
    } else {
      super.sendError(status, message);
    }
  }

  @Override
  public void sendError(int status) throws IOException {
    sendError(status, null);
  }

  @Override
  public int getStatus() {
    return error == 0 ? super.getStatus() : error;
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    return error == 0 ? super.getOutputStream() : new Held();
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    return error == 0 ? super.getWriter() : heldWriter;
  }

  @Override
  public void flushBuffer() throws IOException {
    if (error == 0) {
      super.flushBuffer();
    }
  }

  @Override
  public void setContentLength(int length) {
    setContentLengthLong(length);
  }

  @Override
  public void setContentLengthLong(long length) {
    if (error == 0) {
      super.setContentLengthLong(length);
    }
  }

  private final class Held extends ServletOutputStream {

    @Override
    public void write(int octet) {
      held.write(octet);
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new IllegalStateException("Nothing to wait for.");
    }
  }
}
