package fr.fabrique.jury.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import fr.fabrique.engine.Sentence;
import fr.fabrique.engine.TableRefused;
import fr.fabrique.engine.TrialTable;
import fr.fabrique.engine.TrialTable.Answer;
import fr.fabrique.engine.TrialTable.NotAsked;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which past verdicts another table would have changed. Each tally is looked at for itself: what
 * becomes of one round of an idea says nothing of the next.
 *
 * @param kinds the changes counted by what became of what, the most frequent first
 * @param changes in the order of the tallies
 */
public record Replay(
    Totals totals, List<Kind> kinds, List<Change> changes, List<Unusable> unusable) {

  /**
   * How many there are of each; the four add up to the tallies.
   *
   * @param undecided tallies whose round has no verdict yet
   * @param unusable tallies that say too little, or nothing that can be understood
   */
  public record Totals(int tallies, int unchanged, int changed, int undecided, int unusable) {}

  public record Kind(String from, String to, int count) {}

  /**
   * A verdict that would change.
   *
   * @param line where the tally stands in its file; missing where it comes from no file
   * @param given what the round ended with; the chair's where the table said "deliberate"
   * @param from what the table said then, or the table that is compared with
   * @param to what the tried table says
   * @param inputs what the tried table was asked, in its order
   */
  @JsonInclude(Include.NON_NULL)
  public record Change(
      Long line,
      String idea,
      String title,
      int round,
      String given,
      Decision from,
      Decision to,
      Map<String, Object> inputs) {}

  /**
   * What a table says.
   *
   * @param verdict a verdict, or "deliberate"
   * @param version which version of the table in force that was, where it was in force
   */
  @JsonInclude(Include.NON_NULL)
  public record Decision(String verdict, String rule, String sentence, Integer version) {}

  /** A tally that cannot be looked at, by its line in a file or by its idea and round. */
  @JsonInclude(Include.NON_NULL)
  public record Unusable(Long line, String idea, Integer round, Sentence reason) {}

  /**
   * Asks the table about every tally that has a verdict.
   *
   * @param unusable lines of the file that hold no tally
   * @param against the table to compare with, or null to compare with what was said then
   * @param most how long it may take in all
   * @throws TableRefused when a table cannot be asked about these tallies, or says nothing or more
   *     than one thing to one of them
   */
  static Replay of(
      List<PastVerdict> past,
      List<Unusable> unusable,
      TrialTable table,
      TrialTable against,
      Duration most) {
    long end = System.nanoTime() + most.toNanos();
    List<PastVerdict> decided = past.stream().filter(PastVerdict::isDecided).toList();
    Stream.of(table, against).forEach(asked -> checkFacts(asked, decided));
    List<Change> changes = new ArrayList<>();
    List<Unusable> bad = new ArrayList<>(unusable);
    int unchanged = 0;
    for (PastVerdict verdict : decided) {
      if (System.nanoTime() > end) {
        throw new TableRefused(
            table.name(), Sentence.of("table.too_slow", most.toSeconds(), decided.size()));
      }
      try {
        Decision from = against == null ? saidThen(verdict) : said(against, verdict);
        Decision to = said(table, verdict);
        if (from.verdict().equals(to.verdict())) {
          unchanged++;
        } else {
          changes.add(change(verdict, from, to, inputs(table, verdict)));
        }
      } catch (Unasked reason) {
        bad.add(new Unusable(verdict.line(), verdict.idea(), verdict.round(), reason.why));
      }
    }
    return new Replay(
        new Totals(
            past.size() + unusable.size(),
            unchanged,
            changes.size(),
            past.size() - decided.size(),
            bad.size()),
        kinds(changes),
        changes,
        bad.stream()
            .sorted(
                Comparator.comparing(
                    Unusable::line, Comparator.nullsLast(Comparator.naturalOrder())))
            .toList());
  }

  /** Why one tally is left out. */
  private static final class Unasked extends RuntimeException {

    private final transient Sentence why;

    Unasked(Sentence why) {
      super(why.key());
      this.why = why;
    }
  }

  private static void checkFacts(TrialTable table, List<PastVerdict> decided) {
    if (table == null || decided.isEmpty()) {
      return;
    }
    Set<String> known =
        decided.stream()
            .flatMap(verdict -> verdict.facts().keySet().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    for (String fact : table.asks()) {
      if (!known.contains(Facts.column(fact))) {
        throw new TableRefused(
            table.name(),
            Sentence.of(
                "table.fact",
                fact,
                known.stream().map(Facts::fact).collect(Collectors.joining(", "))));
      }
    }
  }

  private static Decision saidThen(PastVerdict verdict) {
    if (verdict.proposed() == null) {
      throw new Unasked(Sentence.of("replay.line.proposal"));
    }
    return new Decision(verdict.proposed(), verdict.rule(), verdict.sentence(), verdict.version());
  }

  private static Decision said(TrialTable table, PastVerdict verdict) {
    try {
      Answer answer = table.answer(inputs(table, verdict));
      return new Decision(answer.outcome(), answer.rule(), answer.sentence(), null);
    } catch (NotAsked senseless) {
      throw new Unasked(Sentence.of("replay.line.senseless", senseless.getMessage()));
    }
  }

  private static Map<String, Object> inputs(TrialTable table, PastVerdict verdict) {
    Map<String, Object> inputs = new LinkedHashMap<>();
    for (String fact : table.asks()) {
      Object value = verdict.facts().get(Facts.column(fact));
      if (value == null) {
        throw new Unasked(Sentence.of("replay.line.missing", Facts.column(fact)));
      }
      inputs.put(fact, value);
    }
    return inputs;
  }

  private static Change change(
      PastVerdict verdict, Decision from, Decision to, Map<String, Object> inputs) {
    return new Change(
        verdict.line(),
        verdict.idea(),
        verdict.title(),
        verdict.round(),
        verdict.verdict(),
        from,
        to,
        inputs);
  }

  private static List<Kind> kinds(List<Change> changes) {
    record Way(String from, String to) {}
    return changes.stream()
        .collect(
            Collectors.groupingBy(
                change -> new Way(change.from().verdict(), change.to().verdict()),
                LinkedHashMap::new,
                Collectors.summingInt(change -> 1)))
        .entrySet()
        .stream()
        .map(kind -> new Kind(kind.getKey().from(), kind.getKey().to(), kind.getValue()))
        .sorted(Comparator.comparing(Kind::count).reversed())
        .toList();
  }
}
