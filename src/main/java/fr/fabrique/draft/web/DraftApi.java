package fr.fabrique.draft.web;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.fabrique.draft.store.DraftTable;
import fr.fabrique.draft.store.DraftTable.Base;
import fr.fabrique.draft.store.DraftTable.Draft;
import fr.fabrique.engine.LateAnswers;
import fr.fabrique.people.WorkWaiting;
import fr.fabrique.people.WorkWaiting.Standing;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What Tasklist asks about a task for the person in front of it. */
@Tag(name = "Tasks")
@RestController
@RequestMapping("/api/tasks/{task}")
class DraftApi {

  private static final Pattern WINDOW = Pattern.compile("[A-Za-z0-9-]{1,64}");

  private static final String NOT_YOURS = "This is no task of yours.";

  private static final int LONGEST_DRAFT = 200_000;

  /** No person comes near it: each is a window that went its own way. */
  private static final int MOST_DRAFTS = 20;

  private final DraftTable drafts;
  private final WorkWaiting work;
  private final ObjectProvider<LateAnswers> lateAnswers;
  private final ObjectMapper json;

  DraftApi(
      DraftTable drafts,
      WorkWaiting work,
      ObjectProvider<LateAnswers> lateAnswers,
      ObjectMapper json) {
    this.drafts = drafts;
    this.lateAnswers = lateAnswers;
    this.work = work;
    this.json = json;
  }

  /** How a person stands to a task. */
  record Asked(Standing standing) {}

  @Operation(
      summary = "Whether a task is one's own, offered to one, or neither",
      description = "A task that does not exist is neither.")
  @GetMapping("/standing")
  Asked standing(@PathVariable String task, Principal person) {
    return new Asked(work.standing(task, person.getName()));
  }

  /**
   * A draft of a task's answers.
   *
   * @param window the window that saved it last
   * @param version counts how often it was saved, from 1
   */
  record Kept(
      String window,
      int version,
      OffsetDateTime savedAt,
      @JsonRawValue @Schema(implementation = Object.class) String answers) {

    private static Kept of(Draft draft) {
      return new Kept(draft.writtenIn(), draft.version(), draft.savedAt(), draft.answers());
    }
  }

  @Operation(
      summary = "One's own drafts of a task's answers, the one saved last first",
      description = "More than one where windows that did not know of each other wrote on.")
  @GetMapping("/drafts")
  List<Kept> drafts(@PathVariable String task, Principal person) {
    checkOwn(task, person);
    return drafts.find(task, person.getName()).stream().map(Kept::of).toList();
  }

  /** The version that a window's draft has now, and what other windows have kept. */
  record Saved(int version, List<Kept> others) {}

  @Operation(
      summary = "Keep a draft of a task's answers until the task is done",
      description =
          "It takes the place of the window's own, or of the one that the window went on from"
              + " (from, version) unless another window has saved that since; else it is kept"
              + " beside. 409: the task is over; what was typed is kept for its author alone.")
  @PutMapping(path = "/drafts/{window}", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Transactional(noRollbackFor = ErrorResponseException.class)
  public Saved keep(
      @PathVariable String task,
      @PathVariable String window,
      @RequestParam(required = false) String from,
      @RequestParam(required = false) Integer version,
      @RequestBody String answers,
      Principal person) {
    if (!WINDOW.matcher(window).matches()) {
      throw refusal(HttpStatus.BAD_REQUEST, "A window is named by at most 64 letters and digits.");
    }
    if (answers.length() > LONGEST_DRAFT) {
      throw refusal(HttpStatus.PAYLOAD_TOO_LARGE, "A draft has at most 200,000 characters.");
    }
    if (!isObject(answers)) {
      throw refusal(HttpStatus.BAD_REQUEST, "A draft is a JSON object of answers.");
    }
    if (!drafts.lock(task) || work.standing(task, person.getName()) != Standing.OWN) {
      throw refusal(HttpStatus.CONFLICT, kept(task, person.getName(), answers));
    }
    List<Draft> own = drafts.find(task, person.getName());
    if (own.size() >= MOST_DRAFTS && own.stream().noneMatch(d -> d.writtenIn().equals(window))) {
      throw refusal(HttpStatus.BAD_REQUEST, "There are 20 drafts of this task already.");
    }
    Base base = from == null || version == null ? null : new Base(from, version);
    drafts.keep(task, person.getName(), window, base, answers);
    Map<Boolean, List<Kept>> kept =
        drafts(task, person).stream()
            .collect(Collectors.partitioningBy(draft -> draft.window().equals(window)));
    return new Saved(
        kept.get(true).stream().mapToInt(Kept::version).findFirst().orElse(0), kept.get(false));
  }

  @Operation(summary = "Throw one's own drafts away")
  @DeleteMapping("/drafts")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(@PathVariable String task, Principal person) {
    checkOwn(task, person);
    drafts.remove(task, person.getName());
  }

  /** What is typed in a window that has not noticed that the task is over. */
  private String kept(String task, String person, String answers) {
    Map<String, Object> typed;
    try {
      typed = json.readValue(answers, new TypeReference<>() {});
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
    return lateAnswers.stream()
        .flatMap(late -> late.keepTyped(task, person, typed).stream())
        .findFirst()
        .orElseThrow(() -> refusal(HttpStatus.NOT_FOUND, NOT_YOURS));
  }

  private void checkOwn(String task, Principal person) {
    if (work.standing(task, person.getName()) != Standing.OWN) {
      throw refusal(HttpStatus.NOT_FOUND, NOT_YOURS);
    }
  }

  private boolean isObject(String answers) {
    try {
      return json.readTree(answers).isObject();
    } catch (JsonProcessingException malformed) {
      return false;
    }
  }

  private static ErrorResponseException refusal(HttpStatus status, String why) {
    return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, why), null);
  }
}
