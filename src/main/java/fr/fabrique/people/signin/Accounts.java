package fr.fabrique.people.signin;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.stereotype.Component;

/** What the local accounts are now: a person's groups are their authorities. */
@Component
class Accounts {

  private final IdentityService identity;

  Accounts(IdentityService identity) {
    this.identity = identity;
  }

  /** The stored form of the password that opened the session. */
  private record OpenedBy(String password) implements Serializable {}

  /** The account's owner as signed in; empty when there is no such account. */
  Optional<UsernamePasswordAuthenticationToken> signedIn(String account) {
    return Optional.ofNullable(identity.createUserQuery().userId(account).singleResult())
        .map(this::signedIn);
  }

  private UsernamePasswordAuthenticationToken signedIn(User user) {
    List<SimpleGrantedAuthority> groups =
        identity.createGroupQuery().groupMember(user.getId()).list().stream()
            .map(Group::getId)
            .map(SimpleGrantedAuthority::new)
            .toList();
    UsernamePasswordAuthenticationToken person =
        UsernamePasswordAuthenticationToken.authenticated(user.getId(), null, groups);
    person.setDetails(new OpenedBy(user.getPassword()));
    return person;
  }
}
