package fr.fabrique.people.directory;

import fr.fabrique.engine.AsSystem;
import fr.fabrique.people.People.Person;
import fr.fabrique.people.PersonChanged;
import java.text.Collator;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The tree of units and everybody with an account, as administrators see and change them. */
@Component
public class Organisation {

  private static final String UNITS = "select id, name, parent from unit order by id";

  private final IdentityService identity;
  private final AsSystem asSystem;
  private final JdbcClient jdbc;
  private final ApplicationEventPublisher events;

  Organisation(
      IdentityService identity,
      AsSystem asSystem,
      JdbcClient jdbc,
      ApplicationEventPublisher events) {
    this.identity = identity;
    this.asSystem = asSystem;
    this.jdbc = jdbc;
    this.events = events;
  }

  /**
   * An organisational unit.
   *
   * @param parent the superior unit's id; null at the top
   */
  public record Unit(String id, String name, String parent) {}

  /**
   * A unit where it stands in the tree.
   *
   * @param depth 0 at the top
   */
  public record Branch(Unit unit, int depth) {}

  /** The tree cannot be as it was asked for; nothing was changed. */
  public static class UnitRefused extends RuntimeException {

    private final boolean circle;

    UnitRefused(boolean circle, String message) {
      super(message);
      this.circle = circle;
    }

    /** Whether the unit would stand above itself; otherwise its superior unit is not known. */
    public boolean isCircle() {
      return circle;
    }
  }

  /** All units, ordered by id. */
  public List<Unit> units() {
    return jdbc.sql(UNITS).query(Unit.class).list();
  }

  public Optional<Unit> unit(String id) {
    return units().stream().filter(unit -> unit.id().equals(id)).findFirst();
  }

  /** All units as one reads a tree: each right above those below it, side by side by name. */
  public List<Branch> tree() {
    List<Branch> tree = new ArrayList<>();
    Map<String, List<Unit>> below =
        units().stream()
            .sorted(Comparator.comparing(Unit::name, byAlphabet()))
            .collect(Collectors.groupingBy(unit -> Objects.toString(unit.parent(), "")));
    grow("", 0, below, tree);
    return tree;
  }

  private static void grow(
      String parent, int depth, Map<String, List<Unit>> below, List<Branch> tree) {
    for (Unit unit : below.getOrDefault(parent, List.of())) {
      tree.add(new Branch(unit, depth));
      grow(unit.id(), depth + 1, below, tree);
    }
  }

  /** From the top down to the unit; empty when there is none. */
  public List<Unit> path(String unit) {
    Map<String, Unit> known = byId(units());
    List<Unit> path = new ArrayList<>();
    for (Unit at = known.get(unit); at != null; at = known.get(at.parent())) {
      path.add(0, at);
    }
    return path;
  }

  /**
   * Creates the unit, or changes its name and place. Where the place changes, everybody below has
   * come near to others: {@link PersonChanged} is told of each.
   *
   * @return whether it was created
   * @throws UnitRefused when the superior unit does not exist or lies below this one
   */
  @Transactional
  public boolean keep(Unit unit) {
    // The rows are held, so that two changes at once cannot close a circle between them.
    Map<String, Unit> known = byId(jdbc.sql(UNITS + " for update").query(Unit.class).list());
    if (unit.parent() != null && !known.containsKey(unit.parent())) {
      throw new UnitRefused(
          false, "There is no unit '%s' to stand above this one.".formatted(unit.parent()));
    }
    if (isWithin(known.get(unit.parent()), unit.id(), known)) {
      throw new UnitRefused(
          true, "The unit '%s' lies below this one: choose another.".formatted(unit.parent()));
    }
    Unit before = known.get(unit.id());
    if (before == null) {
      jdbc.sql("insert into unit (id, name, parent) values (?, ?, ?)")
          .params(unit.id(), unit.name(), unit.parent())
          .update();
      return true;
    }
    jdbc.sql("update unit set name = ?, parent = ? where id = ?")
        .params(unit.name(), unit.parent(), unit.id())
        .update();
    if (!Objects.equals(before.parent(), unit.parent())) {
      membersWithin(unit.id(), known).forEach(m -> events.publishEvent(new PersonChanged(m)));
    }
    return false;
  }

  private List<String> membersWithin(String unit, Map<String, Unit> known) {
    return jdbc
        .sql("select person, unit from unit_member order by person")
        .query((row, index) -> Map.entry(row.getString("person"), row.getString("unit")))
        .list()
        .stream()
        .filter(member -> isWithin(known.get(member.getValue()), unit, known))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Whether the one is the unit of that id, or lies below it. */
  private static boolean isWithin(Unit one, String unit, Map<String, Unit> known) {
    for (Unit at = one; at != null; at = known.get(at.parent())) {
      if (at.id().equals(unit)) {
        return true;
      }
    }
    return false;
  }

  private static Map<String, Unit> byId(List<Unit> units) {
    return units.stream()
        .collect(
            Collectors.toMap(
                Unit::id, Function.identity(), (one, same) -> one, LinkedHashMap::new));
  }

  /**
   * People in whose name or account every word begins that was typed, whatever its case and
   * accents; ordered by name. Nothing typed finds nobody.
   */
  public List<Person> find(String typed) {
    List<String> wanted = words(typed);
    if (wanted.isEmpty()) {
      return List.of();
    }
    return asSystem.ask(() -> identity.createUserQuery().list()).stream()
        .map(user -> new Person(user.getId(), EngineDirectory.displayName(user), null))
        .filter(
            person -> {
              List<String> theirs = words(person.name() + " " + person.id());
              return wanted.stream()
                  .allMatch(word -> theirs.stream().anyMatch(own -> own.startsWith(word)));
            })
        .sorted(Comparator.comparing(Person::name, byAlphabet()).thenComparing(Person::id))
        .toList();
  }

  /** Accented letters stand beside the plain ones; the order suits English as well. */
  private static Comparator<Object> byAlphabet() {
    return Collator.getInstance(Locale.FRENCH);
  }

  private static List<String> words(String text) {
    String folded =
        Normalizer.normalize(text, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}+", "")
            .toLowerCase(Locale.ROOT);
    return Stream.of(folded.split("[^\\p{L}\\p{N}]+")).filter(word -> !word.isEmpty()).toList();
  }

  /** The groups that the person belongs to, ordered by id. */
  public List<Group> groups(String person) {
    return asSystem.ask(
        () -> identity.createGroupQuery().groupMember(person).orderByGroupId().asc().list());
  }
}
