package fr.fabrique.engine.guard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.authorization.Groups;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/**
 * One call of the engine's web applications, as the guard sees it.
 *
 * @param method the HTTP method; HEAD counts as GET
 * @param segments the decoded path below {@link #ROOT}
 * @param parameters the decoded query string
 * @param json the body, empty when there is none
 * @param person the account that calls
 * @param groups the groups that the person signed in with
 */
record Call(
    String method,
    List<String> segments,
    Map<String, List<String>> parameters,
    String json,
    String person,
    List<String> groups) {

  /** Where the web applications call. */
  static final String ROOT = "/camunda/api";

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Set<String> NUMBERS = Set.of("firstResult", "maxResults");

  /** Last words of the calls after which a diagram goes on. */
  private static final Set<String> RUNNING =
      Set.of("submit-form", "start", "message", "signal", "execute", "modification", "complete");

  static Call of(HttpServletRequest request, String json) {
    if (!(request.getUserPrincipal() instanceof Authentication person)) {
      throw new Refusal(HttpStatus.UNAUTHORIZED, "Sign in first.");
    }
    return new Call(
        request.getMethod().equals("HEAD") ? "GET" : request.getMethod(),
        segments(request),
        parameters(request.getQueryString()),
        json,
        person.getName(),
        person.getAuthorities().stream().map(GrantedAuthority::getAuthority).toList());
  }

  /** Whether the person administers the engine. */
  boolean administrator() {
    return groups.contains(Groups.CAMUNDA_ADMIN);
  }

  /** Whether a diagram goes on after this call. */
  boolean runsTheRoute() {
    return !segments.isEmpty() && RUNNING.contains(segments.get(segments.size() - 1));
  }

  /** The body, missing when there is none. */
  JsonNode body() {
    try {
      return json.isBlank() ? MissingNode.getInstance() : JSON.readTree(json);
    } catch (JsonProcessingException malformed) {
      throw Refusal.badRequest("The body is not well-formed JSON.");
    }
  }

  private static List<String> segments(HttpServletRequest request) {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    return List.of(path.substring(ROOT.length()).split("/")).stream()
        .filter(segment -> !segment.isEmpty())
        .map(segment -> decoded(segment.replace("+", "%2B")))
        .toList();
  }

  private static Map<String, List<String>> parameters(String query) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    if (query != null) {
      for (String pair : query.split("&")) {
        int equals = pair.indexOf('=');
        String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
        if (NUMBERS.contains(name) && !value.matches("\\d{1,9}")) {
          throw new Refusal(HttpStatus.BAD_REQUEST, "'%s' must be a number.".formatted(name));
        }
        parameters.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    try {
      String decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
      if (decoded.indexOf('\0') < 0) {
        return decoded;
      }
    } catch (IllegalArgumentException malformed) {
      // Refused below, like an address with a zero character.
    }
    throw new Refusal(HttpStatus.BAD_REQUEST, "The address is not well formed.");
  }
}
