package fr.fabrique.people.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Slows down guessing. Only the pair of address and account ever waits, so that nobody can lock out
 * a person elsewhere, and a browser in which the person has signed in before is counted by itself,
 * so that nobody can from the same address either. An address that failed often may try each
 * account once only before it waits.
 */
@Component
class SignInThrottle {

  static final int FREE_FAILURES_PER_PAIR = 5;
  static final int FREE_FAILURES_PER_ADDRESS = 50;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(15);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

  private final KnownBrowsers browsers;
  private final Clock clock;
  private final Cache<String, Failures> failures =
      Caffeine.newBuilder().maximumSize(100_000).expireAfterWrite(Duration.ofHours(1)).build();

  private record Failures(int count, Instant waitUntil) {}

  @Autowired
  SignInThrottle(KnownBrowsers browsers) {
    this(browsers, Clock.systemUTC());
  }

  SignInThrottle(KnownBrowsers browsers, Clock clock) {
    this.browsers = browsers;
    this.clock = clock;
  }

  /** How long the visitor must wait before trying this account; zero when there is no need to. */
  Duration waitFor(Visitor visitor, String account) {
    Failures before = failures.getIfPresent(pairKey(visitor, account));
    Duration left =
        before == null ? Duration.ZERO : Duration.between(clock.instant(), before.waitUntil());
    return left.isNegative() ? Duration.ZERO : left;
  }

  void failed(Visitor visitor, String account) {
    boolean guesser =
        !browsers.knows(visitor, account)
            && count(visitor.address(), FREE_FAILURES_PER_ADDRESS) > FREE_FAILURES_PER_ADDRESS;
    count(pairKey(visitor, account), guesser ? 1 : FREE_FAILURES_PER_PAIR);
  }

  void succeeded(Visitor visitor, String account) {
    failures.invalidate(pairKey(visitor, account));
  }

  private int count(String key, int free) {
    return failures
        .asMap()
        .compute(
            key,
            (k, before) -> {
              int count = before == null ? 1 : before.count() + 1;
              return new Failures(count, clock.instant().plus(pause(count - free)));
            })
        .count();
  }

  private static Duration pause(int beyondFree) {
    if (beyondFree < 0) {
      return Duration.ZERO;
    }
    Duration doubled = FIRST_WAIT.multipliedBy(1L << Math.min(beyondFree, 10));
    return doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
  }

  private String pairKey(Visitor visitor, String account) {
    String from = browsers.knows(visitor, account) ? visitor.browser() : visitor.address();
    return from + " " + account;
  }
}
