package fr.fabrique.people.access;

import fr.fabrique.people.Group;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Creates the first administrator from {@code fabrique.first-administrator.account} and {@code
 * .password} while there is none: the engine's own set-up page is closed, because it would answer
 * anybody.
 */
@Component
@Order(2)
class FirstAdministrator implements ApplicationRunner {

  private final IdentityService identity;
  private final String account;
  private final String password;

  FirstAdministrator(
      IdentityService identity,
      @Value("${fabrique.first-administrator.account:}") String account,
      @Value("${fabrique.first-administrator.password:}") String password) {
    this.identity = identity;
    this.account = account;
    this.password = password;
  }

  @Override
  @Transactional
  public void run(ApplicationArguments arguments) {
    if (account.isBlank() || hasAdministrator()) {
      return;
    }
    if (password.length() < 12) {
      throw new IllegalStateException(
          "fabrique.first-administrator.password needs at least 12 characters.");
    }
    User administrator = identity.newUser(account);
    administrator.setFirstName(account);
    administrator.setLastName("");
    administrator.setPassword(password);
    identity.saveUser(administrator);
    identity.createMembership(account, Group.AGENTS.id());
    identity.createMembership(account, Group.ADMINISTRATORS.id());
  }

  private boolean hasAdministrator() {
    return identity.createUserQuery().memberOfGroup(Group.ADMINISTRATORS.id()).count() > 0;
  }
}
