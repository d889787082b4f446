package fr.fabrique.engine.check;

import java.util.Locale;

/** How much a finding matters. */
public enum Severity {
  /** The route is not put in force with it. */
  BLOCKS(Words.of("blocks")),
  /** The route may be put in force, and somebody will probably be sorry. */
  WARNS(Words.of("warns")),
  /** Worth knowing. */
  TELLS(Words.of("tells"));

  private final Words words;

  Severity(Words words) {
    this.words = words;
  }

  /** What it does, as people read it. */
  public Words words() {
    return words;
  }

  /** The same for programs, in English. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
