package fr.fabrique.rehearsal;

import fr.fabrique.engine.EngineClock;
import java.io.PrintWriter;
import java.util.function.IntSupplier;

/** Tells on standard error how far the rehearsal is. */
final class Progress {

  private static final long PAUSE_NANOS = 2_000_000_000L;

  private final PrintWriter out;
  private long last = System.nanoTime();

  Progress(PrintWriter out) {
    this.out = out;
  }

  void say(String message, Object... values) {
    out.println(message.formatted(values));
    out.flush();
  }

  /** Every few seconds, where the rehearsal is. */
  void now(int tasksDone, IntSupplier running) {
    if (System.nanoTime() - last > PAUSE_NANOS) {
      last = System.nanoTime();
      say(
          "%s: %,d tasks done, %,d processes under way.",
          EngineClock.now().toLocalDate(), tasksDone, running.getAsInt());
    }
  }
}
