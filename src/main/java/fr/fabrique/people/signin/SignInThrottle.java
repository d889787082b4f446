package fr.fabrique.people.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * Slows down guessing. Failures count for the pair of address and account, so that nobody can lock
 * another person out from elsewhere, and for the address alone, so that nobody can try many
 * accounts.
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
    Duration pair = waitOf(pairKey(address, account));
    Duration all = waitOf(address);
    return pair.compareTo(all) > 0 ? pair : all;
  }

  void failed(String address, String account) {
    count(pairKey(address, account), FREE_FAILURES_PER_PAIR);
    count(address, FREE_FAILURES_PER_ADDRESS);
  }

  void succeeded(String address, String account) {
    failures.invalidate(pairKey(address, account));
  }

  private void count(String key, int free) {
    failures
        .asMap()
        .compute(
            key,
            (k, before) -> {
              int count = before == null ? 1 : before.count() + 1;
              return new Failures(count, clock.instant().plus(pause(count - free)));
            });
  }

  private static Duration pause(int beyondFree) {
    if (beyondFree < 0) {
      return Duration.ZERO;
    }
    Duration doubled = FIRST_WAIT.multipliedBy(1L << Math.min(beyondFree, 10));
    return doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
  }

  private Duration waitOf(String key) {
    Failures before = failures.getIfPresent(key);
    Duration left =
        before == null ? Duration.ZERO : Duration.between(clock.instant(), before.waitUntil());
    return left.isNegative() ? Duration.ZERO : left;
  }

  private static String pairKey(String address, String account) {
    return address + " " + account;
  }
}
