package fr.fabrique.challenge.web;

import fr.fabrique.challenge.Challenges;
import fr.fabrique.challenge.Challenges.Challenge;
import fr.fabrique.challenge.Challenges.ChallengeExists;
import fr.fabrique.people.Group;
import fr.fabrique.people.People;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.List;
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
@RequestMapping("/api/challenges")
class ChallengeApi {

  private final Challenges challenges;
  private final People people;

  ChallengeApi(Challenges challenges, People people) {
    this.challenges = challenges;
    this.people = people;
  }

  record NewChallenge(
      @NotNull
          @Pattern(
              regexp = "[a-z0-9-]{3,60}",
              message = "has 3 to 60 small letters, digits and hyphens")
          String key,
      @NotBlank @Size(max = 120) String title,
      @NotBlank @Size(max = 2000) String question) {}

  @Operation(summary = "All challenges")
  @GetMapping
  List<Challenge> all() {
    return challenges.all();
  }

  @Operation(summary = "Plan a challenge; its preparation becomes a task for animators")
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
    return challenges.plan(challenge.key(), challenge.title(), challenge.question());
  }

  @ExceptionHandler
  ProblemDetail taken(ChallengeExists taken) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, taken.getMessage());
  }
}
