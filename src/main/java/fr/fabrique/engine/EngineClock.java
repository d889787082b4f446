package fr.fabrique.engine;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Date;
import org.camunda.bpm.engine.impl.util.ClockUtil;

/** The one clock: the engine's, which tests and rehearsals move. */
public final class EngineClock {

  private EngineClock() {}

  public static OffsetDateTime now() {
    return ClockUtil.getCurrentTime().toInstant().atZone(ZoneId.systemDefault()).toOffsetDateTime();
  }

  /** Stops the clock of this JVM's engines at a time. */
  public static void stopAt(Instant time) {
    ClockUtil.setCurrentTime(Date.from(time));
  }

  /** Lets the clock run with real time again. */
  public static void release() {
    ClockUtil.reset();
  }
}
