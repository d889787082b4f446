package fr.fabrique.portal;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses bodies that are larger than an upload may be, whatever they are sent as. */
class BodyLimit extends OncePerRequestFilter {

  /** How much of a refused body is read, so that the sender comes to reading the answer. */
  private static final long MOST_DRAINED = 200_000_000;

  private final long most;
  private final ObjectMapper json;

  BodyLimit(long most, ObjectMapper json) {
    this.most = most;
    this.json = json;
  }

  /** Thrown while reading a body whose length was not announced. */
  static class TooLarge extends IOException {}

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getContentLengthLong() <= most) {
      chain.doFilter(new Counted(request), response);
      return;
    }
    if (request.getHeader(HttpHeaders.EXPECT) == null) {
      drain(request.getInputStream());
    }
    // An error page would be asked to parse the very body that is refused: answered here.
    Problems.write(json, Problems.tooLarge(), request.getRequestURI(), response);
  }

  private static void drain(InputStream body) throws IOException {
    byte[] chunk = new byte[1 << 16];
    long drained = 0;
    int read = 0;
    while (read >= 0 && drained < MOST_DRAINED) {
      drained += read;
      read = body.read(chunk);
    }
  }

  /** A request whose body stops being read beyond the limit. */
  private final class Counted extends HttpServletRequestWrapper {

    private ServletInputStream body;

    Counted(HttpServletRequest request) {
      super(request);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      if (body == null) {
        body = new CountedBody(super.getInputStream());
      }
      return body;
    }
  }

  private final class CountedBody extends ServletInputStream {

    private final ServletInputStream body;
    private long count;

    CountedBody(ServletInputStream body) {
      this.body = body;
    }

    @Override
    public int read() throws IOException {
      int read = body.read();
      counted(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int read = body.read(into, from, length);
      counted(Math.max(read, 0));
      return read;
    }

    private void counted(int read) throws TooLarge {
      count += read;
      if (count > most) {
        throw new TooLarge();
      }
    }

    @Override
    public boolean isFinished() {
      return body.isFinished();
    }

    @Override
    public boolean isReady() {
      return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      body.setReadListener(listener);
    }
  }
}
