package fr.fabrique.change.move;

import fr.fabrique.change.move.Move.Outcome;
import fr.fabrique.change.revision.ChangeRefused;
import fr.fabrique.change.revision.ChangeRefused.Cause;
import fr.fabrique.change.revision.Movers;
import fr.fabrique.change.revision.Revision;
import fr.fabrique.change.revision.Revision.State;
import fr.fabrique.change.revision.Revisions;
import fr.fabrique.idea.Ideas;
import fr.fabrique.idea.Ideas.Idea;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lets journeys follow to a revision, on trial and in earnest. */
@Service
public class Moves {

  private final MoveTable moves;
  private final Revisions revisions;
  private final Travellers travellers;
  private final Ideas ideas;

  Moves(MoveTable moves, Revisions revisions, Travellers travellers, Ideas ideas) {
    this.moves = moves;
    this.revisions = revisions;
    this.travellers = travellers;
    this.ideas = ideas;
  }

  /** How far a move or a trial has come. */
  public record Progress(long waiting, long moved, long stayed, long ended) {

    public long all() {
      return waiting + moved + stayed + ended;
    }

    public long done() {
      return all() - waiting;
    }
  }

  /**
   * Tries a draft on everybody who is on the route, anew.
   *
   * @throws ChangeRefused when it cannot be put in force as it is
   */
  @Transactional
  public void tryOut(String draft) {
    if (revisions.find(draft).state() == State.DROPPED) {
      throw new ChangeRefused(Cause.CONFLICT, "change.meanwhile");
    }
    revisions.mustBePublishable(draft);
    moves.forget(draft, true);
    travellers.all().forEach(journey -> moves.wait(draft, journey, true));
  }

  /** Lets some follow to a published revision. */
  @Transactional
  public void begin(String id, Movers movers) {
    Revision revision = revisions.find(id);
    if (revision.state() != State.PUBLISHED
        || !revisions.inForce().map(Revision::id).equals(Optional.of(id))) {
      throw new ChangeRefused(Cause.CONFLICT, "change.move.not_published");
    }
    revisions.intend(id, movers);
    chosen(movers).forEach(journey -> moves.wait(id, journey, false));
  }

  @EventListener
  void follow(Revisions.Published published) {
    chosen(published.movers()).forEach(journey -> moves.wait(published.revision(), journey, false));
  }

  /** What was tried is no longer what the draft says. */
  @EventListener
  void forget(Revisions.Redrafted redrafted) {
    moves.forget(redrafted.revision(), true);
  }

  public Progress progress(String revision, boolean trial) {
    Map<Outcome, Long> counts =
        moves.of(revision, trial).stream()
            .collect(Collectors.groupingBy(Move::outcome, Collectors.counting()));
    return new Progress(
        counts.getOrDefault(Outcome.WAITING, 0L),
        counts.getOrDefault(Outcome.MOVED, 0L),
        counts.getOrDefault(Outcome.STAYED, 0L),
        counts.getOrDefault(Outcome.ENDED, 0L));
  }

  /** Each journey of a move or a trial. */
  public List<Move> all(String revision, boolean trial) {
    return moves.of(revision, trial);
  }

  /** Everybody who is on the route, with where they stand. */
  public Map<Journey, List<Place>> travelling() {
    return travellers.standing();
  }

  /** Where somebody stands now, with how many. */
  public Map<Place, Integer> places() {
    Map<Place, Integer> places =
        new TreeMap<>(
            Comparator.comparing(Place::process)
                .thenComparing(Place::label)
                .thenComparing(Place::element));
    travelling()
        .values()
        .forEach(standing -> standing.forEach(place -> places.merge(place, 1, Integer::sum)));
    return places;
  }

  private List<Journey> chosen(Movers movers) {
    Set<String> chosen = new HashSet<>(movers.chosen());
    return switch (movers.choice()) {
      case NONE -> List.of();
      case ALL -> travellers.all();
      case ONE_BY_ONE -> travellers.all().stream().filter(j -> chosen.contains(j.id())).toList();
      case CHALLENGE -> {
        Set<String> subjects = new HashSet<>(chosen);
        chosen.forEach(
            challenge -> ideas.in(challenge).stream().map(Idea::id).forEach(subjects::add));
        yield travellers.all().stream().filter(j -> subjects.contains(j.subject())).toList();
      }
      case PLACE ->
          travelling().entrySet().stream()
              .filter(e -> e.getValue().stream().anyMatch(p -> chosen.contains(p.element())))
              .map(Map.Entry::getKey)
              .toList();
    };
  }
}
