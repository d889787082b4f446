package fr.fabrique.challenge;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** The calls for ideas. */
public interface Challenges {

  /** The challenge that is always open. */
  String PERMANENT = "permanent";

  /** The setting under which jurors do not learn who wrote an idea. */
  String BLIND = "blind";

  /**
   * The setting of what jurors see of each other once their idea has its verdict: {@code nothing},
   * {@code tally} or {@code assessments}.
   */
  String SHOWN_AFTER = "shownAfter";

  /** Where a challenge stands. */
  enum Phase {
    PLANNED,
    OPEN,
    CLOSED,
    PUBLISHED
  }

  /**
   * A challenge.
   *
   * @param opensOn null until its calendar is set, and for the permanent challenge
   */
  record Challenge(
      String id,
      String title,
      String question,
      OffsetDateTime opensOn,
      OffsetDateTime closesOn,
      boolean permanent,
      Phase phase) {

    public boolean isOpen() {
      return phase == Phase.OPEN;
    }
  }

  Optional<Challenge> find(String id);

  List<Challenge> all();

  /**
   * Whether the challenge still gathers ideas, so that its jury has to wait; never for the
   * permanent one. The answer holds until the transaction ends: nobody closes the challenge
   * meanwhile.
   */
  boolean gathers(String id);

  /** What the challenge has settled under this name in place of the diagram's default. */
  Optional<String> setting(String id, String name);

  /**
   * Plans a challenge and starts its process.
   *
   * @throws ChallengeExists when the id is taken
   */
  Challenge plan(String id, String title, String question);

  /** Creates the permanent challenge when there is none. */
  void ensurePermanent(String title, String question);

  /** A challenge with this id exists already. */
  class ChallengeExists extends RuntimeException {
    public ChallengeExists(String id) {
      super("There is already a challenge '%s': choose another key.".formatted(id));
    }
  }
}
