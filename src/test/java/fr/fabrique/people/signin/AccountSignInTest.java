package fr.fabrique.people.signin;

import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.FabriqueTest;
import fr.fabrique.demo.DemoPeople;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.web.csrf.CsrfToken;

/** The throttle at the door itself: calls that come from different addresses. */
@FabriqueTest
class AccountSignInTest {

  private static final String HOME = "192.0.2.1";
  private static final String ELSEWHERE = "198.51.100.7";

  private static final String BEHIND_ONE_ADDRESS = "203.0.113.5";

  @Autowired
  @Qualifier("springSecurityFilterChain")
  Filter door;

  @Test
  void who_guesses_waits_and_the_person_elsewhere_gets_in() throws Exception {
    for (int i = 0; i < SignInThrottle.FREE_FAILURES_PER_PAIR; i++) {
      assertThat(call(ELSEWHERE, "a guess").getStatus()).isEqualTo(401);
    }

    MockHttpServletResponse early = call(ELSEWHERE, DemoPeople.PASSWORD);
    assertThat(early.getStatus()).isEqualTo(429);
    assertThat(early.getHeader(HttpHeaders.RETRY_AFTER)).isEqualTo("15");
    assertThat(early.getContentAsString())
        .contains("try again in 15 seconds", "\"instance\":\"/api/challenges\"");
    assertThat(call(HOME, DemoPeople.PASSWORD)).isNull();
  }

  @Test
  void who_has_signed_in_before_is_not_locked_out_by_a_colleague_s_guesses() throws Exception {
    MockHttpServletResponse before = signIn(DemoPeople.PASSWORD);
    assertThat(before.getRedirectedUrl()).isEqualTo("/");
    Cookie browser = before.getCookie(KnownBrowsers.COOKIE);
    assertThat(browser.isHttpOnly()).isTrue();

    MockHttpServletResponse waits = null;
    for (int i = 0; i <= SignInThrottle.FREE_FAILURES_PER_PAIR; i++) {
      waits = signIn("a guess");
    }

    assertThat(waits.getHeader(HttpHeaders.RETRY_AFTER)).isEqualTo("15");
    assertThat(signIn(DemoPeople.PASSWORD, browser).getRedirectedUrl()).isEqualTo("/");
  }

  /** The refusal, or null for whoever comes in. */
  private MockHttpServletResponse call(String address, String password)
      throws IOException, ServletException {
    MockHttpServletRequest call = new MockHttpServletRequest("GET", "/api/challenges");
    call.setServletPath("/api/challenges");
    call.setRemoteAddr(address);
    call.addHeader(
        HttpHeaders.AUTHORIZATION,
        "Basic " + HttpHeaders.encodeBasicAuth("partners", password, null));
    MockFilterChain beyond = new MockFilterChain();
    MockHttpServletResponse refusal = new MockHttpServletResponse();
    door.doFilter(call, refusal, beyond);
    return beyond.getRequest() == null ? refusal : null;
  }

  private MockHttpServletResponse signIn(String password, Cookie... cookies)
      throws IOException, ServletException {
    MockHttpServletRequest page = fromBehindOneAddress("GET");
    door.doFilter(page, new MockHttpServletResponse(), new MockFilterChain());
    CsrfToken token = (CsrfToken) page.getAttribute(CsrfToken.class.getName());
    MockHttpServletRequest form = fromBehindOneAddress("POST");
    form.addParameter(token.getParameterName(), token.getToken());
    form.setSession(page.getSession());
    form.addParameter("username", "finance");
    form.addParameter("password", password);
    form.setCookies(cookies);
    MockHttpServletResponse answer = new MockHttpServletResponse();
    door.doFilter(form, answer, new MockFilterChain());
    return answer;
  }

  private static MockHttpServletRequest fromBehindOneAddress(String method) {
    MockHttpServletRequest request = new MockHttpServletRequest(method, "/login");
    request.setServletPath("/login");
    request.setRemoteAddr(BEHIND_ONE_ADDRESS);
    return request;
  }
}
