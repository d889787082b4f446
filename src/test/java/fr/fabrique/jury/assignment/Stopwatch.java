package fr.fabrique.jury.assignment;

import java.time.Duration;

/** Seconds since its start: those that passed, and those that the processors worked for us. */
record Stopwatch(long from, Duration worked) {

  static Stopwatch started() {
    return new Stopwatch(System.nanoTime(), soFar());
  }

  double seconds() {
    return Math.round((System.nanoTime() - from) / 1e6) / 1e3;
  }

  double processorSeconds() {
    return soFar().minus(worked).toMillis() / 1e3;
  }

  private static Duration soFar() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
