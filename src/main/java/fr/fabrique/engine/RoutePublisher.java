package fr.fabrique.engine;

import java.util.SortedMap;

/** Puts the route in force. */
public interface RoutePublisher {

  /**
   * Puts files in force as one unit, in the transaction of the caller.
   *
   * @param route all files of the route by name
   * @return the id of the deployment; that of the one in force when nothing differs from it
   * @throws org.camunda.bpm.engine.exception.NotValidException when something in a file blocks; the
   *     message says all of it
   */
  String publish(SortedMap<String, byte[]> route);
}
