package fr.fabrique.change.forecast;

import jakarta.annotation.PreDestroy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.stereotype.Component;

/**
 * Forecasts that owners have asked a serving installation for: one after the other and one play at
 * a time, so that the other processors are there for those who work. They are kept until the next
 * start.
 */
@Component
public class Forecasts {

  /** Larger streams are for the subcommand, on a computer that serves nobody. */
  public static final int MOST_IDEAS = 1_000;

  public static final int MOST_DAYS = 365;

  private static final int MOST_KEPT = 20;

  private final PastReader past;
  private final ExecutorService player =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "forecast");
            thread.setPriority(Thread.MIN_PRIORITY);
            thread.setDaemon(true);
            return thread;
          });
  private final Map<String, Asked> asked =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Asked> eldest) {
          return size() > MOST_KEPT;
        }
      };

  Forecasts(PastReader past) {
    this.past = past;
  }

  /** A forecast that is being played, or has been. */
  public record Asked(int ideas, int days, Future<Forecast> played) {

    public boolean isPlaying() {
      return !played.isDone();
    }

    public boolean hasFailed() {
      return played.isDone() && forecast().isEmpty();
    }

    /** Empty while it is played, and when it could not be. */
    public Optional<Forecast> forecast() {
      if (!played.isDone()) {
        return Optional.empty();
      }
      try {
        return Optional.of(played.get());
      } catch (ExecutionException | CancellationException broken) {
        return Optional.empty();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }
  }

  /**
   * Has it played, in the place of an earlier one of the same draft.
   *
   * @param ideas from 1 to {@link #MOST_IDEAS}, evenly over {@code days}, from 1 to {@link
   *     #MOST_DAYS}
   */
  public synchronized void ask(
      String revision,
      SortedMap<String, byte[]> published,
      SortedMap<String, byte[]> draft,
      int ideas,
      int days) {
    Question question =
        new Question(
            Question.evenly(ideas, days, Question.START),
            Map.of(),
            Question.USUAL_HOURS,
            Question.USUAL_EFFORT,
            Question.VERDICT,
            Question.seeds(1, Question.USUAL_SEEDS));
    Asked earlier = asked.remove(revision);
    if (earlier != null) {
      earlier.played().cancel(true);
    }
    asked.put(
        revision,
        new Asked(
            ideas,
            days,
            player.submit(
                () -> Forecast.play(question, past.read(), published, Optional.of(draft), 1))));
  }

  public synchronized Optional<Asked> of(String revision) {
    return Optional.ofNullable(asked.get(revision));
  }

  @PreDestroy
  void stop() {
    player.shutdownNow();
  }
}
