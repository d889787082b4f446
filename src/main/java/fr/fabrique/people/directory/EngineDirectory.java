package fr.fabrique.people.directory;

import fr.fabrique.engine.AsSystem;
import fr.fabrique.engine.EngineClock;
import fr.fabrique.engine.MembershipChanged;
import fr.fabrique.people.Group;
import fr.fabrique.people.People;
import fr.fabrique.people.PersonChanged;
import fr.fabrique.people.Units;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The directory over the engine's identity tables, which Tasklist and Admin share. It answers for
 * everybody, whoever is signed in to the engine just now.
 */
@Component
class EngineDirectory implements People {

  private static final String ACCOUNT_ID = "[A-Za-z0-9]{1,64}";

  private static final Pattern READABLE_ID = Pattern.compile("[^\\p{Cc}\\p{Cs}]*");

  private final IdentityService identity;
  private final AsSystem asSystem;
  private final JdbcClient jdbc;
  private final ApplicationEventPublisher events;

  EngineDirectory(
      IdentityService identity,
      AsSystem asSystem,
      JdbcClient jdbc,
      ApplicationEventPublisher events) {
    this.identity = identity;
    this.asSystem = asSystem;
    this.jdbc = jdbc;
    this.events = events;
  }

  @Override
  public boolean exists(String id) {
    return find(id).isPresent();
  }

  @Override
  public String name(String id) {
    return find(id).map(EngineDirectory::displayName).orElse(id);
  }

  @Override
  public String nameAndUnit(String id) {
    String unitName =
        jdbc.sql("select u.name from unit u join unit_member m on m.unit = u.id where m.person = ?")
            .param(id)
            .query(String.class)
            .optional()
            .map(name -> ", " + name)
            .orElse("");
    return name(id) + unitName;
  }

  @Override
  public Optional<String> mailAddress(String id) {
    return find(id).map(User::getEmail).filter(email -> !email.isBlank());
  }

  @Override
  public Optional<String> unit(String person) {
    return jdbc.sql("select unit from unit_member where person = ?")
        .param(person)
        .query(String.class)
        .optional();
  }

  @Override
  public Optional<String> managerOf(String person) {
    return Stream.iterate(unit(person), Optional::isPresent, u -> u.flatMap(this::parent))
        .flatMap(u -> manager(u.get()).stream())
        .filter(manager -> !manager.equals(person))
        .findFirst()
        .or(this::head);
  }

  /** Who manages the whole: the answer for somebody without a unit. */
  private Optional<String> head() {
    return jdbc
        .sql("select manager from unit where parent is null and manager is not null")
        .query(String.class)
        .list()
        .stream()
        .findFirst();
  }

  @Override
  public List<Person> members(Group group) {
    Map<String, String> units = units().members();
    return asSystem.ask(() -> identity.createUserQuery().memberOfGroup(group.id()).list()).stream()
        .map(u -> new Person(u.getId(), displayName(u), units.get(u.getId())))
        .sorted(Comparator.comparing(Person::id))
        .toList();
  }

  @Override
  public Units units() {
    return new Units(
        pairs("select person, unit from unit_member"),
        pairs("select id, parent from unit where parent is not null"));
  }

  private Map<String, String> pairs(String query) {
    Map<String, String> pairs = new HashMap<>();
    jdbc.sql(query)
        .query(
            row -> {
              pairs.put(row.getString(1), row.getString(2));
            });
    return pairs;
  }

  @Override
  @Transactional
  public void move(String person, String unit) {
    if (!exists(person)) {
      throw new IllegalArgumentException("There is no account '%s'.".formatted(person));
    }
    if (column("name", unit).isEmpty()) {
      throw new IllegalArgumentException("There is no unit '%s'.".formatted(unit));
    }
    jdbc.sql("delete from unit_member where person = ?").param(person).update();
    jdbc.sql("insert into unit_member (person, unit) values (?, ?)").params(person, unit).update();
    events.publishEvent(new PersonChanged(person));
  }

  @Override
  public boolean isMember(String person, Group group) {
    return asSystem.ask(
            () -> identity.createUserQuery().userId(person).memberOfGroup(group.id()).count())
        > 0;
  }

  @Override
  public boolean isMemberOfAny(String person, Group... groups) {
    return Arrays.stream(groups).anyMatch(group -> isMember(person, group));
  }

  @Override
  @Transactional
  public boolean register(String id, String name) {
    if (!id.matches(ACCOUNT_ID)) {
      throw new IllegalArgumentException(
          "An account's id has 1 to 64 letters and digits, nothing else.");
    }
    if (exists(id)) {
      return false;
    }
    jdbc.sql("select id from account_lock for update").query(Integer.class).list();
    return asSystem.ask(
        () -> {
          Optional<String> like = likeOf(id);
          if (like.filter(id::equals).isPresent()) {
            return false;
          }
          if (like.isPresent()) {
            throw new IllegalArgumentException(
                "There is no account '%s', but an account '%s': write it with the same capitals."
                    .formatted(id, like.get()));
          }
          User user = identity.newUser(id);
          user.setFirstName(name);
          user.setLastName("");
          // The engine cannot check a password against none: nobody knows this one.
          user.setPassword(UUID.randomUUID().toString());
          identity.saveUser(user);
          identity.createMembership(id, Group.AGENTS.id());
          return true;
        });
  }

  private Optional<String> likeOf(String id) {
    return identity
        .createNativeUserQuery()
        .sql("select * from act_id_user where lower(id_) = #{id}")
        .parameter("id", id.toLowerCase(Locale.ROOT))
        .list()
        .stream()
        .map(User::getId)
        .findFirst();
  }

  @EventListener
  void tell(MembershipChanged changed) {
    events.publishEvent(new PersonChanged(changed.person()));
  }

  @Override
  @Transactional
  public void addToRoster(String person) {
    jdbc.sql("delete from facilitator where person = ?").param(person).update();
    jdbc.sql("insert into facilitator (person, since) values (?, ?)")
        .params(person, EngineClock.now())
        .update();
    if (!isMember(person, Group.FACILITATORS)) {
      asSystem.ask(
          () -> {
            identity.createMembership(person, Group.FACILITATORS.id());
            return null;
          });
    }
  }

  /** Of what no account's id can be, PostgreSQL cannot be asked. */
  private Optional<User> find(String id) {
    if (!READABLE_ID.matcher(id).matches()) {
      return Optional.empty();
    }
    return Optional.ofNullable(
        asSystem.ask(() -> identity.createUserQuery().userId(id).singleResult()));
  }

  private Optional<String> parent(String unit) {
    return column("parent", unit);
  }

  private Optional<String> manager(String unit) {
    return column("manager", unit);
  }

  private Optional<String> column(String name, String unit) {
    return jdbc.sql("select " + name + " from unit where id = ? and " + name + " is not null")
        .param(unit)
        .query(String.class)
        .optional();
  }

  static String displayName(User user) {
    return Stream.of(user.getFirstName(), user.getLastName())
        .filter(part -> part != null && !part.isBlank())
        .reduce((first, last) -> first + " " + last)
        .orElse(user.getId());
  }
}
