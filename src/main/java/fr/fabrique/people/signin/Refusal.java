package fr.fabrique.people.signin;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.AuthenticationException;

/** What a program is told that may not come in, as a problem (RFC 9457). */
class Refusal {

  private final ObjectMapper json;

  Refusal(ObjectMapper json) {
    this.json = json;
  }

  void signIn(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
      throws IOException {
    if (refused instanceof WaitFirst first) {
      response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(first.seconds()));
      problem(request, response, HttpStatus.TOO_MANY_REQUESTS, refused.getMessage());
      return;
    }
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"La Fabrique\"");
    problem(
        request,
        response,
        HttpStatus.UNAUTHORIZED,
        refused instanceof InsufficientAuthenticationException
            ? "Sign in: with HTTP Basic, or in the browser."
            : refused.getMessage());
  }

  void notYours(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException refused)
      throws IOException {
    problem(request, response, HttpStatus.FORBIDDEN, "This is not yours to do.");
  }

  private void problem(
      HttpServletRequest request, HttpServletResponse response, HttpStatus status, String detail)
      throws IOException {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setInstance(URI.create(request.getRequestURI()));
    response.setStatus(status.value());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setCharacterEncoding("UTF-8");
    json.writeValue(response.getWriter(), problem);
  }
}
