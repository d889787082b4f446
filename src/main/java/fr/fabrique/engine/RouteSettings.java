package fr.fabrique.engine;

import java.util.Optional;

/** Durations and numbers that a challenge sets in place of the defaults drawn in the diagram. */
public interface RouteSettings {

  /**
   * @param subject the business key of the process instance that starts
   * @param name the variable's name
   */
  Optional<String> setting(String subject, String name);
}
