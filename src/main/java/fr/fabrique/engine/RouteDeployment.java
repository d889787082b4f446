package fr.fabrique.engine;

import java.time.Instant;
import java.util.Optional;

/** What became of the newest diagrams and forms. */
public interface RouteDeployment {

  /** Why the newest change is not in force; empty when all that was saved is. */
  Optional<Notice> notice();

  /**
   * A change that was refused.
   *
   * @param at when it was refused
   * @param reason what is wrong, with file and line where the engine knows them
   */
  record Notice(Instant at, String reason) {}
}
