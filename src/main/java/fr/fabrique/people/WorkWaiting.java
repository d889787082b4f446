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

  Count count(String person);

  /** The person's own tasks about a subject, such as an idea. */
  List<Task> about(String subject, String person);
}
