package fr.fabrique.engine;

import java.time.OffsetDateTime;

/**
 * Work that must not happen before its transaction has committed, such as sending a mail: the
 * engine's job executor calls it later, with retries, and keeps an incident when they are used up.
 */
public interface DeferredWork {

  /** The name under which jobs ask for this work. */
  String kind();

  /**
   * Does the work once; must be safe to repeat.
   *
   * @param reference what the job was scheduled with, an id and never content
   */
  void perform(String reference);

  /** Schedules deferred work in the current transaction. */
  interface Scheduler {

    /** As soon as the transaction has committed. */
    void schedule(String kind, String reference);

    /** Not before a time of the {@link EngineClock}. */
    void schedule(String kind, String reference, OffsetDateTime at);
  }
}
