package fr.fabrique.challenge;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** The calls for ideas. */
public interface Challenges {

  /** The challenge that is always open. */
  String PERMANENT = "permanent";

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
