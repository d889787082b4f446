package fr.fabrique.people.training;

import fr.fabrique.people.Group;
import fr.fabrique.people.People;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Opens the training of a cohort of facilitators. */
@Tag(name = "Facilitator training")
@RestController
class CohortApi {

  private final CohortDesk cohorts;
  private final People people;

  CohortApi(CohortDesk cohorts, People people) {
    this.cohorts = cohorts;
    this.people = people;
  }

  record NewCohort(@NotBlank @Size(max = 240) String title) {}

  record Opened(String id) {}

  @Operation(summary = "Open a cohort of future facilitators")
  @PostMapping("/api/cohorts")
  @ResponseStatus(HttpStatus.CREATED)
  Opened open(@Valid @RequestBody NewCohort cohort, Principal person) {
    if (!people.isMemberOfAny(person.getName(), Group.LAB_MANAGERS, Group.ADMINISTRATORS)) {
      throw new ErrorResponseException(
          HttpStatus.FORBIDDEN,
          ProblemDetail.forStatusAndDetail(
              HttpStatus.FORBIDDEN, "Only lab managers open a cohort."),
          null);
    }
    return new Opened(cohorts.open(cohort.title()));
  }
}
