package fr.fabrique.portal;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import fr.fabrique.idea.Wording;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Answers whatever goes wrong: programs get a problem as RFC 9457 describes it, people the page of
 * {@link ErrorPages}. Neither ever sees the inside of the program.
 */
@ControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(Problems.class);

  private static final Pattern DUPLICATE = Pattern.compile("(?s)Duplicate field '(.*)'");

  /** Under which the page for people finds the reference of an unexpected failure. */
  static final String REFERENCE = Problems.class.getName() + ".reference";

  /** What is wrong with one field. */
  record Mistake(String field, String message) {}

  /** Whether the answer is for a program. */
  static boolean isForProgram(String path) {
    return path.startsWith("/api/")
        || path.startsWith("/camunda/api/")
        || path.startsWith("/engine-rest/");
  }

  @Override
  protected ResponseEntity<Object> handleNoResourceFoundException(
      NoResourceFoundException unknown,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return answer(
        unknown,
        ProblemDetail.forStatusAndDetail(status, "Nothing answers at this address."),
        request);
  }

  @Override
  protected ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException unreadable,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    if (isTooLarge(unreadable)) {
      return answer(unreadable, tooLarge(), request);
    }
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(status, "The body is missing or cannot be read.");
    if (unreadable.getCause() instanceof UnrecognizedPropertyException unknown) {
      Mistake mistake = new Mistake(Wording.beginning(path(unknown)), "is not known here");
      problem.setDetail(
          "%s %s. Known are: %s.".formatted(mistake.field(), mistake.message(), known(unknown)));
      problem.setProperty("errors", List.of(mistake));
    } else if (unreadable.getCause() instanceof MismatchedInputException mismatch
        && !mismatch.getPath().isEmpty()) {
      Mistake mistake = new Mistake(path(mismatch), "is not what is expected here");
      problem.setDetail("%s %s.".formatted(mistake.field(), mistake.message()));
      problem.setProperty("errors", List.of(mistake));
    } else if (unreadable.getCause() instanceof JsonProcessingException broken) {
      problem.setDetail(
          "The body is not the JSON expected here%s%s.".formatted(twice(broken), place(broken)));
    }
    return answer(unreadable, problem, request);
  }

  @Override
  protected ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException invalid,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    List<Mistake> mistakes = invalid.getAllErrors().stream().map(Problems::mistake).toList();
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(
            status,
            mistakes.stream()
                .map(mistake -> mistake.field() + ": " + mistake.message())
                .collect(Collectors.joining("; ")));
    problem.setProperty("errors", mistakes);
    return answer(invalid, problem, request);
  }

  @ExceptionHandler
  ResponseEntity<Object> unexpected(Exception failure, WebRequest request) throws Exception {
    if (failure instanceof AccessDeniedException || failure instanceof AuthenticationException) {
      throw failure;
    }
    if (isTooLarge(failure)) {
      return answer(failure, tooLarge(), request);
    }
    if (DisconnectedClientHelper.isClientDisconnectedException(failure)) {
      return null;
    }
    Optional<ProblemDetail> refusal = DataRefusal.of(failure);
    if (refusal.isPresent()) {
      log.warn("The database refused what was sent: {}", failure.getClass().getName());
      log.debug("What it refused", failure);
      return answer(failure, refusal.get(), request);
    }
    String reference = UUID.randomUUID().toString();
    log.error("Unexpected failure, reference {}", reference, failure);
    servlet(request).setAttribute(REFERENCE, reference);
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "Something failed here that should not. It is kept in the log under the reference "
                + reference
                + ".");
    problem.setProperty("reference", reference);
    return answer(failure, problem, request);
  }

  /** A web form's upload without boundary, end or parts. */
  @ExceptionHandler
  ResponseEntity<Object> brokenUpload(MultipartException broken, WebRequest request) {
    return answer(
        broken,
        isTooLarge(broken)
            ? tooLarge()
            : ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST,
                "This is not a web form's upload as multipart/form-data describes it."),
        request);
  }

  private ResponseEntity<Object> answer(
      Exception failure, ProblemDetail problem, WebRequest request) {
    return handleExceptionInternal(
        failure, problem, new HttpHeaders(), HttpStatusCode.valueOf(problem.getStatus()), request);
  }

  @Override
  protected ResponseEntity<Object> handleExceptionInternal(
      Exception failure,
      Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    if (isForProgram(servlet(request).getRequestURI())) {
      // Said here, it is not asked whether the program accepts it: it has to be told something.
      HttpHeaders told = new HttpHeaders();
      told.putAll(headers);
      told.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
      return super.handleExceptionInternal(failure, body, told, status, request);
    }
    try {
      ((ServletWebRequest) request).getResponse().sendError(status.value());
    } catch (IOException gone) {
      log.debug("Nobody waits for the answer any more.", gone);
    }
    return null;
  }

  @Override
  protected ResponseEntity<Object> handleMaxUploadSizeExceededException(
      MaxUploadSizeExceededException upload,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return answer(upload, tooLarge(), request);
  }

  /** What is known when nothing but the status is. */
  static ProblemDetail of(HttpStatus status) {
    if (status == HttpStatus.PAYLOAD_TOO_LARGE) {
      return tooLarge();
    }
    ProblemDetail problem = ProblemDetail.forStatus(status);
    if (status == HttpStatus.BAD_REQUEST) {
      problem.setDetail("The address or what was sent with it cannot be understood.");
    }
    return problem;
  }

  /** The address as a problem may name it; null when it is none. */
  static URI address(String path) {
    try {
      return new URI(path);
    } catch (URISyntaxException malformed) {
      return null;
    }
  }

  static void write(
      ObjectMapper json, ProblemDetail problem, String path, HttpServletResponse response)
      throws IOException {
    problem.setInstance(path == null ? null : address(path));
    response.setStatus(problem.getStatus());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setCharacterEncoding("UTF-8");
    json.writeValue(response.getWriter(), problem);
  }

  static ProblemDetail tooLarge() {
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.PAYLOAD_TOO_LARGE, "The body is too large: send it in parts of at most 30 MB.");
  }

  private static boolean isTooLarge(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .anyMatch(BodyLimit.TooLarge.class::isInstance);
  }

  private static Mistake mistake(ObjectError error) {
    return new Mistake(
        error instanceof FieldError field ? field.getField() : error.getObjectName(),
        error.getDefaultMessage());
  }

  private static String path(JsonMappingException mismatch) {
    return mismatch.getPath().stream()
        .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
        .collect(Collectors.joining("."));
  }

  private static String known(UnrecognizedPropertyException unknown) {
    return unknown.getKnownPropertyIds().stream()
        .map(String::valueOf)
        .sorted()
        .collect(Collectors.joining(", "));
  }

  /** Names the field that stands twice, if it is that. */
  private static String twice(JsonProcessingException broken) {
    Matcher duplicate = DUPLICATE.matcher(String.valueOf(broken.getOriginalMessage()));
    return duplicate.matches()
        ? ": %s stands twice".formatted(Wording.beginning(duplicate.group(1)))
        : "";
  }

  private static String place(JsonProcessingException broken) {
    return broken instanceof JsonParseException && broken.getLocation() != null
        ? ": line %d, column %d"
            .formatted(broken.getLocation().getLineNr(), broken.getLocation().getColumnNr())
        : "";
  }

  private static HttpServletRequest servlet(WebRequest request) {
    return ((ServletWebRequest) request).getRequest();
  }
}
