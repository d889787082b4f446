package fr.fabrique.change.heat;

import java.time.Duration;

/**
 * What happened at one element of a diagram.
 *
 * @param element its id
 * @param kind the kind of element as BPMN names it
 * @param now how many are there at this moment
 * @param passed how many left it
 * @param median how long half of them were there at most; null where nobody left it
 * @param slowest how long nine of ten were there at most; null so too
 * @param again how often somebody came there again who had been there before
 */
public record Step(
    String element,
    String label,
    String kind,
    int now,
    int passed,
    Duration median,
    Duration slowest,
    int again) {

  /** Whether it is an end of the process. */
  public boolean isEnd() {
    return kind.endsWith("EndEvent");
  }

  /** Whether somebody or something has to wait there. */
  public boolean waits() {
    return switch (kind) {
      case "userTask",
          "receiveTask",
          "callActivity",
          "subProcess",
          "intermediateTimer",
          "intermediateMessageCatch",
          "intermediateConditional",
          "intermediateSignalCatch",
          "eventBasedGateway" ->
          true;
      default -> now > 0;
    };
  }
}
