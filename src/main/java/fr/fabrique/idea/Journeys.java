package fr.fabrique.idea;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where ideas are on their route, in the diagrams' words, and what their authors may do there. */
public interface Journeys {

  /**
   * A step of the route.
   *
   * @param id the element's id on the diagram
   * @param name the element's name on the diagram
   * @param process the diagram's id
   * @param diagram the diagram's name
   * @param until null while it is under way
   * @param interrupted whether it was left without being finished
   */
  record Step(
      String id,
      String name,
      String process,
      String diagram,
      Instant since,
      Instant until,
      boolean interrupted) {

    public boolean underWay() {
      return until == null;
    }
  }

  /** The steps done and under way, oldest first, without those inside the jury. */
  List<Step> steps(String idea);

  /** The name of the end that the idea has reached on its route; empty while it travels. */
  Optional<String> end(String idea);

  /** Whether the idea still travels, so that its author may withdraw it. */
  boolean canWithdraw(String idea);

  /** Whether the idea is asleep. */
  boolean canRevive(String idea);

  /** Takes the idea off its route; false when it had reached an end meanwhile. */
  boolean withdraw(String idea);

  /** Wakes the idea; false when it was not asleep any longer. */
  boolean revive(String idea);
}
