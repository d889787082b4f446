package fr.fabrique.challenge.web;

import fr.fabrique.challenge.Challenges;
import fr.fabrique.challenge.Challenges.Challenge;
import fr.fabrique.challenge.Challenges.ChallengeExists;
import fr.fabrique.people.Group;
import fr.fabrique.people.People;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Lists and plans challenges. */
@Tag(name = "Challenges")
@RestController
@RequestMapping(path = "/api/challenges", produces = "application/json")
class ChallengeApi {

  private final Challenges challenges;
  private final People people;

  ChallengeApi(Challenges challenges, People people) {
    this.challenges = challenges;
    this.people = people;
  }

  private static final String READABLE = "[^\\p{Cc}\\p{Cf}\\p{Cs}]*";
  private static final String READABLE_LINES = "[\\r\\n\\t[^\\p{Cc}\\p{Cf}\\p{Cs}]]*";
  private static final String UNREADABLE = "holds characters that cannot be seen: leave them out";

  record NewChallenge(
      @NotNull
          @Pattern(
              regexp = "[a-z0-9-]{3,60}",
              message = "has 3 to 60 small letters, digits and hyphens")
          String key,
      @NotBlank @Size(max = 120) @Pattern(regexp = READABLE, message = UNREADABLE) String title,
      @NotBlank @Size(max = 2000) @Pattern(regexp = READABLE_LINES, message = UNREADABLE)
          String question) {}

  @Operation(summary = "All challenges")
  @GetMapping
  List<Challenge> all() {
    return challenges.all();
  }

  @Operation(summary = "Plan a challenge; its preparation becomes a task for animators")
  @ApiResponse(
      responseCode = "201",
      description = "The challenge is planned.",
      useReturnTypeSchema = true)
  @ApiResponse(responseCode = "403", description = "Only animators plan a challenge.")
  @ApiResponse(responseCode = "409", description = "There is a challenge with this key.")
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  Challenge plan(@Valid @RequestBody NewChallenge challenge, Principal person) {
    if (!people.isMemberOfAny(person.getName(), Group.ANIMATORS, Group.ADMINISTRATORS)) {
      throw new ErrorResponseException(
          HttpStatus.FORBIDDEN,
          ProblemDetail.forStatusAndDetail(
              HttpStatus.FORBIDDEN, "Only animators plan a challenge."),
          null);
    }
    try {
      return challenges.plan(challenge.key(), challenge.title(), challenge.question());
    } catch (DuplicateKeyException plannedMeanwhile) {
      throw new ChallengeExists(challenge.key());
    }
  }

  @ExceptionHandler
  ProblemDetail taken(ChallengeExists taken) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, taken.getMessage());
  }
}
