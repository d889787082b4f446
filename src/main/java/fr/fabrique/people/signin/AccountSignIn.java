package fr.fabrique.people.signin;

import java.time.Duration;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** Checks passwords against the local accounts; a person's groups become their authorities. */
@Component
class AccountSignIn implements AuthenticationProvider {

  /** What the engine allows; anything else would only be a question to the database. */
  private static final String ACCOUNT_ID = "[A-Za-z0-9]{1,64}";

  private final IdentityService identity;
  private final Accounts accounts;
  private final SignInThrottle throttle;

  AccountSignIn(IdentityService identity, Accounts accounts, SignInThrottle throttle) {
    this.identity = identity;
    this.accounts = accounts;
    this.throttle = throttle;
  }

  @Override
  public Authentication authenticate(Authentication attempt) {
    String account = attempt.getName();
    String password = String.valueOf(attempt.getCredentials());
    Visitor visitor = (Visitor) attempt.getDetails();
    Duration wait = throttle.waitFor(visitor, account);
    if (!wait.isZero()) {
      throw new WaitFirst(wait);
    }
    if (!account.matches(ACCOUNT_ID) || !identity.checkPassword(account, password)) {
      throttle.failed(visitor, account);
      throw new BadCredentialsException("The account or the password is wrong.");
    }
    throttle.succeeded(visitor, account);
    return accounts
        .signedIn(account)
        .orElseThrow(() -> new BadCredentialsException("The account or the password is wrong."));
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
  }
}
