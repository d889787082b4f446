package fr.fabrique.idea.web;

import fr.fabrique.idea.Ideas;
import fr.fabrique.idea.Ideas.Idea;
import fr.fabrique.idea.Journeys;
import fr.fabrique.idea.Journeys.Step;
import fr.fabrique.idea.Submission;
import fr.fabrique.idea.Submission.ImportReport;
import fr.fabrique.idea.Submission.NewIdea;
import fr.fabrique.idea.Submission.SubmissionRefused;
import fr.fabrique.idea.Wording;
import fr.fabrique.people.Group;
import fr.fabrique.people.People;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.Principal;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Submits ideas, imports files of them, and tells where each is on its route. */
@Tag(name = "Ideas")
@RestController
@RequestMapping(path = "/api", produces = "application/json")
class IdeaApi {

  private static final String CLOSED = "The challenge does not take ideas now.";

  private final Submission submission;
  private final Ideas ideas;
  private final Journeys route;
  private final People people;

  IdeaApi(Submission submission, Ideas ideas, Journeys route, People people) {
    this.submission = submission;
    this.ideas = ideas;
    this.route = route;
    this.people = people;
  }

  /**
   * An idea as a program sends it; texts may be plain or HTML.
   *
   * @param body another name of the solution, as in files of ideas
   * @param coAuthors their accounts
   * @param submittedAt null for now
   */
  record SentIdea(
      String externalId,
      String title,
      String body,
      String problem,
      String solution,
      String beneficiaries,
      String effect,
      String links,
      String theme,
      List<String> coAuthors,
      @Schema(format = "date-time") String submittedAt) {

    NewIdea toIdea() {
      return new NewIdea(
          externalId,
          title,
          problem,
          NewIdea.solution(solution, body),
          beneficiaries,
          effect,
          links,
          theme,
          coAuthors,
          submittedAt == null ? null : Wording.time("submittedAt", submittedAt));
    }
  }

  /** The id under which an accepted idea is known. */
  record Submitted(String id) {}

  /**
   * Where an idea is.
   *
   * @param now the names of the steps under way; empty once the idea has reached an end
   * @param end the name of the end it reached, or null while it travels
   */
  record Whereabouts(
      String id,
      String challenge,
      String externalId,
      String title,
      OffsetDateTime submittedAt,
      List<String> now,
      String end,
      List<Step> history) {}

  @Operation(
      summary = "Submit an idea to a challenge",
      description =
          "Texts may be plain or HTML and have at most 25,000 characters, without the HTML."
              + " The externalId is the idea's id in another system, unique in the challenge.")
  @ApiResponse(
      responseCode = "201",
      description = "The idea is on its way.",
      useReturnTypeSchema = true)
  @ApiResponse(responseCode = "409", description = CLOSED + " Or the externalId is taken.")
  @PostMapping("/challenges/{key}/ideas")
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<Submitted> submit(
      @PathVariable String key, @RequestBody SentIdea idea, Principal author) {
    String id = submission.submit(key, author.getName(), idea.toIdea());
    return ResponseEntity.created(URI.create("/api/ideas/" + id)).body(new Submitted(id));
  }

  @Operation(
      summary = "Import a CSV file of ideas",
      description =
          "UTF-8, the cells parted by commas, semicolons or tabs."
              + " Columns external_id, title, body (or problem, solution, beneficiaries, effect, links),"
              + " author, submitted_at, theme. Authors without an account are registered and listed. Lines already imported create nothing.")
  @ApiResponse(
      responseCode = "200",
      description = "What became of each line.",
      useReturnTypeSchema = true)
  @ApiResponse(responseCode = "403", description = "Only animators and administrators import.")
  @ApiResponse(responseCode = "409", description = CLOSED)
  @PostMapping(
      path = "/challenges/{key}/ideas/import",
      consumes = {"text/csv", "text/plain", "application/octet-stream"})
  ImportReport importBody(@PathVariable String key, InputStream csv, Principal importer)
      throws IOException {
    return importFile(key, csv, importer);
  }

  @Operation(summary = "Import a CSV file of ideas from a web form")
  @ApiResponse(
      responseCode = "200",
      description = "What became of each line.",
      useReturnTypeSchema = true)
  @ApiResponse(responseCode = "403", description = "Only animators and administrators import.")
  @ApiResponse(responseCode = "409", description = CLOSED)
  @PostMapping(path = "/challenges/{key}/ideas/import", consumes = "multipart/form-data")
  ImportReport importUpload(
      @PathVariable String key, @RequestParam("file") MultipartFile csv, Principal importer)
      throws IOException {
    return importFile(key, csv.getInputStream(), importer);
  }

  private ImportReport importFile(String challenge, InputStream csv, Principal importer)
      throws IOException {
    if (!people.isMemberOfAny(importer.getName(), Group.ANIMATORS, Group.ADMINISTRATORS)) {
      throw problem(
          HttpStatus.FORBIDDEN, "Only animators and administrators import files of ideas.");
    }
    return submission.importCsv(challenge, importer.getName(), csv.readAllBytes());
  }

  @Operation(summary = "Where an idea is on its route, in the diagram's words")
  @GetMapping("/ideas/{id}")
  Whereabouts whereabouts(@PathVariable String id, Principal viewer) {
    Idea idea = ideas.find(id, viewer.getName()).orElseThrow(IdeaApi::unknown);
    List<Step> steps = route.steps(id);
    List<String> now = steps.stream().filter(Step::underWay).map(Step::name).distinct().toList();
    return new Whereabouts(
        idea.id(),
        idea.challenge(),
        idea.externalId(),
        idea.title(),
        idea.submittedAt(),
        now,
        now.isEmpty() ? route.end(id).orElse(null) : null,
        steps);
  }

  @Operation(summary = "Withdraw one's own idea")
  @ApiResponse(
      responseCode = "204",
      description = "The idea has left its route.",
      useReturnTypeSchema = true)
  @ApiResponse(responseCode = "409", description = "The idea has reached its end.")
  @PostMapping("/ideas/{id}/withdrawal")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void withdraw(@PathVariable String id, Principal author) {
    own(id, author);
    if (!route.withdraw(id)) {
      throw problem(HttpStatus.CONFLICT, "This idea has reached its end: nothing to withdraw.");
    }
  }

  @Operation(summary = "Revive a sleeping idea")
  @ApiResponse(responseCode = "204", description = "The idea is awake.", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "409", description = "The idea is not asleep.")
  @PostMapping("/ideas/{id}/revival")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void revive(@PathVariable String id, Principal person) {
    if (ideas.find(id).isEmpty() || !people.isMemberOfAny(person.getName(), Group.ANIMATORS)) {
      own(id, person);
    }
    if (!route.revive(id)) {
      throw problem(HttpStatus.CONFLICT, "This idea is not asleep.");
    }
  }

  @ExceptionHandler
  ProblemDetail refused(SubmissionRefused refused) {
    HttpStatus status =
        switch (refused.reason()) {
          case UNKNOWN_CHALLENGE -> HttpStatus.NOT_FOUND;
          case CHALLENGE_NOT_OPEN, TAKEN, BUSY -> HttpStatus.CONFLICT;
          case INVALID -> HttpStatus.BAD_REQUEST;
        };
    return ProblemDetail.forStatusAndDetail(status, refused.getMessage());
  }

  private void own(String id, Principal person) {
    if (ideas.find(id).isEmpty() || !ideas.authors(id).contains(person.getName())) {
      throw unknown();
    }
  }

  private static ErrorResponseException unknown() {
    return problem(HttpStatus.NOT_FOUND, "There is no such idea, or it is not yours to see.");
  }

  private static ErrorResponseException problem(HttpStatus status, String detail) {
    return new ErrorResponseException(
        status, ProblemDetail.forStatusAndDetail(status, detail), null);
  }
}
