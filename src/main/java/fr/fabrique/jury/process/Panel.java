package fr.fabrique.jury.process;

import fr.fabrique.idea.Ideas;
import fr.fabrique.jury.store.JuryTable;
import fr.fabrique.jury.store.JuryTable.Seat;
import fr.fabrique.people.Group;
import fr.fabrique.people.People;
import fr.fabrique.people.People.Person;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Who may review an idea. A conflict of interest is a hard bar: authors, co-authors and members of
 * an author's unit never sit on its panel.
 */
@Component
class Panel {

  private final Ideas ideas;
  private final People people;
  private final JuryTable jury;

  Panel(Ideas ideas, People people, JuryTable jury) {
    this.ideas = ideas;
    this.people = people;
    this.jury = jury;
  }

  /** Jurors who may still be seated in this round, those with the least work first. */
  List<Person> available(String idea, int round) {
    Set<String> alreadyAsked = new HashSet<>();
    jury.seats(idea, round).stream().map(Seat::juror).forEach(alreadyAsked::add);
    List<String> added = jury.additions(idea);
    Map<String, Integer> open = jury.openReviews();
    Map<String, Integer> all = jury.allReviews();
    return Stream.concat(people.members(Group.JURORS).stream(), added.stream().flatMap(this::agent))
        .distinct()
        .filter(person -> !alreadyAsked.contains(person.id()))
        .filter(person -> !hasConflict(person, idea))
        .sorted(
            Comparator.<Person>comparingInt(person -> open.getOrDefault(person.id(), 0))
                .thenComparingInt(person -> all.getOrDefault(person.id(), 0))
                .thenComparing(Person::id))
        .toList();
  }

  private Stream<Person> agent(String id) {
    return people.isMember(id, Group.AGENTS)
        ? Stream.of(new Person(id, people.name(id), people.unit(id).orElse(null)))
        : Stream.empty();
  }

  /** Agents outside the standing jury whom the chair may ask, without conflict of interest. */
  List<Person> candidates(String idea) {
    Set<String> jurors =
        new HashSet<>(people.members(Group.JURORS).stream().map(Person::id).toList());
    return people.members(Group.AGENTS).stream()
        .filter(person -> !jurors.contains(person.id()))
        .filter(person -> !hasConflict(person, idea))
        .toList();
  }

  boolean hasConflict(Person person, String idea) {
    Set<String> authors = ideas.authors(idea);
    return authors.contains(person.id())
        || person.unit() != null
            && authors.stream()
                .map(author -> people.unit(author).orElse(null))
                .filter(Objects::nonNull)
                .anyMatch(person.unit()::equals);
  }
}
