package fr.fabrique.people.signin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class SignInThrottleTest {

  private static final Visitor HOME = new Visitor("192.0.2.1", "");
  private static final Visitor ELSEWHERE = new Visitor("198.51.100.7", "");

  private final KnownBrowsers browsers = new KnownBrowsers();
  private final MovedClock clock = new MovedClock();
  private final SignInThrottle throttle = new SignInThrottle(browsers, clock);

  @Test
  void a_few_slips_cost_no_wait() {
    fail(SignInThrottle.FREE_FAILURES_PER_PAIR - 1, HOME, "author");

    assertThat(throttle.waitFor(HOME, "author")).isZero();
  }

  @Test
  void many_failures_make_the_address_wait_for_that_account() {
    fail(SignInThrottle.FREE_FAILURES_PER_PAIR, HOME, "author");

    assertThat(throttle.waitFor(HOME, "author")).isPositive();
    assertThat(throttle.waitFor(HOME, "juror1")).isZero();
  }

  @Test
  void nobody_is_locked_out_from_another_address() {
    fail(SignInThrottle.FREE_FAILURES_PER_PAIR + 20, ELSEWHERE, "author");

    assertThat(throttle.waitFor(ELSEWHERE, "author")).isPositive();
    assertThat(throttle.waitFor(HOME, "author")).isZero();
  }

  @Test
  void the_wait_grows_with_each_failure_and_has_an_end() {
    fail(SignInThrottle.FREE_FAILURES_PER_PAIR, HOME, "author");
    Duration first = throttle.waitFor(HOME, "author");
    throttle.failed(HOME, "author");
    Duration second = throttle.waitFor(HOME, "author");
    fail(30, HOME, "author");

    assertThat(second).isGreaterThan(first);
    assertThat(throttle.waitFor(HOME, "author")).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void the_wait_passes() {
    fail(SignInThrottle.FREE_FAILURES_PER_PAIR, HOME, "author");
    Duration wait = throttle.waitFor(HOME, "author");

    clock.forward(wait.minusSeconds(1));
    assertThat(throttle.waitFor(HOME, "author")).isPositive();

    clock.forward(Duration.ofSeconds(1));
    assertThat(throttle.waitFor(HOME, "author")).isZero();
  }

  @Test
  void a_success_forgives_earlier_slips() {
    fail(SignInThrottle.FREE_FAILURES_PER_PAIR - 1, HOME, "author");
    throttle.succeeded(HOME, "author");
    throttle.failed(HOME, "author");

    assertThat(throttle.waitFor(HOME, "author")).isZero();
  }

  @Test
  void who_tries_many_accounts_may_try_each_only_once_more() {
    for (int i = 0; i < SignInThrottle.FREE_FAILURES_PER_ADDRESS; i++) {
      throttle.failed(ELSEWHERE, "guess" + i);
    }
    throttle.failed(ELSEWHERE, "author");

    assertThat(throttle.waitFor(ELSEWHERE, "author")).isPositive();
    assertThat(throttle.waitFor(HOME, "author")).isZero();
  }

  @Test
  void a_colleague_behind_the_address_of_a_guesser_gets_in() {
    for (int i = 0; i < 10 * SignInThrottle.FREE_FAILURES_PER_ADDRESS; i++) {
      throttle.failed(ELSEWHERE, "guess" + i);
    }

    assertThat(throttle.waitFor(ELSEWHERE, "author")).isZero();
  }

  @Test
  void who_has_signed_in_before_gets_in_whoever_guesses_behind_the_same_address() {
    Visitor author = known("author");
    fail(SignInThrottle.FREE_FAILURES_PER_PAIR + 20, ELSEWHERE, "author");

    assertThat(throttle.waitFor(ELSEWHERE, "author")).isPositive();
    assertThat(throttle.waitFor(author, "author")).isZero();
  }

  @Test
  void a_known_browser_waits_for_its_own_failures_and_forgives_only_those() {
    Visitor author = known("author");
    fail(SignInThrottle.FREE_FAILURES_PER_PAIR, author, "author");
    fail(SignInThrottle.FREE_FAILURES_PER_PAIR, ELSEWHERE, "author");
    assertThat(throttle.waitFor(author, "author")).isPositive();

    throttle.succeeded(author, "author");

    assertThat(throttle.waitFor(author, "author")).isZero();
    assertThat(throttle.waitFor(ELSEWHERE, "author")).isPositive();
  }

  @Test
  void a_browser_is_known_for_those_only_who_signed_in_there() {
    Visitor author = known("author");
    Visitor madeUp = new Visitor(author.address(), "made-up");
    fail(SignInThrottle.FREE_FAILURES_PER_PAIR, author, "juror1");
    fail(SignInThrottle.FREE_FAILURES_PER_PAIR, madeUp, "author");

    assertThat(throttle.waitFor(ELSEWHERE, "juror1")).isPositive();
    assertThat(throttle.waitFor(ELSEWHERE, "author")).isPositive();
  }

  /** A browser behind the guesser's address. */
  private Visitor known(String account) {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setRemoteAddr(ELSEWHERE.address());
    request.setCookies(new Cookie(KnownBrowsers.COOKIE, "planted"));
    MockHttpServletResponse response = new MockHttpServletResponse();
    browsers.remember(request, response, account);
    request.setCookies(response.getCookies());
    assertThat(browsers.visitor(request).browser()).hasSizeGreaterThan(40);
    return browsers.visitor(request);
  }

  private void fail(int times, Visitor visitor, String account) {
    for (int i = 0; i < times; i++) {
      throttle.failed(visitor, account);
    }
  }

  private static final class MovedClock extends Clock {

    private Instant now = Instant.parse("2027-01-04T08:00:00Z");

    void forward(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
