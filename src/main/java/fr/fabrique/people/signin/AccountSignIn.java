package fr.fabrique.people.signin;

import java.time.Duration;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Checks passwords against the local accounts; a person's groups become their authorities. */
@Component
class AccountSignIn implements AuthenticationProvider {

  private final IdentityService identity;
  private final SignInThrottle throttle;

  AccountSignIn(IdentityService identity, SignInThrottle throttle) {
    this.identity = identity;
    this.throttle = throttle;
  }

  @Override
  public Authentication authenticate(Authentication attempt) {
    String account = attempt.getName();
    String password = String.valueOf(attempt.getCredentials());
    String address =
        attempt.getDetails() instanceof WebAuthenticationDetails web
            ? web.getRemoteAddress()
            : "local";
    Duration wait = throttle.waitFor(address, account);
    if (!wait.isZero()) {
      throw new LockedException("Too many failed attempts from here: wait and try again.");
    }
    if (account.isBlank() || !identity.checkPassword(account, password)) {
      throttle.failed(address, account);
      throw new BadCredentialsException("The account or the password is wrong.");
    }
    throttle.succeeded(address, account);
    List<SimpleGrantedAuthority> groups =
        identity.createGroupQuery().groupMember(account).list().stream()
            .map(Group::getId)
            .map(SimpleGrantedAuthority::new)
            .toList();
    return UsernamePasswordAuthenticationToken.authenticated(account, null, groups);
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
  }
}
