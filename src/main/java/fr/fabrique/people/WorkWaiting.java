package fr.fabrique.people;

import java.util.List;

/** What waits for a person in Tasklist. */
public interface WorkWaiting {

  /**
   * How much waits.
   *
   * @param assigned tasks that are the person's own
   * @param offered tasks that nobody has taken yet and that the person may take
   */
  record Count(long assigned, long offered) {}

  /** A task of one's own, under the name that Tasklist gives it. */
  record Task(String id, String name) {}

  /** How a person stands to a task: whose it is, or that they may take it. */
  enum Standing {
    OWN,
    OFFERED,
    NEITHER
  }

  Count count(String person);

  /** The same answer for a task of others, for one that is done and for one that never was. */
  Standing standing(String task, String person);

  /** The person's own tasks about a subject, such as an idea. */
  List<Task> about(String subject, String person);
}
