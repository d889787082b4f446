package fr.fabrique.people.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A session is worth what its account is worth at this moment: it ends with the account and with
 * the password that opened it, and a change of groups holds at once.
 */
class StillThePerson extends OncePerRequestFilter {

  private final Accounts accounts;

  StillThePerson(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Authentication before = SecurityContextHolder.getContext().getAuthentication();
    if (before instanceof UsernamePasswordAuthenticationToken) {
      Optional<UsernamePasswordAuthenticationToken> now =
          accounts
              .signedIn(before.getName())
              .filter(person -> person.getDetails().equals(before.getDetails()));
      if (now.isEmpty()) {
        new SecurityContextLogoutHandler().logout(request, response, before);
      } else if (!now.get().getAuthorities().equals(before.getAuthorities())) {
        SecurityContextHolder.setContext(new SecurityContextImpl(now.get()));
      }
    }
    chain.doFilter(request, response);
  }
}
