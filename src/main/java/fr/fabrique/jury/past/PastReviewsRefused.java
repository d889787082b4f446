package fr.fabrique.jury.past;

/** A file of past reviews cannot be taken as a whole; the message says why and what to do. */
class PastReviewsRefused extends RuntimeException {

  private final Cause cause;

  PastReviewsRefused(Cause cause, String reason) {
    super(reason);
    this.cause = cause;
  }

  Cause reason() {
    return cause;
  }

  /** What kind of refusal it is. */
  enum Cause {
    INVALID,
    NOT_PAST,
    BUSY
  }
}
