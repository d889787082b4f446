package fr.fabrique.jury.replay;

import fr.fabrique.challenge.Challenges;
import fr.fabrique.engine.TableRefused;
import fr.fabrique.engine.TrialTable;
import fr.fabrique.people.Group;
import fr.fabrique.people.People;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.security.Principal;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Runs a challenge's past verdicts again with a table that is sent, and keeps nothing of it. */
@Tag(name = "Challenges")
@RestController
@RequestMapping(path = "/api/challenges", produces = "application/json")
class ReplayApi {

  private static final String NOT_YOURS =
      "Only jury chairs, process owners and administrators see what another table would change.";
  private static final String SUMMARY = "Which past verdicts another verdict table would change";
  private static final String DONE = "What would change; the ideas barred to you are left out.";
  private static final String TOO_LARGE = "The table is larger than 1 MB.";

  private final Replays replays;
  private final Challenges challenges;
  private final People people;

  ReplayApi(Replays replays, Challenges challenges, People people) {
    this.replays = replays;
    this.challenges = challenges;
    this.people = people;
  }

  @Operation(
      summary = SUMMARY,
      description =
          "The edited jury-verdict.dmn, at most 1 MB, all of it in FEEL. Each past tally is asked"
              + " for itself, and nothing is changed or kept.")
  @ApiResponse(responseCode = "200", description = DONE, useReturnTypeSchema = true)
  @ApiResponse(responseCode = "403", description = NOT_YOURS)
  @ApiResponse(responseCode = "413", description = TOO_LARGE)
  @PostMapping(
      path = "/{key}/replay",
      consumes = {"application/xml", "text/xml", "application/octet-stream"})
  Replay replayBody(@PathVariable String key, InputStream table, Principal person)
      throws IOException {
    admit(key, person);
    return replays.of(key, person.getName(), table.readAllBytes());
  }

  @Operation(summary = SUMMARY + ", sent by a web form")
  @ApiResponse(responseCode = "200", description = DONE, useReturnTypeSchema = true)
  @ApiResponse(responseCode = "403", description = NOT_YOURS)
  @ApiResponse(responseCode = "413", description = TOO_LARGE)
  @PostMapping(path = "/{key}/replay", consumes = "multipart/form-data")
  Replay replayUpload(
      @PathVariable String key, @RequestParam("file") MultipartFile table, Principal person)
      throws IOException {
    admit(key, person);
    return replays.of(key, person.getName(), table.getBytes());
  }

  private void admit(String challenge, Principal person) {
    if (!people.isMemberOfAny(
        person.getName(), Group.JURY_CHAIRS, Group.PROCESS_OWNERS, Group.ADMINISTRATORS)) {
      throw problem(HttpStatus.FORBIDDEN, NOT_YOURS);
    }
    if (challenges.find(challenge).isEmpty()) {
      throw problem(HttpStatus.NOT_FOUND, "There is no challenge with this key.");
    }
  }

  @ExceptionHandler
  ProblemDetail refused(TableRefused refused) {
    return ProblemDetail.forStatusAndDetail(
        refused.why().key().equals(TrialTable.TOO_LARGE)
            ? HttpStatus.PAYLOAD_TOO_LARGE
            : HttpStatus.BAD_REQUEST,
        refused.getMessage());
  }

  private static ErrorResponseException problem(HttpStatus status, String detail) {
    return new ErrorResponseException(
        status, ProblemDetail.forStatusAndDetail(status, detail), null);
  }
}
