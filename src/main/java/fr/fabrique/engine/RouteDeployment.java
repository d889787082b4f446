package fr.fabrique.engine;

import fr.fabrique.engine.check.Words;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What became of the newest diagrams and forms. */
public interface RouteDeployment {

  /** Why the newest change is not in force; empty when all that was saved is. */
  Optional<Notice> notice();

  /**
   * A change that was refused.
   *
   * @param at when it was refused
   * @param reasons all that is wrong, with file, line and element where they can be named
   */
  record Notice(Instant at, List<Words> reasons) {}
}
