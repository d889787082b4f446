package fr.fabrique.portal;

import fr.fabrique.people.People;
import java.security.Principal;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page shows around its content. */
@ControllerAdvice(basePackageClasses = Surroundings.class)
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

  /** The language of the diagrams, which need not be the reader's. */
  @ModelAttribute("routeLanguage")
  String routeLanguage() {
    return routeLanguage;
  }
}
