package fr.fabrique.jury.process;

import fr.fabrique.engine.SafeHtml;
import fr.fabrique.idea.Ideas;
import fr.fabrique.idea.Ideas.Idea;
import fr.fabrique.jury.domain.Words;
import fr.fabrique.jury.process.Conflicts.Involved;
import fr.fabrique.jury.store.PanelTable;
import fr.fabrique.jury.store.PanelTable.PairRule;
import fr.fabrique.jury.store.PanelTable.Rule;
import fr.fabrique.jury.store.SeatTable;
import fr.fabrique.jury.store.SeatTable.Seat;
import fr.fabrique.jury.store.SeatTable.SeatState;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Reads what an assignment needs to know of the ideas whose seats it fills. */
@Component
class Askings {

  private final Ideas ideas;
  private final PanelTable panels;
  private final SeatTable seats;

  Askings(Ideas ideas, PanelTable panels, SeatTable seats) {
    this.ideas = ideas;
    this.panels = panels;
    this.seats = seats;
  }

  /** Free seats of an idea in its present round. */
  record Free(String idea, int round, int seats) {}

  /**
   * An idea that jurors are sought for.
   *
   * @param seats how many are sought
   * @param asked the jurors who had a turn in this round already
   * @param fixed those whom a chair wants for it
   */
  record Asking(
      Idea idea, int seats, Involved involved, Words words, Set<String> asked, Set<String> fixed) {}

  Asking of(Free free) {
    String idea = free.idea();
    return asking(
        ideas.find(idea).orElseThrow(),
        free,
        ideas.authors(idea),
        seats.ofIdea(idea),
        panels.rules(idea),
        panels.additions(idea));
  }

  /** The same for ideas of one challenge, in as many queries however many they are. */
  List<Asking> in(String challenge, Collection<Free> free) {
    Map<String, Idea> all =
        ideas.in(challenge).stream().collect(Collectors.toMap(Idea::id, Function.identity()));
    Map<String, Set<String>> authors = ideas.authorsIn(challenge);
    Map<String, List<Seat>> turns =
        seats.ofChallenge(challenge).stream().collect(Collectors.groupingBy(Seat::idea));
    Map<String, List<PairRule>> rules =
        panels.rulesOfChallenge(challenge).stream().collect(Collectors.groupingBy(PairRule::idea));
    Map<String, List<String>> additions = panels.additionsIn(challenge);
    return free.stream()
        .map(
            one ->
                asking(
                    all.get(one.idea()),
                    one,
                    authors.getOrDefault(one.idea(), Set.of()),
                    turns.getOrDefault(one.idea(), List.of()),
                    rules.getOrDefault(one.idea(), List.of()),
                    additions.getOrDefault(one.idea(), List.of())))
        .toList();
  }

  private static Asking asking(
      Idea idea,
      Free free,
      Set<String> authors,
      List<Seat> turns,
      List<PairRule> rules,
      List<String> additions) {
    return new Asking(
        idea,
        free.seats(),
        Involved.in(authors, turns, rules),
        Words.of(
            idea.theme(),
            idea.title(),
            SafeHtml.toText(idea.problem()),
            SafeHtml.toText(idea.solution()),
            SafeHtml.toText(idea.beneficiaries()),
            SafeHtml.toText(idea.effect())),
        turns.stream()
            .filter(turn -> turn.round() == free.round() && !turn.is(SeatState.REASSIGNED))
            .map(Seat::juror)
            .collect(Collectors.toSet()),
        Stream.concat(
                additions.stream(),
                rules.stream().filter(r -> r.rule() == Rule.FIXED).map(PairRule::juror))
            .collect(Collectors.toSet()));
  }
}
