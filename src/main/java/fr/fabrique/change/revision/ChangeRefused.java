package fr.fabrique.change.revision;

import fr.fabrique.engine.Sentence;

/** What an owner has asked for cannot be done; nothing was changed. */
public class ChangeRefused extends RuntimeException {

  /** Why not. */
  public enum Cause {
    UNKNOWN,
    /** What was sent cannot be used. */
    INVALID,
    /** Somebody else must do it. */
    NOT_YOURS,
    /** It has been changed meanwhile, or its time is over. */
    CONFLICT
  }

  private final Cause cause;
  private final Sentence why;

  public ChangeRefused(Cause cause, String key, Object... values) {
    super(Sentence.of(key, values).toString());
    this.cause = cause;
    this.why = Sentence.of(key, values);
  }

  public Cause reason() {
    return cause;
  }

  public Sentence why() {
    return why;
  }
}
