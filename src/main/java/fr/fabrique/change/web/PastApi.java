package fr.fabrique.change.web;

import fr.fabrique.change.forecast.Past;
import fr.fabrique.change.forecast.PastReader;
import fr.fabrique.people.Group;
import fr.fabrique.people.People;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What an installation has learnt, for forecasts on an owner's own computer. */
@Tag(name = "Route")
@RestController
@RequestMapping(path = "/api/change", produces = "application/json")
class PastApi {

  private final PastReader past;
  private final People people;

  PastApi(PastReader past, People people) {
    this.past = past;
    this.people = people;
  }

  @Operation(
      summary = "How long steps took and what came of them, without names or texts",
      description = "For `forecast --past FILE.json`. Owners and administrators only.")
  @GetMapping("/past")
  Past past(Principal owner) {
    if (!people.isMemberOfAny(owner.getName(), Group.PROCESS_OWNERS, Group.ADMINISTRATORS)) {
      throw new ErrorResponseException(
          HttpStatus.FORBIDDEN,
          ProblemDetail.forStatusAndDetail(
              HttpStatus.FORBIDDEN, "Only owners of the route and administrators read this."),
          null);
    }
    return past.read();
  }
}
