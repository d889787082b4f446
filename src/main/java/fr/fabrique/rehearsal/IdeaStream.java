package fr.fabrique.rehearsal;

import fr.fabrique.change.forecast.Question;
import fr.fabrique.rehearsal.Arrivals.Arrival;
import fr.fabrique.rehearsal.Outcome.Refusal;
import fr.fabrique.rehearsal.process.Backstage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Ideas come in at their times and are followed until a jury has given its verdict, or further. */
final class IdeaStream implements Pace {

  private final Arrivals arrivals;
  private final Lines lines;
  private final Backstage backstage;
  private final Function<byte[], List<Refusal>> takeIn;
  private final boolean toTheirEnds;
  private final List<Refusal> refused;

  /**
   * @param takeIn takes a file of one idea in, and says what of it was refused
   * @param toTheirEnds whether ideas are followed beyond the verdict
   */
  IdeaStream(
      Arrivals arrivals,
      Lines lines,
      Backstage backstage,
      Function<byte[], List<Refusal>> takeIn,
      boolean toTheirEnds) {
    this.arrivals = arrivals;
    this.lines = lines;
    this.backstage = backstage;
    this.takeIn = takeIn;
    this.toTheirEnds = toTheirEnds;
    this.refused = new ArrayList<>(arrivals.refused());
  }

  @Override
  public boolean comeIn(Instant now) {
    List<Arrival> due = arrivals.due(now);
    for (Arrival arrival : due) {
      takeIn
          .apply(arrival.csv())
          .forEach(refusal -> refused.add(new Refusal(arrival.line(), refusal.reason())));
    }
    return !due.isEmpty();
  }

  @Override
  public Optional<Instant> next() {
    return arrivals.next();
  }

  @Override
  public Predicate<String> followed() {
    if (toTheirEnds) {
      return subject -> true;
    }
    Set<String> through = backstage.left(Question.VERDICT).keySet();
    return subject -> !through.contains(subject);
  }

  @Override
  public Duration delay(String task, Draw draw) {
    return Habits.unhurried(draw);
  }

  /** Whether every idea has come in. */
  boolean allAreIn() {
    return arrivals.next().isEmpty();
  }

  /** What of the file was refused, by now. */
  List<Refusal> refused() {
    return refused;
  }

  /** Whether every idea has come in and has its verdict, or has ended without one. */
  boolean isOver() {
    return allAreIn() && underWay() == 0;
  }

  private int underWay() {
    Set<String> underWay = new HashSet<>(backstage.travelling());
    underWay.retainAll(lines.ideas());
    underWay.removeAll(backstage.left(Question.VERDICT).keySet());
    return underWay.size();
  }

  /** How long the ideas took. */
  StreamOutcome outcome(int incidents, long seconds) {
    var setOut = backstage.setOut();
    List<Double> days =
        backstage.left(Question.VERDICT).entrySet().stream()
            .map(left -> Duration.between(setOut.get(left.getKey()), left.getValue()))
            .map(taken -> taken.toSeconds() / 86_400.0)
            .sorted()
            .toList();
    int underWay = underWay();
    return new StreamOutcome(
        lines.ideas().size(),
        days.size(),
        lines.ideas().size() - days.size() - underWay,
        underWay,
        StreamOutcome.quantile(days, 0.5),
        StreamOutcome.quantile(days, 0.9),
        incidents,
        refused,
        seconds);
  }
}
