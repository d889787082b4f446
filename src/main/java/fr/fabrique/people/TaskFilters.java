package fr.fabrique.people;

/** The ready-made lists of Tasklist. */
public interface TaskFilters {

  /** Gives chairs a list of all tasks of a challenge; when there is one, it takes the title. */
  void offerChallenge(String challenge, String title);
}
