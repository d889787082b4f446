package fr.fabrique.jury.replay;

import fr.fabrique.engine.TableRefused;
import fr.fabrique.engine.TrialTable;
import fr.fabrique.idea.Ideas;
import fr.fabrique.idea.Ideas.Idea;
import fr.fabrique.jury.domain.Tally;
import fr.fabrique.jury.process.JuryRoom;
import fr.fabrique.jury.store.VerdictTable;
import fr.fabrique.jury.store.VerdictTable.Asked;
import fr.fabrique.jury.store.VerdictTable.Taken;
import fr.fabrique.jury.store.VerdictTable.Verdict;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Runs the verdicts that are stored again with another table. */
@Component
public class Replays {

  /** Somebody waits for the answer. */
  private static final Duration MOST = Duration.ofSeconds(30);

  private final JuryRoom room;
  private final Ideas ideas;
  private final VerdictTable verdicts;

  Replays(JuryRoom room, Ideas ideas, VerdictTable verdicts) {
    this.room = room;
    this.ideas = ideas;
    this.verdicts = verdicts;
  }

  /**
   * What the table would have changed in a challenge, without the ideas with which the viewer has a
   * conflict of interest.
   *
   * @throws TableRefused when the table cannot be tried
   */
  public Replay of(String challenge, String viewer, byte[] dmn) {
    TrialTable table = TrialTable.read("jury-verdict.dmn", dmn, Tally.TABLE);
    Set<String> closed = room.closedTo(viewer, challenge);
    List<PastVerdict> open =
        past(challenge).stream().filter(verdict -> !closed.contains(verdict.idea())).toList();
    return Replay.of(open, List.of(), table, null, MOST);
  }

  private List<PastVerdict> past(String challenge) {
    Map<String, String> titles =
        ideas.in(challenge).stream().collect(Collectors.toMap(Idea::id, Idea::title));
    Map<List<?>, Verdict> given =
        verdicts.ofChallenge(challenge).stream()
            .collect(Collectors.toMap(v -> List.of(v.idea(), v.round()), Function.identity()));
    Map<List<?>, List<Asked>> asked =
        verdicts.asked(challenge).stream()
            .collect(Collectors.groupingBy(a -> List.of(a.idea(), a.round())));
    return verdicts.tallies(challenge).stream()
        .map(
            taken -> {
              List<?> round = List.of(taken.idea(), taken.round());
              return past(
                  taken,
                  titles.get(taken.idea()),
                  given.get(round),
                  asked.getOrDefault(round, List.of()));
            })
        .sorted(Comparator.comparing(PastVerdict::title).thenComparing(PastVerdict::round))
        .toList();
  }

  private static PastVerdict past(Taken taken, String title, Verdict given, List<Asked> asked) {
    Map<String, Object> facts = Facts.of(taken.tally(), taken.round());
    facts.putAll(Facts.of(asked));
    return given == null
        ? new PastVerdict(
            null, taken.idea(), title, taken.round(), facts, null, null, null, null, null)
        : new PastVerdict(
            null,
            taken.idea(),
            title,
            taken.round(),
            facts,
            given.proposed(),
            given.decisionVersion(),
            given.rule(),
            given.ruleSentence(),
            given.verdict());
  }
}
