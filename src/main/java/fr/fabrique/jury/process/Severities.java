package fr.fabrique.jury.process;

import java.util.Map;
import org.springframework.stereotype.Component;

/** How severe jurors usually are. */
@Component
class Severities {

  /** By how much each juror scores above or below the others on the ideas of the same challenge. */
  Map<String, Double> around(String idea) {
    return Map.of();
  }
}
