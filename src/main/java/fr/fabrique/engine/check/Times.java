package fr.fabrique.engine.check;

import static fr.fabrique.engine.check.XmlFile.engine;
import static fr.fabrique.engine.check.XmlFile.tag;

import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.calendar.CycleBusinessCalendar;
import org.camunda.bpm.engine.impl.calendar.DueDateBusinessCalendar;
import org.camunda.bpm.engine.impl.calendar.DurationBusinessCalendar;
import org.w3c.dom.Element;

/** Times can be read wherever they may stand, as the engine itself reads them. */
final class Times {

  /** What needs no second look. */
  private static final Pattern PLAIN = Pattern.compile("P\\d{1,5}[YMD]|PT\\d{1,5}[HMS]");

  /** In milliseconds; what repeats faster leaves the engine no time for anything else. */
  private static final long SHORTEST_PERIOD = 1_000;

  /** So many times may have passed before it is first looked at. */
  private static final long MOST_PASSED = 1_000_000;

  /** No time that people write is longer, and the patterns take their time. */
  private static final int LONGEST = 60;

  private static final Predicate<String> NO_TIME =
      Pattern.compile("P[^1-9]*0[^1-9]*").asMatchPredicate();

  private static final Predicate<String> MINUTES =
      Pattern.compile("PT(\\d{1,2}M)?(\\d{1,3}S)?").asMatchPredicate();

  private static final Predicate<String> ENDS = Pattern.compile("P[^/]+/.+").asMatchPredicate();
  private static final Predicate<String> DAY =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}.*").asMatchPredicate();

  private static final Pattern NUMBER = Pattern.compile("-?\\d+");

  /** In digits. */
  private static final int YEAR = 4;

  private final XmlFile diagram;
  private final Facts facts;
  private final List<Finding> findings;

  Times(XmlFile diagram, Facts facts, List<Finding> findings) {
    this.diagram = diagram;
    this.facts = facts;
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
    reminders();
  }

  /** What reminds comes before what breaks off. */
  private void reminders() {
    Map<String, Date> over = new HashMap<>();
    List<Element> timers =
        diagram.all("boundaryEvent").stream().filter(e -> !first(e).isEmpty()).toList();
    for (Element timer : timers) {
      if (!Scope.isBeside(timer)) {
        over.merge(timer.getAttribute("attachedToRef"), first(timer).get(), Times::earlier);
      }
    }
    for (Element timer : timers) {
      Date end = over.get(timer.getAttribute("attachedToRef"));
      if (Scope.isBeside(timer) && end != null && !first(timer).get().before(end)) {
        waits(
            timer,
            Words.of("What it stands on is over by then: another time on its edge comes first."),
            Words.of("Write a shorter time here, or a longer one there."));
      }
    }
  }

  private static Date earlier(Date one, Date other) {
    return one.before(other) ? one : other;
  }

  /** When it fires first, counted from the same moment for all; empty where nobody can tell. */
  private Optional<Date> first(Element event) {
    return Cell.inside(event).stream()
        .filter(e -> Set.of("timeDuration", "timeCycle").contains(tag(e)))
        .map(e -> filled(e.getTextContent().strip()).replaceFirst("^R\\d*/", ""))
        .filter(time -> PLAIN.matcher(time).matches())
        .map(time -> new DurationBusinessCalendar().resolveDuedate(time, new Date(0)))
        .findFirst();
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
    if (text.contains("dateTime()") && !text.contains(".toDate()")) {
      findings.add(
          diagram.finding(
              at,
              Rule.DURATION,
              Words.of("“%s” is no date that the engine takes.", text.strip()),
              Words.of("End it with .toDate(), as in ${dateTime().plusDays(7).toDate()}.")));
    }
    String meant = own(at, text.strip());
    List<String> times =
        facts.values(diagram, meant).orElseGet(() -> written(meant).stream().toList()).stream()
            .filter(time -> !Expressions.isOne(time))
            .toList();
    times.stream()
        .filter(time -> !isTime(tag(at), time))
        .findFirst()
        .ifPresent(time -> add(at, message.apply(time)));
    if (tag(at).equals("timeDuration")) {
      times.forEach(time -> tooShort(at, time));
    } else if (tag(at).equals("timeCycle")) {
      times.stream()
          .flatMap(time -> Arrays.stream(time.split("/")))
          .forEach(time -> tooShort(at, time));
    } else {
      times.stream()
          .filter(Times::hasPassed)
          .forEach(
              time ->
                  waits(
                      at,
                      Words.of("The date “%s” has passed.", time),
                      Words.of("Write a date to come, or a time such as P14D.")));
    }
  }

  private static boolean hasPassed(String time) {
    try {
      return DAY.test(time) && date(time).before(new Date());
    } catch (ProcessEngineException | IllegalArgumentException unreadable) {
      return false;
    }
  }

  private void tooShort(Element at, String time) {
    if (time.length() > LONGEST) {
      return;
    }
    if (NO_TIME.test(time)) {
      waits(
          at,
          Words.of("It waits for no time at all: it goes on at once."),
          Words.of("Write how long it waits, or remove it."));
    } else if (ENDS.test(time)) {
      waits(
          at,
          Words.of("“%s” is a time and its end: it waits until then, and no longer.", time),
          Words.of("Write the date first to wait for that time from it on."));
    } else if (MINUTES.test(time)) {
      waits(
          at,
          Words.of("It waits for minutes or seconds only: “%s”.", time),
          Words.of("Write hours as PT12H, days as P14D, months as P3M."));
    }
  }

  private void waits(Element at, Words message, Words remedy) {
    findings.add(diagram.finding(at, Rule.TIMER_WAITS, message, remedy));
  }

  /** What the element itself gives a fact that it names. */
  private static String own(Element at, String text) {
    return Expressions.oneName(text).stream()
        .flatMap(
            fact ->
                Cell.inside(at).stream()
                    .filter(e -> tag(e).equals("inputParameter"))
                    .filter(e -> e.getAttribute("name").equals(fact)))
        .map(e -> e.getTextContent().strip())
        .findFirst()
        .orElse(text);
  }

  /** What is written there, or as a default of the process; a fact that is known later is fine. */
  private Optional<String> written(String text) {
    String fact = Expressions.oneName(text).orElse(null);
    return fact != null && !diagram.defaults().containsKey(fact)
        ? Optional.empty()
        : Optional.of(filled(text));
  }

  private String filled(String text) {
    Matcher fact = Expressions.NAME.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (fact.find()) {
      String value = diagram.defaults().get(fact.group(1));
      // Only the shape is judged: any day stands for one that is known later.
      fact.appendReplacement(
          filled, Matcher.quoteReplacement(value == null ? "2999-01-01" : value));
    }
    return fact.appendTail(filled).toString();
  }

  private static boolean isTime(String kind, String text) {
    // The engine would take it for a year.
    if (NUMBER.matcher(text).matches() && text.length() != YEAR) {
      return false;
    }
    if (PLAIN.matcher(text).matches() && !kind.equals("timeCycle") && !kind.equals("timeDate")) {
      return true;
    }
    try {
      Date at =
          switch (kind) {
            case "timeDuration" -> new DurationBusinessCalendar().resolveDuedate(text, new Date());
            case "timeCycle" ->
                text.startsWith("R")
                    ? repeated(text)
                    : new CycleBusinessCalendar().resolveDuedate(text, new Date());
            case "failedJobRetryTimeCycle" -> retry(text);
            default -> new DueDateBusinessCalendar().resolveDuedate(text, new Date());
          };
      return at != null || kind.equals("timeCycle") && !text.startsWith("R");
    } catch (ProcessEngineException | IllegalArgumentException unreadable) {
      return false;
    }
  }

  /**
   * A repetition, read part by part: the engine counts each time that has passed, and with one that
   * repeats at once it would count for ever.
   */
  private static Date repeated(String text) {
    List<String> parts = List.of(text.split("/", -1));
    List<String> rest = parts.subList(1, parts.size());
    boolean isRead =
        parts.get(0).matches("R\\d{0,9}")
            && (rest.size() == 2 || rest.size() == 1 && isDuration(rest.get(0)));
    if (!isRead) {
      return null;
    }
    Date now = new Date();
    Date begin = isDuration(rest.get(0)) ? now : date(rest.get(0));
    String until = rest.stream().filter(Times::isDuration).findFirst().orElse(null);
    Date next =
        until != null
            ? new DurationBusinessCalendar().resolveDuedate(until, now)
            : date(rest.get(1));
    long period = next.getTime() - (until != null ? now : begin).getTime();
    rest.stream().filter(part -> !isDuration(part)).forEach(Times::date);
    return period >= SHORTEST_PERIOD && (now.getTime() - begin.getTime()) / period < MOST_PASSED
        ? next
        : null;
  }

  private static boolean isDuration(String text) {
    return text.startsWith("P");
  }

  private static Date date(String text) {
    return new DueDateBusinessCalendar().resolveDuedate(text, new Date());
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
    String written = engine(at, attribute).strip();
    String text =
        facts
            .values(diagram, written)
            .flatMap(values -> values.stream().findFirst())
            .orElse(written);
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
