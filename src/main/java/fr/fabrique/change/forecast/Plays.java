package fr.fabrique.change.forecast;

import fr.fabrique.engine.StepCatalogue;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Plays of several routes and seeds, as many at once as there are processors. */
final class Plays {

  private Plays() {}

  /** What each of the routes does, in their order. */
  static List<Side> of(List<SortedMap<String, byte[]>> routes, Past past, Question question) {
    StepCatalogue catalogue = new StepCatalogue();
    ExecutorService stages =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<List<Future<Run>>> all =
          routes.stream()
              .map(
                  route ->
                      question.seeds().stream()
                          .map(
                              seed ->
                                  stages.submit(
                                      () ->
                                          new Floor(route, catalogue, past, question, seed).play()))
                          .toList())
              .toList();
      return all.stream().map(side -> Side.of(side.stream().map(Plays::played).toList())).toList();
    } finally {
      stages.shutdownNow();
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
