package fr.fabrique.people.signin;

import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.FabriqueTest;
import fr.fabrique.demo.DemoPeople;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** The throttle at the door itself: calls that come from different addresses. */
@FabriqueTest
class AccountSignInTest {

  private static final String HOME = "192.0.2.1";
  private static final String ELSEWHERE = "198.51.100.7";

  @Autowired
  @Qualifier("springSecurityFilterChain")
  Filter door;

  @Test
  void who_guesses_waits_and_the_person_elsewhere_gets_in() throws Exception {
    for (int i = 0; i < SignInThrottle.FREE_FAILURES_PER_PAIR; i++) {
      assertThat(comesIn(ELSEWHERE, "a guess")).isFalse();
    }

    assertThat(comesIn(ELSEWHERE, DemoPeople.PASSWORD)).isFalse();
    assertThat(comesIn(HOME, DemoPeople.PASSWORD)).isTrue();
  }

  private boolean comesIn(String address, String password) throws IOException, ServletException {
    MockHttpServletRequest call = new MockHttpServletRequest("GET", "/api/challenges");
    call.setServletPath("/api/challenges");
    call.setRemoteAddr(address);
    call.addHeader(
        HttpHeaders.AUTHORIZATION,
        "Basic " + HttpHeaders.encodeBasicAuth("partners", password, null));
    MockFilterChain beyond = new MockFilterChain();
    door.doFilter(call, new MockHttpServletResponse(), beyond);
    return beyond.getRequest() != null;
  }
}
