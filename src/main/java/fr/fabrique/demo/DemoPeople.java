package fr.fabrique.demo;

import static fr.fabrique.people.Group.*;

import fr.fabrique.engine.Texts;
import fr.fabrique.people.Group;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** One account per role, in a small tree of units. */
@Component
@Profile("demo")
@Order(3)
public class DemoPeople implements ApplicationRunner {

  /** The one password of all demo accounts. */
  public static final String PASSWORD = "fabrique";

  private record Unit(String id, String parent, String manager) {}

  /** A demo account. */
  public record Account(
      String id, String firstName, String lastName, String unit, List<Group> groups) {}

  private static final List<Unit> UNITS =
      List.of(
          new Unit("sg", null, "sponsor"),
          new Unit("hr", "sg", null),
          new Unit("digital", "sg", "product"),
          new Unit("estate", "sg", null),
          new Unit("budget", "sg", "finance"),
          new Unit("heritage", "sg", null),
          new Unit("lab", "sg", "lab"),
          new Unit("legal", "sg", "privacy"));

  static final List<Account> ACCOUNTS =
      List.of(
          account("author", "Camille", "Moreau", "hr"),
          account("author2", "Samir", "Benali", "digital"),
          account("animator", "Claire", "Lefèvre", "lab", ANIMATORS),
          account("juror1", "Paul", "Girard", "estate", JURORS),
          account("juror2", "Inès", "Fontaine", "estate", JURORS),
          account("juror3", "Hugo", "Lambert", "budget", JURORS),
          account("juror4", "Maud", "Perrin", "heritage", JURORS),
          account("juror5", "Nadia", "Costa", "hr", JURORS),
          account("chair", "Jeanne", "Aubert", "heritage", JURY_CHAIRS),
          account("facilitator", "Théo", "Marchand", "lab", FACILITATORS),
          account("lab", "Sofia", "Renard", "lab", LAB_MANAGERS),
          account("sponsor", "Marc", "Vasseur", "sg", SPONSORS),
          account("partners", "Léa", "Rousseau", "lab", PARTNER_MANAGERS),
          account("security", "Yann", "Le Goff", "digital", RECEIVERS, SECURITY),
          account("privacy", "Anne", "Dupuis", "legal", RECEIVERS, PRIVACY),
          account("accessibility", "Karim", "Haddad", "digital", RECEIVERS, ACCESSIBILITY),
          account("operations", "Odile", "Masson", "digital", RECEIVERS, OPERATIONS),
          account("finance", "Bruno", "Carlier", "budget", RECEIVERS, FINANCE),
          account("product", "Eva", "Blanc", "digital", RECEIVERS, PRODUCT),
          account("owner", "Louis", "Picard", "lab", PROCESS_OWNERS),
          account("owner2", "Rose", "Garnier", "sg", PROCESS_OWNERS),
          account("admin", "Alex", "Roy", "digital", ADMINISTRATORS));

  private final IdentityService identity;
  private final JdbcClient jdbc;
  private final Texts texts;

  DemoPeople(IdentityService identity, JdbcClient jdbc, Texts texts) {
    this.identity = identity;
    this.jdbc = jdbc;
    this.texts = texts;
  }

  @Override
  @Transactional
  public void run(ApplicationArguments arguments) {
    if (identity.createUserQuery().userId("author").count() == 0) {
      UNITS.forEach(this::create);
      ACCOUNTS.forEach(this::create);
    }
  }

  private void create(Unit unit) {
    jdbc.sql("insert into unit (id, name, parent, manager) values (?, ?, ?, ?)")
        .params(unit.id(), texts.of("demo.unit." + unit.id()), unit.parent(), unit.manager())
        .update();
  }

  private void create(Account account) {
    User user = identity.newUser(account.id());
    user.setFirstName(account.firstName());
    user.setLastName(account.lastName());
    user.setPassword(PASSWORD);
    identity.saveUser(user);
    identity.createMembership(account.id(), AGENTS.id());
    account.groups().forEach(group -> identity.createMembership(account.id(), group.id()));
    jdbc.sql("insert into unit_member (person, unit) values (?, ?)")
        .params(account.id(), account.unit())
        .update();
  }

  private static Account account(
      String id, String firstName, String lastName, String unit, Group... groups) {
    return new Account(id, firstName, lastName, unit, List.of(groups));
  }
}
