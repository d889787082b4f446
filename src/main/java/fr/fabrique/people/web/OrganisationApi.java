package fr.fabrique.people.web;

import fr.fabrique.people.Group;
import fr.fabrique.people.People;
import fr.fabrique.people.directory.Organisation;
import fr.fabrique.people.directory.Organisation.Unit;
import fr.fabrique.people.directory.Organisation.UnitRefused;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The tree of units and who belongs where, for the programs of administrators. */
@Tag(name = "People and units")
@RestController
@RequestMapping(path = "/api", produces = "application/json")
class OrganisationApi {

  private static final String NOT_YOURS = "Only administrators see and change units.";
  private static final String NEW_ID = "[A-Za-z0-9._-]{1,64}";

  /** Something to read, and nothing that cannot be seen. */
  private static final String NAME =
      "(?=[^\\p{L}\\p{N}]*+[\\p{L}\\p{N}])[^\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]*+";

  private final Organisation organisation;
  private final People people;

  OrganisationApi(Organisation organisation, People people) {
    this.organisation = organisation;
    this.people = people;
  }

  /**
   * What a unit is to be.
   *
   * @param parent the superior unit's id; null puts the unit at the top
   */
  record SentUnit(
      @NotNull
          @Size(max = 200)
          @Pattern(
              regexp = NAME,
              message = "holds a letter or a digit, and no characters that cannot be seen")
          String name,
      String parent) {}

  /** The unit that somebody is to belong to, by its id. */
  record SentMove(@NotNull String unit) {}

  /**
   * Somebody with an account.
   *
   * @param unit null for somebody without a unit
   * @param groups their ids
   */
  record Person(String id, String name, String unit, List<String> groups) {}

  @Operation(summary = "All units, ordered by id; a unit without parent stands at the top")
  @ApiResponse(responseCode = "200", description = "The units.", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "403", description = NOT_YOURS)
  @GetMapping("/units")
  List<Unit> units(Principal administrator) {
    admit(administrator);
    return organisation.units();
  }

  @Operation(
      summary = "Create a unit, or change its name and its place in the tree",
      description =
          "Without a parent the unit stands at the top. Where the place changes, the open reviews of"
              + " everybody in the unit and below it are looked at again for conflicts of interest.")
  @ApiResponse(responseCode = "200", description = "It is changed.", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "201", description = "It is created.", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "403", description = NOT_YOURS)
  @ApiResponse(responseCode = "409", description = "The parent lies below the unit, or is it.")
  @PutMapping("/units/{id}")
  ResponseEntity<Unit> keep(
      @PathVariable String id, @Valid @RequestBody SentUnit sent, Principal administrator) {
    admit(administrator);
    if (!id.matches(NEW_ID) && organisation.unit(id).isEmpty()) {
      throw problem(
          HttpStatus.BAD_REQUEST,
          "A new unit's id has 1 to 64 letters without accents, digits, dots, hyphens and"
              + " underscores.");
    }
    Unit unit = new Unit(id, sent.name().strip(), sent.parent());
    return ResponseEntity.status(organisation.keep(unit) ? HttpStatus.CREATED : HttpStatus.OK)
        .body(unit);
  }

  @Operation(summary = "Somebody with an account: name, unit and groups")
  @ApiResponse(responseCode = "200", description = "The person.", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "403", description = NOT_YOURS)
  @GetMapping("/people/{id}")
  Person person(@PathVariable String id, Principal administrator) {
    admit(administrator);
    if (!people.exists(id)) {
      throw problem(HttpStatus.NOT_FOUND, "There is no account with this id.");
    }
    return new Person(
        id,
        people.name(id),
        people.unit(id).orElse(null),
        organisation.groups(id).stream().map(group -> group.getId()).toList());
  }

  @Operation(
      summary = "Move somebody to another unit",
      description =
          "Open reviews with which this puts somebody into a conflict of interest are withdrawn, and"
              + " substitutes are sought. Moving back does not give them back.")
  @ApiResponse(responseCode = "200", description = "They are there.", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "403", description = NOT_YOURS)
  @PutMapping("/people/{id}/unit")
  Person move(@PathVariable String id, @Valid @RequestBody SentMove sent, Principal administrator) {
    Person before = person(id, administrator);
    if (organisation.unit(sent.unit()).isEmpty()) {
      throw problem(HttpStatus.BAD_REQUEST, "There is no unit with this id: see /api/units.");
    }
    people.move(before.id(), sent.unit());
    return person(id, administrator);
  }

  private void admit(Principal administrator) {
    if (!people.isMember(administrator.getName(), Group.ADMINISTRATORS)) {
      throw problem(HttpStatus.FORBIDDEN, NOT_YOURS);
    }
  }

  private static ErrorResponseException problem(HttpStatus status, String detail) {
    return new ErrorResponseException(
        status, ProblemDetail.forStatusAndDetail(status, detail), null);
  }

  @ExceptionHandler
  ProblemDetail refused(UnitRefused refused) {
    return ProblemDetail.forStatusAndDetail(
        refused.isCircle() ? HttpStatus.CONFLICT : HttpStatus.BAD_REQUEST, refused.getMessage());
  }
}
