package fr.fabrique.engine;

import java.util.SortedMap;

/** Remembers the states of the route, so that the folder speaks only when it has changed. */
public interface RouteHistory {

  /**
   * What is to be in force when the folder holds these files: they themselves, unless they were in
   * force before and something else has been published since.
   */
  SortedMap<String, byte[]> newest(SortedMap<String, byte[]> folder);

  /** Keeps what came from the folder and is in force now. */
  void keep(String deployment, SortedMap<String, byte[]> folder);
}
