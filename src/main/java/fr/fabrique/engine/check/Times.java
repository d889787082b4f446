package fr.fabrique.engine.check;

import static fr.fabrique.engine.check.XmlFile.engine;
import static fr.fabrique.engine.check.XmlFile.tag;

import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.calendar.CycleBusinessCalendar;
import org.camunda.bpm.engine.impl.calendar.DueDateBusinessCalendar;
import org.camunda.bpm.engine.impl.calendar.DurationBusinessCalendar;
import org.w3c.dom.Element;

/** Times can be read wherever they may stand, as the engine itself reads them. */
final class Times {

  private static final Pattern FACT = Pattern.compile("[$#]\\{\\s*(\\w+)\\s*}");

  /** What needs no second look. */
  private static final Pattern PLAIN = Pattern.compile("P\\d{1,5}[YMD]|PT\\d{1,5}[HMS]");

  private static final Pattern NUMBER = Pattern.compile("-?\\d+");

  private final XmlFile diagram;
  private final List<Finding> findings;

  Times(XmlFile diagram, List<Finding> findings) {
    this.diagram = diagram;
    this.findings = findings;
  }

  void check() {
    for (Element element : diagram.all()) {
      switch (tag(element)) {
        case "timeDuration" ->
            time(
                element,
                element.getTextContent(),
                time -> Words.of("It waits for “%s”, which is no duration.", time));
        case "timeDate" ->
            time(
                element,
                element.getTextContent(),
                time -> Words.of("It waits until “%s”, which is no date.", time));
        case "timeCycle" ->
            time(
                element,
                element.getTextContent(),
                time -> Words.of("It repeats by “%s”, which is no cycle.", time));
        case "timerEventDefinition" -> timer(element);
        case "failedJobRetryTimeCycle" ->
            time(
                element,
                element.getTextContent(),
                time -> Words.of("It tries again by “%s”, which is no cycle.", time));
        default -> {}
      }
      day(
          element,
          "dueDate",
          time -> Words.of("It is due “%s”, which is no date or duration.", time));
      day(
          element,
          "followUpDate",
          time -> Words.of("It is followed up “%s”, which is no date or duration.", time));
      priority(element, "priority");
      priority(element, "jobPriority");
      priority(element, "taskPriority");
    }
  }

  private void timer(Element timer) {
    boolean timed =
        XmlFile.children(timer).stream().anyMatch(e -> tag(e).matches("time(Duration|Date|Cycle)"));
    if (!timed) {
      add(timer, Words.of("It waits for a time that is not given."));
    }
  }

  private void day(Element at, String attribute, Function<String, Words> message) {
    if (!engine(at, attribute).isBlank()) {
      time(at, engine(at, attribute), message);
    }
  }

  private void time(Element at, String text, Function<String, Words> message) {
    written(text.strip())
        .filter(time -> !Expressions.isOne(time) && !isTime(tag(at), time))
        .ifPresent(time -> add(at, message.apply(time)));
  }

  /** What is written there, or as a default of the process; a fact that is known later is fine. */
  private Optional<String> written(String text) {
    Matcher fact = FACT.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (fact.find()) {
      String value = diagram.defaults().get(fact.group(1));
      if (value == null && fact.group().equals(text)) {
        return Optional.empty();
      }
      // Only the shape is judged: any day stands for one that is known later.
      fact.appendReplacement(
          filled, Matcher.quoteReplacement(value == null ? "2030-01-01" : value));
    }
    return Optional.of(fact.appendTail(filled).toString());
  }

  private static boolean isTime(String kind, String text) {
    if (PLAIN.matcher(text).matches() && !kind.equals("timeCycle") && !kind.equals("timeDate")) {
      return true;
    }
    try {
      Date at =
          switch (kind) {
            case "timeDuration" -> new DurationBusinessCalendar().resolveDuedate(text, new Date());
            case "timeCycle" -> new CycleBusinessCalendar().resolveDuedate(text, new Date());
            case "failedJobRetryTimeCycle" -> retry(text);
            default -> new DueDateBusinessCalendar().resolveDuedate(text, new Date());
          };
      return at != null || kind.equals("timeCycle");
    } catch (ProcessEngineException | IllegalArgumentException unreadable) {
      return false;
    }
  }

  /** A cycle such as {@code R5/PT5M}, or waits one after the other such as {@code PT5M,PT1H}. */
  private static Date retry(String text) {
    Date last = null;
    for (String wait : text.split(",")) {
      last =
          new DurationBusinessCalendar()
              .resolveDuedate(wait.strip().replaceFirst("^R\\d+/", ""), new Date());
    }
    return last;
  }

  private void priority(Element at, String attribute) {
    String text = engine(at, attribute).strip();
    if (!text.isEmpty() && !Expressions.isOne(text) && !NUMBER.matcher(text).matches()) {
      findings.add(
          diagram.finding(
              at,
              Rule.PRIORITY,
              Words.of("Its priority “%s” is no whole number.", text),
              Words.of("Write a number, or leave it out.")));
    }
  }

  private void add(Element at, Words message) {
    findings.add(
        diagram.finding(
            at,
            Rule.DURATION,
            message,
            Words.of(
                "Write days as P14D, months as P3M, hours as PT12H, a date as 2030-01-31T08:00:00.")));
  }
}
