package fr.fabrique.people.signin;

import java.time.Duration;
import org.springframework.security.authentication.LockedException;

/** Too many sign-ins have failed; nothing was looked at. */
class WaitFirst extends LockedException {

  private final Duration wait;

  WaitFirst(Duration wait) {
    super(
        "Too many failed attempts from here: try again in %d seconds."
            .formatted(wait.plusMillis(999).toSeconds()));
    this.wait = wait;
  }

  long seconds() {
    return wait.plusMillis(999).toSeconds();
  }

  long minutes() {
    return wait.plusSeconds(59).toMinutes();
  }
}
