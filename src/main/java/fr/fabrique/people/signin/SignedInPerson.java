package fr.fabrique.people.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationResult;
import org.camunda.bpm.engine.rest.security.auth.impl.ContainerBasedAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/** Tells the engine's web applications who is signed in; they find it by this class's name. */
public class SignedInPerson extends ContainerBasedAuthenticationProvider {

  @Override
  public AuthenticationResult extractAuthenticatedUser(
      HttpServletRequest request, ProcessEngine engine) {
    Authentication person = SecurityContextHolder.getContext().getAuthentication();
    if (person == null || !person.isAuthenticated()) {
      return AuthenticationResult.unsuccessful();
    }
    AuthenticationResult result = AuthenticationResult.successful(person.getName());
    result.setGroups(groups(person));
    return result;
  }

  private static List<String> groups(Authentication person) {
    return person.getAuthorities().stream().map(GrantedAuthority::getAuthority).toList();
  }
}
