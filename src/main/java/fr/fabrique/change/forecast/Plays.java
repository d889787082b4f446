package fr.fabrique.change.forecast;

import fr.fabrique.engine.StepCatalogue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Plays of several routes and seeds, some of them at once. */
final class Plays {

  private final SortedMap<String, byte[]> route;
  private final StepCatalogue catalogue;

  /** Stages on which nothing is played just now. */
  private final Queue<Stage> free = new ConcurrentLinkedQueue<>();

  private Plays(SortedMap<String, byte[]> route, StepCatalogue catalogue) {
    this.route = route;
    this.catalogue = catalogue;
  }

  /**
   * What each of the routes does, in their order.
   *
   * @param atOnce how many plays run side by side
   */
  static List<Side> of(
      List<SortedMap<String, byte[]>> routes, Past past, Question question, int atOnce) {
    StepCatalogue catalogue = new StepCatalogue();
    List<Plays> all = routes.stream().map(route -> new Plays(route, catalogue)).toList();
    ExecutorService players = Executors.newFixedThreadPool(atOnce);
    try {
      Map<Plays, List<Future<Run>>> runs = new LinkedHashMap<>();
      for (long seed : question.seeds()) {
        // Route beside route, so that each finds a stage of its own free again.
        for (Plays plays : all) {
          runs.computeIfAbsent(plays, p -> new ArrayList<>())
              .add(players.submit(() -> plays.play(past, question, seed)));
        }
      }
      return runs.values().stream()
          .map(side -> Side.of(side.stream().map(Plays::played).toList()))
          .toList();
    } finally {
      players.shutdownNow();
      all.stream().flatMap(plays -> plays.free.stream()).forEach(Stage::close);
    }
  }

  private Run play(Past past, Question question, long seed) {
    Stage stage = Optional.ofNullable(free.poll()).orElseGet(() -> new Stage(route, catalogue));
    try {
      return new Floor(stage, route, catalogue, past, question, seed).play();
    } finally {
      free.add(stage);
    }
  }

  private static Run played(Future<Run> play) {
    try {
      return play.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    } catch (ExecutionException broken) {
      throw new IllegalStateException(broken.getCause());
    }
  }
}
