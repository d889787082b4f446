package fr.fabrique.jury.web;

/** What was typed cannot be done: nothing was changed, and the page says why. */
class Refusal extends RuntimeException {

  /**
   * @param text the key of what to say
   */
  Refusal(String text) {
    super(text);
  }

  String text() {
    return getMessage();
  }
}
