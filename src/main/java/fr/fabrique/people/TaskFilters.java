package fr.fabrique.people;

/** The ready-made lists of Tasklist. */
public interface TaskFilters {

  /** Gives chairs a list of all tasks of a challenge; does nothing when there is one. */
  void offerChallenge(String challenge, String title);
}
