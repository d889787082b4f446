package fr.fabrique.jury.process;

import fr.fabrique.engine.EngineClock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import javax.xml.datatype.DatatypeConfigurationException;
import javax.xml.datatype.DatatypeFactory;

/** How long jurors have, as diagrams write it: an ISO 8601 duration such as P14D. */
final class ReviewTime {

  private ReviewTime() {}

  /** The last day for somebody who is asked today; today itself for what is no duration. */
  static LocalDate lastDay(String duration) {
    LocalDate today = EngineClock.now().toLocalDate();
    try {
      Date due = Date.from(EngineClock.now().toInstant());
      DatatypeFactory.newInstance().newDuration(duration).addTo(due);
      return due.toInstant().atZone(ZoneId.systemDefault()).toLocalDate();
    } catch (IllegalArgumentException notADuration) {
      return today;
    } catch (DatatypeConfigurationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
