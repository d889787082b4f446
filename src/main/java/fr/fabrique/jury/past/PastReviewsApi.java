package fr.fabrique.jury.past;

import fr.fabrique.jury.past.PastJury.ImportReport;
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
import org.springframework.web.bind.annotation.RestController;

/** Imports juries of the past. */
@Tag(name = "Challenges")
@RestController
@RequestMapping(path = "/api/challenges", produces = "application/json")
class PastReviewsApi {

  private static final String NOT_YOURS = "Only animators and administrators import past reviews.";

  private final PastJury past;
  private final People people;

  PastReviewsApi(PastJury past, People people) {
    this.past = past;
    this.people = people;
  }

  @Operation(
      summary = "Import the reviews of a past jury as a published challenge",
      description =
          "UTF-8, the cells parted by commas, semicolons or tabs."
              + " Columns session, entry, entry_author, entry_unit, juror, juror_unit; each further"
              + " column of numbers is a criterion, all equally weighted, on any scale."
              + " The challenge is created when there is none with this key."
              + " Lines already imported create nothing.")
  @ApiResponse(
      responseCode = "200",
      description = "What became of the lines.",
      useReturnTypeSchema = true)
  @ApiResponse(responseCode = "403", description = NOT_YOURS)
  @ApiResponse(
      responseCode = "409",
      description = "The challenge with this key is none of the past, or others import into it.")
  @PostMapping(
      path = "/{key}/past-reviews",
      consumes = {"text/csv", "text/plain", "application/octet-stream"})
  ImportReport importReviews(@PathVariable String key, InputStream csv, Principal importer)
      throws IOException {
    if (!people.isMemberOfAny(importer.getName(), Group.ANIMATORS, Group.ADMINISTRATORS)) {
      throw new ErrorResponseException(
          HttpStatus.FORBIDDEN,
          ProblemDetail.forStatusAndDetail(HttpStatus.FORBIDDEN, NOT_YOURS),
          null);
    }
    return past.importCsv(key, csv.readAllBytes());
  }

  @ExceptionHandler
  ProblemDetail refused(PastReviewsRefused refused) {
    HttpStatus status =
        switch (refused.reason()) {
          case INVALID -> HttpStatus.BAD_REQUEST;
          case NOT_PAST, BUSY -> HttpStatus.CONFLICT;
        };
    return ProblemDetail.forStatusAndDetail(status, refused.getMessage());
  }
}
