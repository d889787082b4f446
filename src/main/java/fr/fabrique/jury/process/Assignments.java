package fr.fabrique.jury.process;

import fr.fabrique.draft.Drafts;
import fr.fabrique.engine.EngineClock;
import fr.fabrique.engine.Texts;
import fr.fabrique.jury.process.Askings.Free;
import fr.fabrique.jury.process.Panel.Assigned;
import fr.fabrique.jury.store.AssignmentTable;
import fr.fabrique.jury.store.AssignmentTable.Run;
import fr.fabrique.jury.store.SeatTable;
import fr.fabrique.jury.store.SeatTable.Choice;
import fr.fabrique.jury.store.SeatTable.Seat;
import fr.fabrique.jury.store.SeatTable.SeatState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Assigns all reviews of a challenge at once, and again when the chair has changed something. */
@Component
class Assignments {

  private final WaitingReviews waiting;
  private final Panel panel;
  private final SeatTable seats;
  private final AssignmentTable runs;
  private final WithdrawReviews withdrawals;
  private final Drafts drafts;
  private final Texts texts;

  Assignments(
      WaitingReviews waiting,
      Panel panel,
      SeatTable seats,
      AssignmentTable runs,
      WithdrawReviews withdrawals,
      Drafts drafts,
      Texts texts) {
    this.waiting = waiting;
    this.panel = panel;
    this.seats = seats;
    this.runs = runs;
    this.withdrawals = withdrawals;
    this.drafts = drafts;
    this.texts = texts;
  }

  /** Keeps a juror for every seat of the waiting ideas, or as many as can be. */
  Run assign(String challenge) {
    waiting.lock(challenge);
    List<Free> free = waiting.free(challenge);
    free.forEach(f -> seats.unplan(f.idea(), f.round()));
    Assigned assigned =
        panel.assign(challenge, free, ReviewTime.lastDay(waiting.reviewTime(challenge)));
    free.forEach(
        f -> {
          int number = 0;
          for (Choice choice : assigned.choices().getOrDefault(f.idea(), List.of())) {
            seats.plan(f.idea(), f.round(), number++, choice);
          }
        });
    int placed = assigned.choices().values().stream().mapToInt(List::size).sum();
    return keep(challenge, free, placed, false, assigned);
  }

  private Run keep(
      String challenge, List<Free> free, int placed, boolean again, Assigned assigned) {
    Run run =
        AssignmentTable.run(
            challenge,
            EngineClock.now(),
            free.size(),
            free.stream().mapToInt(Free::seats).sum(),
            placed,
            again);
    runs.keep(run, assigned.shortfalls());
    return run;
  }

  /**
   * Assigns again the reviews that nobody has begun; those that are finished, or of which there is
   * a draft, stay where they are, even if it was begun while others were sought. Jurors who get the
   * same idea again do not notice.
   *
   * @param untouched ideas whose jurors stay as they are
   * @return empty, and nothing is changed, where nobody has a review that they have not begun
   */
  @Transactional
  public Optional<Run> again(String challenge, Set<String> untouched) {
    seats.lockAll(() -> invited(challenge, untouched).map(Seat::idea));
    Map<String, List<Seat>> unbegun =
        invited(challenge, untouched)
            .filter(turn -> !isBegun(turn))
            .collect(Collectors.groupingBy(Seat::idea, TreeMap::new, Collectors.toList()));
    if (unbegun.isEmpty()) {
      return Optional.empty();
    }
    unbegun.values().stream()
        .flatMap(List::stream)
        .forEach(turn -> mark(turn, SeatState.REASSIGNED));
    List<Free> free =
        unbegun.values().stream()
            .map(turns -> new Free(turns.get(0).idea(), turns.get(0).round(), turns.size()))
            .toList();
    Assigned assigned =
        panel.assign(
            challenge,
            free,
            unbegun.values().stream()
                .flatMap(List::stream)
                .filter(turn -> turn.dueAt() != null)
                .map(turn -> turn.dueAt().toLocalDate())
                .max(Comparator.naturalOrder())
                .orElseGet(() -> EngineClock.now().toLocalDate()));
    unbegun.forEach(
        (idea, turns) -> change(turns, assigned.choices().getOrDefault(idea, List.of())));
    // Where nobody takes over the juror stays: no seat is empty that was not so before.
    return Optional.of(
        keep(
            challenge, free, unbegun.values().stream().mapToInt(List::size).sum(), true, assigned));
  }

  private Stream<Seat> invited(String challenge, Set<String> untouched) {
    return seats.ofChallenge(challenge).stream()
        .filter(turn -> turn.is(SeatState.INVITED) && !untouched.contains(turn.idea()));
  }

  private void change(List<Seat> turns, List<Choice> choices) {
    List<Choice> newcomers = new ArrayList<>(choices);
    List<Seat> leaving = new ArrayList<>();
    for (Seat turn : turns) {
      if (newcomers.removeIf(choice -> choice.juror().equals(turn.juror()))) {
        mark(turn, SeatState.INVITED);
      } else {
        leaving.add(turn);
      }
    }
    for (Seat turn : leaving) {
      drafts.close(turn.task());
      if (newcomers.isEmpty() || isBegun(turn)) {
        // Nobody takes over, or nobody need any more.
        mark(turn, SeatState.INVITED);
      } else {
        seats.plan(turn.idea(), turn.round(), turn.number(), newcomers.remove(0));
        withdrawals.withdraw(turn, SeatState.REASSIGNED, texts.of("jury.reassigned"));
      }
    }
  }

  private boolean isBegun(Seat turn) {
    return !drafts.find(turn.task(), turn.juror()).isEmpty();
  }

  private void mark(Seat turn, SeatState state) {
    seats.leave(turn.id(), state, null, state == SeatState.INVITED ? null : EngineClock.now());
  }
}
