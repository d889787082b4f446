package fr.fabrique.people.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * Slows down guessing. Only the pair of address and account ever waits, so that nobody can lock out
 * a person elsewhere, nor a colleague behind the same address. An address that failed often may try
 * each account once only before it waits.
 */
@Component
class SignInThrottle {

  static final int FREE_FAILURES_PER_PAIR = 5;
  static final int FREE_FAILURES_PER_ADDRESS = 50;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(15);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

  private final Clock clock;
  private final Cache<String, Failures> failures =
      Caffeine.newBuilder().maximumSize(100_000).expireAfterWrite(Duration.ofHours(1)).build();

  private record Failures(int count, Instant waitUntil) {}

  SignInThrottle() {
    this(Clock.systemUTC());
  }

  SignInThrottle(Clock clock) {
    this.clock = clock;
  }

  /** How long this address must wait before it may try this account; zero when it may. */
  Duration waitFor(String address, String account) {
    Failures before = failures.getIfPresent(pairKey(address, account));
    Duration left =
        before == null ? Duration.ZERO : Duration.between(clock.instant(), before.waitUntil());
    return left.isNegative() ? Duration.ZERO : left;
  }

  void failed(String address, String account) {
    boolean guesser = count(address, FREE_FAILURES_PER_ADDRESS) > FREE_FAILURES_PER_ADDRESS;
    count(pairKey(address, account), guesser ? 1 : FREE_FAILURES_PER_PAIR);
  }

  void succeeded(String address, String account) {
    failures.invalidate(pairKey(address, account));
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

  private static String pairKey(String address, String account) {
    return address + " " + account;
  }
}
