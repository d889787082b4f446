package fr.fabrique.engine.check;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.datatype.DatatypeConfigurationException;
import javax.xml.datatype.DatatypeFactory;
import org.w3c.dom.Element;

/** How long a timer waits is a duration, written there or as a default of the process. */
final class Times {

  private static final Pattern FACT = Pattern.compile("[$#]\\{\\s*(\\w+)\\s*}");

  private Times() {}

  static void check(XmlFile diagram, Element duration, List<Finding> findings) {
    String text = duration.getTextContent().strip();
    Matcher fact = FACT.matcher(text);
    Optional<String> written =
        fact.matches()
            ? Optional.ofNullable(diagram.defaults().get(fact.group(1)))
            : Optional.of(text);
    written
        .filter(time -> !Expressions.isOne(time) && !time.contains("/") && !isDuration(time))
        .ifPresent(
            time ->
                findings.add(
                    diagram.finding(
                        duration,
                        "duration",
                        "It waits for “%s”, which is no duration.".formatted(time),
                        "Write days as P14D, months as P3M, hours as PT12H.")));
  }

  /** As the engine reads it: weeks are none of its durations. */
  private static boolean isDuration(String text) {
    try {
      DatatypeFactory.newInstance().newDuration(text);
      return true;
    } catch (IllegalArgumentException none) {
      return false;
    } catch (DatatypeConfigurationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
