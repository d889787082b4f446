package fr.fabrique.engine.guard;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.springframework.http.HttpHeaders;

/**
 * An answer that browsers do not keep: the stock {@code no-cache} would leave ideas and reviews in
 * the cache of a shared computer.
 */
class NotKept extends HttpServletResponseWrapper {

  NotKept(HttpServletResponse response) {
    super(response);
  }

  @Override
  public void setHeader(String name, String value) {
    boolean weak = HttpHeaders.CACHE_CONTROL.equalsIgnoreCase(name) && "no-cache".equals(value);
    super.setHeader(name, weak ? "no-store" : value);
  }
}
