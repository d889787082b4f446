package fr.fabrique.jury.statistics;

import java.lang.management.ManagementFactory;

/** How long work takes the processor, however busy the machine is with other work. */
final class ProcessorTime {

  private ProcessorTime() {}

  static long millisOfBest(int runs, Runnable work) {
    long best = Long.MAX_VALUE;
    for (int run = 0; run < runs; run++) {
      long started = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      work.run();
      best =
          Math.min(best, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - started);
    }
    return best / 1_000_000;
  }
}
