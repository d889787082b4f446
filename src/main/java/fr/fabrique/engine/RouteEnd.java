package fr.fabrique.engine;

/**
 * Told whenever a process instance ends, whichever end it reached, in the transaction that ends it.
 */
public interface RouteEnd {

  /**
   * @param process the process's id, such as {@code idea_route}
   * @param subject the business key
   */
  void ended(String process, String subject);
}
