package fr.fabrique.change.revision;

import java.time.OffsetDateTime;

/**
 * A state of the whole route.
 *
 * @param number counted from 1 in the order of publication; null for what was not published
 * @param draftedBy null for whoever may write into the folder
 * @param basedOn the revision that was in force when it was begun; null for the first
 * @param reason why it is to be published, in the owner's words
 * @param askedBy who has asked for its publication; null as long as nobody has
 * @param deployment the engine's deployment
 */
public record Revision(
    String id,
    String digest,
    Integer number,
    Door door,
    String draftedBy,
    OffsetDateTime draftedAt,
    String basedOn,
    String reason,
    String askedBy,
    OffsetDateTime askedAt,
    String publishedBy,
    OffsetDateTime publishedAt,
    String deployment,
    OffsetDateTime droppedAt) {

  /** How a revision came. */
  public enum Door {
    /** Saved into the folder that is watched. */
    FOLDER,
    /** Uploaded on the owners' page. */
    PAGE,
    /** Deployed from Camunda Modeler. */
    MODELER,
    /** An earlier revision again. */
    BACK
  }

  /** How far it has come. */
  public enum State {
    DRAFT,
    /** Another owner is to approve it. */
    ASKED,
    PUBLISHED,
    DROPPED
  }

  /** By which a page tells that it shows what another owner is asked to approve, and no other. */
  public String seen() {
    return digest + " " + (askedAt == null ? "" : askedAt.toInstant().toEpochMilli());
  }

  public State state() {
    if (number != null) {
      return State.PUBLISHED;
    }
    if (droppedAt != null) {
      return State.DROPPED;
    }
    return askedBy == null ? State.DRAFT : State.ASKED;
  }
}
