package fr.fabrique.portal;

import fr.fabrique.people.Group;
import fr.fabrique.people.People;
import java.security.Principal;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page shows around its content. */
@ControllerAdvice(
    basePackages = {
      "fr.fabrique.portal",
      "fr.fabrique.change.web",
      "fr.fabrique.jury.web",
      "fr.fabrique.people.web"
    })
class Surroundings {

  private final People people;
  private final String routeLanguage;

  Surroundings(People people, @Value("${fabrique.language}") String routeLanguage) {
    this.people = people;
    this.routeLanguage = routeLanguage;
  }

  /** Who is signed in; null at the door. */
  @ModelAttribute("me")
  String me(Principal person) {
    return person == null ? null : people.name(person.getName());
  }

  /** Whether the pages of jury chairs are theirs. */
  @ModelAttribute("chairs")
  boolean chairs(Principal person) {
    return person != null && people.presides(person.getName());
  }

  /** Whether the pages about changing the route are theirs. */
  @ModelAttribute("owns")
  boolean owns(Principal person) {
    return person != null
        && people.isMemberOfAny(person.getName(), Group.PROCESS_OWNERS, Group.ADMINISTRATORS);
  }

  /** Whether the pages about people are theirs. */
  @ModelAttribute("administers")
  boolean administers(Principal person) {
    return person != null && people.isMember(person.getName(), Group.ADMINISTRATORS);
  }

  /** Whether they may be asked for reviews. */
  @ModelAttribute("reviews")
  boolean reviews(Principal person) {
    return person != null && people.isMember(person.getName(), Group.JURORS);
  }

  /** The language of the diagrams, which need not be the reader's. */
  @ModelAttribute("routeLanguage")
  String routeLanguage() {
    return routeLanguage;
  }
}
