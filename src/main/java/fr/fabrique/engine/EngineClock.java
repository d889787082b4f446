package fr.fabrique.engine;

import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.camunda.bpm.engine.impl.util.ClockUtil;

/** The one clock: the engine's, which tests and rehearsals move. */
public final class EngineClock {

  private EngineClock() {}

  public static OffsetDateTime now() {
    return ClockUtil.getCurrentTime().toInstant().atZone(ZoneId.systemDefault()).toOffsetDateTime();
  }
}
