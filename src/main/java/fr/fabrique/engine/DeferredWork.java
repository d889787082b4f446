package fr.fabrique.engine;

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

    void schedule(String kind, String reference);
  }
}
