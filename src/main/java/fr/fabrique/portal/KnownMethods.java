package fr.fabrique.portal;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers methods that nothing here has, which the sign-in's wall would refuse without a word, the
 * page for errors included.
 */
class KnownMethods extends OncePerRequestFilter {

  private static final List<String> KNOWN =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final ObjectMapper json;

  KnownMethods(ObjectMapper json) {
    this.json = json;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (KNOWN.contains(request.getMethod())) {
      chain.doFilter(request, response);
      return;
    }
    response.setHeader(HttpHeaders.ALLOW, String.join(", ", KNOWN));
    Problems.write(
        json,
        ProblemDetail.forStatusAndDetail(
            HttpStatus.METHOD_NOT_ALLOWED, "Nothing here can be asked with this method."),
        request.getRequestURI(),
        response);
  }

  /** The server itself refuses some methods and leads them to the page for errors. */
  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }
}
