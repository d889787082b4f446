package fr.fabrique.change.move;

import fr.fabrique.change.move.Move.Outcome;
import fr.fabrique.change.revision.Revisions;
import fr.fabrique.engine.AsSystem;
import fr.fabrique.engine.RoutePublisher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes over whoever waits for it: each journey in a transaction of its own, so that one that
 * cannot follow stays whole where it was. On trial a batch is taken over to the draft for good, and
 * all of it is rolled back, the draft's deployment included.
 */
@Component
public class MoveWorker {

  private static final Logger log = LoggerFactory.getLogger(MoveWorker.class);

  /** Who works on a journey meanwhile waits for the batch: it is small, and soon over. */
  static final int BATCH = 50;

  static final Duration LONGEST_BATCH = Duration.ofSeconds(2);

  /** So often somebody else may be at a journey at the same moment. */
  static final int TRIES = 10;

  private final MoveTable moves;
  private final Revisions revisions;
  private final RoutePublisher route;
  private final RepositoryService repository;
  private final RuntimeService runtime;
  private final AsSystem asSystem;
  private final Travellers travellers;
  private final TransactionTemplate transactions;

  MoveWorker(
      MoveTable moves,
      Revisions revisions,
      RoutePublisher route,
      RepositoryService repository,
      RuntimeService runtime,
      AsSystem asSystem,
      Travellers travellers,
      TransactionTemplate transactions) {
    this.moves = moves;
    this.revisions = revisions;
    this.route = route;
    this.repository = repository;
    this.runtime = runtime;
    this.asSystem = asSystem;
    this.travellers = travellers;
    this.transactions = transactions;
  }

  /** Goes on until nobody waits any more; a trial waits for those who move in earnest. */
  @Scheduled(fixedDelayString = "${fabrique.move-interval}")
  public void work() {
    while (moveOne() || tryBatch()) {
      // The next one is there already.
    }
  }

  /** Whether there was somebody. */
  private boolean moveOne() {
    AtomicReference<Move> taken = new AtomicReference<>();
    AtomicReference<Passage> passage = new AtomicReference<>();
    try {
      transactions.executeWithoutResult(
          transaction -> {
            List<Move> next = moves.next(false, 1);
            if (next.isEmpty()) {
              return;
            }
            Move move = next.get(0);
            taken.set(move);
            passage.set(
                ferry(revisions.find(move.revision()).deployment(), move).take(move.journey()));
            if (passage.get().follows()) {
              moves.decide(move, outcome(passage.get()), passage.get());
            } else {
              transaction.setRollbackOnly();
            }
          });
    } catch (RuntimeException disturbed) {
      if (taken.get() == null) {
        throw disturbed;
      }
      disturbed(taken.get(), disturbed);
      return true;
    }
    if (taken.get() != null && !passage.get().follows()) {
      moves.decide(taken.get(), outcome(passage.get()), passage.get());
    }
    return taken.get() != null;
  }

  /** Whether there was somebody. */
  private boolean tryBatch() {
    Map<Move, Passage> tried = new LinkedHashMap<>();
    // Who waits for a draft that the engine does not take at all.
    List<Move> batch = new ArrayList<>();
    AtomicReference<Move> at = new AtomicReference<>();
    try {
      transactions.executeWithoutResult(
          transaction -> {
            transaction.setRollbackOnly();
            List<Move> next = moves.next(true, BATCH);
            if (next.isEmpty()) {
              return;
            }
            at.set(next.get(0));
            long end = System.nanoTime() + LONGEST_BATCH.toNanos();
            batch.addAll(next);
            String draft =
                asSystem.ask(() -> route.publish(revisions.files(next.get(0).revision())));
            batch.clear();
            Ferry ferry = ferry(draft, next.get(0));
            for (Move move : next) {
              at.set(move);
              tried.put(move, ferry.take(move.journey()));
              if (System.nanoTime() > end) {
                break;
              }
            }
          });
    } catch (RuntimeException disturbed) {
      if (at.get() == null) {
        throw disturbed;
      }
      if (batch.isEmpty()) {
        disturbed(at.get(), disturbed);
      } else {
        batch.forEach(move -> stays(move, disturbed));
      }
    }
    tried.forEach((move, passage) -> moves.decide(move, outcome(passage), passage));
    return at.get() != null;
  }

  private Ferry ferry(String deployment, Move move) {
    return new Ferry(
        repository,
        runtime,
        asSystem,
        travellers,
        deployment,
        revisions.movers(move.revision()).takeOver());
  }

  private static Outcome outcome(Passage passage) {
    if (passage.before().isEmpty()) {
      return Outcome.ENDED;
    }
    return passage.follows() ? Outcome.MOVED : Outcome.STAYED;
  }

  /** Somebody else was at it at the same moment; or the engine cannot do it at all. */
  private void disturbed(Move move, RuntimeException why) {
    if (move.tries() < TRIES) {
      moves.tryAgain(move);
      return;
    }
    stays(move, why);
  }

  private void stays(Move move, RuntimeException why) {
    log.warn("{} could not be taken over.", move.journey(), why);
    moves.decide(
        move,
        Outcome.STAYED,
        Passage.stays(
            travellers.places(move.journey()),
            why instanceof ProcessEngineException
                ? Said.of("change.stays.engine", String.valueOf(why.getMessage()))
                : Said.of("change.stays.disturbed"),
            Said.of("change.stays.disturbed.remedy")));
  }
}
