package fr.fabrique.people.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.crypto.keygen.Base64StringKeyGenerator;
import org.springframework.security.crypto.keygen.StringKeyGenerator;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * Browsers in which somebody has signed in before, told by a cookie that nobody can guess: whoever
 * guesses passwords from the same address does not make them wait. It is the device cookie that
 * OWASP describes against locking out by strangers.
 */
@Component
class KnownBrowsers {

  static final String COOKIE = "fabrique-browser";

  private static final Duration KEPT = Duration.ofDays(180);

  private final StringKeyGenerator ids =
      new Base64StringKeyGenerator(Base64.getUrlEncoder().withoutPadding(), 32);

  private final Cache<String, Set<String>> accounts =
      Caffeine.newBuilder().maximumSize(100_000).expireAfterAccess(KEPT).build();

  /** From where the request comes. */
  Visitor visitor(HttpServletRequest request) {
    Cookie cookie = WebUtils.getCookie(request, COOKIE);
    return new Visitor(request.getRemoteAddr(), cookie == null ? "" : cookie.getValue());
  }

  /** Whether the account's owner has signed in there before. */
  boolean knows(Visitor visitor, String account) {
    return accounts(visitor).contains(account);
  }

  /** Notes that the account's owner has signed in there. */
  void remember(HttpServletRequest request, HttpServletResponse response, String account) {
    Visitor visitor = visitor(request);
    String browser = accounts(visitor).isEmpty() ? ids.generateKey() : visitor.browser();
    accounts.get(browser, unknown -> ConcurrentHashMap.newKeySet()).add(account);
    ResponseCookie cookie =
        ResponseCookie.from(COOKIE, browser)
            .path(request.getContextPath() + "/")
            .maxAge(KEPT)
            .httpOnly(true)
            .secure(request.isSecure())
            .sameSite("Lax")
            .build();
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
  }

  private Set<String> accounts(Visitor visitor) {
    Set<String> known = accounts.getIfPresent(visitor.browser());
    return known == null ? Set.of() : known;
  }
}
