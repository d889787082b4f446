package fr.fabrique.engine.check;

import java.util.Locale;

/** How much a finding matters. */
public enum Severity {
  /** The route is not put in force with it. */
  BLOCKS,
  /** The route may be put in force, and somebody will probably be sorry. */
  WARNS,
  /** Worth knowing. */
  TELLS;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
