package fr.fabrique.draft.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.fabrique.draft.store.DraftTable;
import fr.fabrique.people.WorkWaiting;
import fr.fabrique.people.WorkWaiting.Standing;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What Tasklist asks about a task for the person in front of it. */
@Tag(name = "Tasks")
@RestController
@RequestMapping("/api/tasks/{task}")
class DraftApi {

  private static final int LONGEST_DRAFT = 200_000;

  private final DraftTable drafts;
  private final WorkWaiting work;
  private final ObjectMapper json;

  DraftApi(DraftTable drafts, WorkWaiting work, ObjectMapper json) {
    this.drafts = drafts;
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

  @Operation(summary = "One's own draft of a task's answers", description = "204: there is none.")
  @GetMapping(path = "/draft", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<String> draft(@PathVariable String task, Principal person) {
    checkOwn(task, person);
    return drafts
        .find(task, person.getName())
        .map(ResponseEntity::ok)
        .orElse(ResponseEntity.noContent().build());
  }

  @Operation(summary = "Keep a draft of a task's answers until the task is done")
  @PutMapping(path = "/draft", consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void keep(@PathVariable String task, @RequestBody String answers, Principal person) {
    checkOwn(task, person);
    if (answers.length() > LONGEST_DRAFT) {
      throw refusal(HttpStatus.PAYLOAD_TOO_LARGE, "A draft has at most 200,000 characters.");
    }
    if (!isObject(answers)) {
      throw refusal(HttpStatus.BAD_REQUEST, "A draft is a JSON object of answers.");
    }
    drafts.keep(task, person.getName(), answers);
  }

  @Operation(summary = "Throw one's own draft away")
  @DeleteMapping("/draft")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(@PathVariable String task, Principal person) {
    checkOwn(task, person);
    drafts.remove(task, person.getName());
  }

  private void checkOwn(String task, Principal person) {
    if (work.standing(task, person.getName()) != Standing.OWN) {
      throw refusal(HttpStatus.NOT_FOUND, "This is no task of yours.");
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
