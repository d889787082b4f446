package fr.fabrique.people.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SignInThrottleTest {

  private static final String HOME = "192.0.2.1";
  private static final String ELSEWHERE = "198.51.100.7";

  private final MovedClock clock = new MovedClock();
  private final SignInThrottle throttle = new SignInThrottle(clock);

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

  private void fail(int times, String address, String account) {
    for (int i = 0; i < times; i++) {
      throttle.failed(address, account);
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
