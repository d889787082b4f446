package fr.fabrique.incubation.process;

import fr.fabrique.engine.Dossier;
import fr.fabrique.idea.Ideas;
import fr.fabrique.people.Group;
import fr.fabrique.people.People;
import fr.fabrique.people.People.Person;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Offers the people who may accompany and carry an idea. */
@Component
class IncubationDesk implements Dossier {

  private final Ideas ideas;
  private final People people;

  IncubationDesk(Ideas ideas, People people) {
    this.ideas = ideas;
    this.people = people;
  }

  @Override
  public Map<String, Function<Opened, Object>> entries() {
    return Map.of(
        "incubation_facilitators", opened -> options(people.members(Group.FACILITATORS)),
        "incubation_intrapreneurs", opened -> intrapreneurs(opened.subject()));
  }

  /** The authors first; then their colleagues, for an author who cannot carry the idea. */
  private List<Option> intrapreneurs(String idea) {
    Set<String> authors = ideas.authors(idea);
    Set<String> carriers = new LinkedHashSet<>(authors);
    Set<String> units = new LinkedHashSet<>();
    authors.forEach(author -> people.unit(author).ifPresent(units::add));
    people.members(Group.AGENTS).stream()
        .filter(person -> units.contains(person.unit()))
        .forEach(person -> carriers.add(person.id()));
    return carriers.stream().map(id -> new Option(people.nameAndUnit(id), id)).toList();
  }

  private List<Option> options(List<Person> persons) {
    return persons.stream().map(p -> new Option(people.nameAndUnit(p.id()), p.id())).toList();
  }
}
