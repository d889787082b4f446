package fr.fabrique.people.signin;

import fr.fabrique.people.KeptForm;
import fr.fabrique.people.SignInAttributes;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.WebAttributes;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;

/**
 * Sessions end and pages grow old: whoever is stopped by that is told so, and what they had typed
 * is in the form again once they are signed in. A form that is refused here never has an effect.
 */
class SignInAgain extends SavedRequestAwareAuthenticationSuccessHandler
    implements AuthenticationFailureHandler, AuthenticationEntryPoint, AccessDeniedHandler {

  /** The sign-in page as an answer to what was sent; reached from inside only. */
  static final String PAGE = "/login/again";

  private final HttpSessionCsrfTokenRepository tokens = new HttpSessionCsrfTokenRepository();
  private final KnownBrowsers browsers;

  SignInAgain(KnownBrowsers browsers) {
    this.browsers = browsers;
  }

  /** The session ended with this very request: the token that it came with is of no use either. */
  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException none)
      throws IOException, ServletException {
    CsrfToken token = tokens.generateToken(request);
    tokens.saveToken(token, request, response);
    new XorCsrfTokenRequestAttributeHandler().handle(request, response, () -> token);
    show(null, KeptForm.typed(request), request, response);
  }

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
      throws IOException, ServletException {
    KeptForm kept = KeptForm.carried(request);
    if (refused instanceof WaitFirst first) {
      response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(first.seconds()));
      request.setAttribute(SignInAttributes.MINUTES, first.minutes());
      show("login.throttled", kept, request, response);
    } else {
      show("login.refused", kept, request, response);
    }
  }

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication person)
      throws IOException, ServletException {
    browsers.remember(request, response, person.getName());
    KeptForm kept = KeptForm.carried(request);
    if (kept.isEmpty()) {
      super.onAuthenticationSuccess(request, response, person);
    } else {
      clearAuthenticationAttributes(request);
      kept.into(request.getSession());
      getRedirectStrategy().sendRedirect(request, response, KeptForm.PAGE);
    }
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException refused)
      throws IOException, ServletException {
    if (!(refused instanceof CsrfException)) {
      request.setAttribute(WebAttributes.ACCESS_DENIED_403, refused);
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    } else if (SecurityContextHolder.getContext().getAuthentication() == null) {
      outOfDateAndSignedOut(request, response);
    } else {
      outOfDate(request, response);
    }
  }

  private void outOfDateAndSignedOut(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    switch (request.getServletPath()) {
      case KeptForm.PAGE -> show(null, KeptForm.typed(request), request, response);
      case "/login" -> show("login.stale", KeptForm.carried(request), request, response);
      case "/logout" -> getRedirectStrategy().sendRedirect(request, response, "/login?logout");
      default -> getRedirectStrategy().sendRedirect(request, response, "/login");
    }
  }

  private void outOfDate(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (request.getServletPath()) {
      case KeptForm.PAGE -> {
        KeptForm.typed(request).into(request.getSession());
        getRedirectStrategy().sendRedirect(request, response, KeptForm.PAGE);
      }
      case "/login" -> getRedirectStrategy().sendRedirect(request, response, "/");
      default -> {
        request.setAttribute(SignInAttributes.OUT_OF_DATE, true);
        response.sendError(HttpServletResponse.SC_FORBIDDEN);
      }
    }
  }

  private static void show(
      String notice, KeptForm kept, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    request.setAttribute(SignInAttributes.NOTICE, notice);
    request.setAttribute(KeptForm.NAME, kept);
    response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    request.getRequestDispatcher(PAGE).forward(request, response);
  }
}
