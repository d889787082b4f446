package fr.fabrique.change.move;

/**
 * One journey on its way to a revision.
 *
 * @param journey the process instance that nothing has called
 * @param trial whether it only is tried out
 * @param subject the business key: the id of an idea, a challenge, a cohort
 * @param process the key of the process
 * @param tries how often somebody else was at the journey at the same moment
 * @param passage what became of it; null while it waits
 */
public record Move(
    String revision,
    String journey,
    boolean trial,
    String subject,
    String process,
    Outcome outcome,
    int tries,
    Passage passage) {

  /** What became, or on trial would become, of a journey. */
  public enum Outcome {
    WAITING,
    MOVED,
    /** It is where it was, on the revision on which it was. */
    STAYED,
    /** It had reached its end before. */
    ENDED
  }
}
