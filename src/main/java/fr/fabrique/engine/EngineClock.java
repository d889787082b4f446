package fr.fabrique.engine;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.joda.time.DateTimeUtils;

/** The one clock: the engine's, which tests, rehearsals and forecasts move. */
public final class EngineClock {

  private static final ThreadLocal<Instant> OF_THREAD = new ThreadLocal<>();

  private static volatile Instant stoppedAt;

  private EngineClock() {}

  public static OffsetDateTime now() {
    return ClockUtil.getCurrentTime().toInstant().atZone(ZoneId.systemDefault()).toOffsetDateTime();
  }

  /** Stops the clock of this JVM's engines at a time. */
  public static void stopAt(Instant time) {
    stoppedAt = time;
    takeOver();
  }

  /** Lets the clock run with real time again. */
  public static void release() {
    stoppedAt = null;
  }

  /** Stops the clock for what this thread does; it is as late as before for all others. */
  public static void stopForThisThreadAt(Instant time) {
    OF_THREAD.set(time);
    takeOver();
  }

  /** This thread has the time of all others again. */
  public static void releaseThisThread() {
    OF_THREAD.remove();
  }

  /** The engine asks Joda-Time how late it is. */
  private static void takeOver() {
    DateTimeUtils.setCurrentMillisProvider(EngineClock::millis);
  }

  private static long millis() {
    Instant time = OF_THREAD.get() != null ? OF_THREAD.get() : stoppedAt;
    return time != null ? time.toEpochMilli() : System.currentTimeMillis();
  }
}
