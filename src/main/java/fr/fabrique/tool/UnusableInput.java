package fr.fabrique.tool;

/** The file cannot be worked with; the message says why. */
public class UnusableInput extends RuntimeException {

  public UnusableInput(String reason) {
    super(reason);
  }
}
