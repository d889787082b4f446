package fr.fabrique.rehearsal;

import fr.fabrique.change.move.Move;
import fr.fabrique.change.move.MoveWorker;
import fr.fabrique.change.move.Moves;
import fr.fabrique.change.move.Moves.Progress;
import fr.fabrique.change.revision.Movers;
import fr.fabrique.change.revision.Movers.Choice;
import fr.fabrique.change.revision.Revision.Door;
import fr.fabrique.change.revision.Revisions;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.beans.factory.BeanFactory;

/** Publishes an edited route while ideas are on it, and has everybody follow who can. */
final class ChangeMidway {

  private static final String OWNER = "owner";
  private static final String SECOND_OWNER = "owner2";

  private final Revisions revisions;
  private final Moves moves;
  private final MoveWorker worker;
  private final SortedMap<String, byte[]> route;
  private final Map<String, String> takeOver;

  /**
   * @param route all files of the edited route
   * @param takeOver for a place that is no more: the one where its ideas go on
   */
  ChangeMidway(BeanFactory product, SortedMap<String, byte[]> route, Map<String, String> takeOver) {
    this.revisions = product.getBean(Revisions.class);
    this.moves = product.getBean(Moves.class);
    this.worker = product.getBean(MoveWorker.class);
    this.route = route;
    this.takeOver = takeOver;
  }

  /**
   * What became of everybody.
   *
   * @param waits elements where processes waited at that moment, with how many
   * @param couldFollow on trial
   * @param stays why somebody stayed, with how many
   */
  record Changed(
      Map<String, Long> waits,
      long onTheRoute,
      long couldFollow,
      double trialSeconds,
      long followed,
      long stayed,
      long ended,
      double moveSeconds,
      Map<String, Long> stays) {}

  /**
   * @param waits where everybody is
   * @throws fr.fabrique.change.revision.ChangeRefused when it cannot be published
   */
  Changed publish(Map<String, Long> waits) {
    Movers everybody = new Movers(Choice.ALL, List.of(), takeOver);
    String draft = revisions.draft(Door.PAGE, OWNER, route, true).id();
    revisions.intend(draft, everybody);
    long start = System.nanoTime();
    moves.tryOut(draft);
    worker.work();
    double trialSeconds = seconds(start);
    Progress trial = moves.progress(draft, true);
    revisions.ask(draft, OWNER, "Rehearsed.", everybody);
    revisions.approve(draft, SECOND_OWNER, revisions.find(draft).seen());
    start = System.nanoTime();
    worker.work();
    Progress moved = moves.progress(draft, false);
    return new Changed(
        waits,
        trial.all(),
        trial.moved(),
        trialSeconds,
        moved.moved(),
        moved.stayed(),
        moved.ended(),
        seconds(start),
        stays(moves.all(draft, false)));
  }

  private static Map<String, Long> stays(List<Move> moves) {
    return moves.stream()
        .filter(move -> move.outcome() == Move.Outcome.STAYED)
        .collect(
            Collectors.groupingBy(
                move -> move.passage().why().sentence().toString(),
                TreeMap::new,
                Collectors.counting()));
  }

  private static double seconds(long start) {
    return Math.round((System.nanoTime() - start) / 1e7) / 100.0;
  }
}
