package fr.fabrique.engine.guard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Holds back an answer that blames the server and, where the call was at fault, says so instead:
 * the stock engine answers 500 to an unknown task or a text that is too long. What remains a fault
 * of the server goes out without the engine's inner words, such as SQL.
 */
class PlainFaults extends HttpServletResponseWrapper {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ByteArrayOutputStream held = new ByteArrayOutputStream();
  private final PrintWriter heldWriter =
      new PrintWriter(new OutputStreamWriter(held, StandardCharsets.UTF_8));
  private int fault;

  PlainFaults(HttpServletResponse response) {
    super(response);
  }

  /** Sends what was held back, in plain words. */
  void finish() throws IOException {
    if (fault != 0) {
      heldWriter.flush();
      EngineFault.read(json()).asRefusal().writeTo((HttpServletResponse) getResponse());
    }
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
    if (status >= SC_INTERNAL_SERVER_ERROR) {
      fault = status;
    } else {
      super.setStatus(status);
    }
  }

  @Override
  public void sendError(int status, String message) throws IOException {
    if (status >= SC_INTERNAL_SERVER_ERROR) {
      fault = status;
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
    return fault == 0 ? super.getStatus() : fault;
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    return fault == 0 ? super.getOutputStream() : new Held();
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    return fault == 0 ? super.getWriter() : heldWriter;
  }

  @Override
  public void flushBuffer() throws IOException {
    if (fault == 0) {
      super.flushBuffer();
    }
  }

  @Override
  public void setContentLength(int length) {
    setContentLengthLong(length);
  }

  @Override
  public void setContentLengthLong(long length) {
    if (fault == 0) {
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
