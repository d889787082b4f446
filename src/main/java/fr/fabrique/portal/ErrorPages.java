package fr.fabrique.portal;

import fr.fabrique.people.SignInAttributes;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Where the server leads what failed outside of a page or a call of the API. */
@Controller
class ErrorPages implements ErrorController {

  private static final Set<Integer> WITH_OWN_WORDS = Set.of(400, 403, 404, 405, 413, 500);

  @RequestMapping("/error")
  Object error(HttpServletRequest request) {
    HttpStatus status = status(request);
    if (request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String path
        && Problems.isForProgram(path)) {
      ProblemDetail problem = Problems.of(status);
      problem.setInstance(Problems.address(path));
      return ResponseEntity.status(status)
          .contentType(MediaType.APPLICATION_PROBLEM_JSON)
          .body(problem);
    }
    ModelAndView page = new ModelAndView("error", status);
    page.addObject("status", status.value());
    page.addObject("words", words(request, status));
    page.addObject("reference", request.getAttribute(Problems.REFERENCE));
    return page;
  }

  private static Object words(HttpServletRequest request, HttpStatus status) {
    if (request.getAttribute(SignInAttributes.OUT_OF_DATE) != null) {
      return "stale";
    }
    return WITH_OWN_WORDS.contains(status.value()) ? status.value() : "other";
  }

  /** Somebody who opens this address without a failure finds nothing here. */
  private static HttpStatus status(HttpServletRequest request) {
    return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
            && HttpStatus.resolve(code) != null
        ? HttpStatus.resolve(code)
        : HttpStatus.NOT_FOUND;
  }
}
