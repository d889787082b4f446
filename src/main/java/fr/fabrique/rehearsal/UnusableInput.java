package fr.fabrique.rehearsal;

/** The file cannot be rehearsed with; the message says why. */
class UnusableInput extends RuntimeException {

  UnusableInput(String reason) {
    super(reason);
  }
}
