package fr.fabrique.notification;

import fr.fabrique.engine.EngineClock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** When digests leave, in the server's time zone. */
@Component
class DigestTimes {

  private final Duration delay;
  private final LocalTime hour;

  /**
   * @throws java.time.DateTimeException when the hour is none of 0 to 23
   */
  DigestTimes(
      @Value("${fabrique.digest-delay:PT15M}") Duration delay,
      @Value("${fabrique.digest-hour:7}") int hour) {
    this.delay = delay;
    this.hour = LocalTime.of(hour, 0);
  }

  /** Late enough to gather what happens in one go. */
  OffsetDateTime soon() {
    return EngineClock.now().plus(delay);
  }

  OffsetDateTime tomorrow() {
    return EngineClock.now()
        .toLocalDate()
        .plusDays(1)
        .atTime(hour)
        .atZone(ZoneId.systemDefault())
        .toOffsetDateTime();
  }
}
