package fr.fabrique.jury.assignment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Time and memory of an assignment as juries grow, each size in a Java machine of its own. */
class AssignmentBenchmark {

  private static final Path FOLDER = Path.of("target", "benchmarks");
  private static final int REVIEWS = 3;
  private static final int[][] SIZES = {{2_580, 200}, {5_000, 350}, {10_000, 500}};

  /**
   * @param seconds of the whole assignment: asking the judge about all pairs, loading the solver,
   *     solving
   * @param peakMegabytes of the whole Java machine, the part that is not Java included; 0 where the
   *     system does not tell
   * @param lowest how many reviews the juror has who has fewest
   */
  record Figures(
      int ideas,
      int jurors,
      int placed,
      int missing,
      double seconds,
      long peakMegabytes,
      long match,
      int lowest,
      int highest,
      double greedySeconds,
      int greedyPlaced,
      long greedyMatch,
      int greedyLowest,
      int greedyHighest) {}

  @Test
  void assignment_of_a_whole_jury() throws IOException, InterruptedException {
    ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    List<Figures> figures = new ArrayList<>();
    for (int[] size : SIZES) {
      figures.add(json.readValue(measured(size[0], size[1]), Figures.class));
    }
    Files.createDirectories(FOLDER);
    json.writeValue(FOLDER.resolve("assignment.json").toFile(), figures);
    Files.writeString(FOLDER.resolve("assignment.txt"), table(figures));
  }

  private static String measured(int ideas, int jurors) throws IOException, InterruptedException {
    Path answer = Files.createTempFile("assignment", ".json");
    try {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx1g",
                  "-cp",
                  System.getProperty("java.class.path"),
                  AssignmentBenchmark.class.getName(),
                  String.valueOf(ideas),
                  String.valueOf(jurors),
                  answer.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.INHERIT)
              .start();
      int end = process.waitFor();
      if (end != 0) {
        throw new IllegalStateException("The measurement ended with " + end);
      }
      return Files.readString(answer);
    } finally {
      Files.delete(answer);
    }
  }

  /** Measures one size. */
  public static void main(String[] arguments) throws IOException {
    int ideas = Integer.parseInt(arguments[0]);
    int jurors = Integer.parseInt(arguments[1]);
    Problem problem = LargeJury.of(ideas, jurors, REVIEWS);
    long start = System.nanoTime();
    Plan plan = Assignment.best(problem);
    double seconds = secondsSince(start);
    long peak = peakMegabytes();
    start = System.nanoTime();
    LeastLoaded greedy = LeastLoaded.of(problem);
    double greedySeconds = secondsSince(start);
    Map<String, Integer> given = new HashMap<>();
    problem.jurors().forEach(juror -> given.put(juror.id(), 0));
    plan.seats().forEach(seat -> given.merge(seat.juror(), 1, Integer::sum));
    IntSummaryStatistics loads = statistics(given);
    IntSummaryStatistics greedyLoads = statistics(greedy.given());
    new ObjectMapper()
        .writeValue(
            Path.of(arguments[2]).toFile(),
            new Figures(
                ideas,
                jurors,
                plan.seats().size(),
                (int) plan.missing(),
                seconds,
                peak,
                plan.totalMatch(),
                loads.getMin(),
                loads.getMax(),
                greedySeconds,
                greedy.placed(),
                greedy.match(),
                greedyLoads.getMin(),
                greedyLoads.getMax()));
  }

  private static double secondsSince(long start) {
    return Math.round((System.nanoTime() - start) / 1e6) / 1e3;
  }

  private static IntSummaryStatistics statistics(Map<String, Integer> given) {
    return given.values().stream().mapToInt(Integer::intValue).summaryStatistics();
  }

  private static long peakMegabytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("VmHWM:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .sum()
        / 1024;
  }

  private static String table(List<Figures> figures) {
    StringBuilder table = new StringBuilder();
    table.append(
        "%7s %6s  %-9s %8s %8s %8s %8s %8s %9s %7s %7s%n"
            .formatted(
                "ideas", "jurors", "by", "placed", "missing", "seconds", "ratio", "MB", "match",
                "fewest", "most"));
    Figures first = figures.get(0);
    for (Figures each : figures) {
      table.append(
          row(
              "%7d %6d  %-9s %8d %8d %8.2f %8.2f %8d %9d %7d %7d%n",
              each.ideas(),
              each.jurors(),
              "optimum",
              each.placed(),
              each.missing(),
              each.seconds(),
              each.seconds() / first.seconds(),
              each.peakMegabytes(),
              each.match(),
              each.lowest(),
              each.highest()));
      table.append(
          row(
              "%7s %6s  %-9s %8d %8d %8.2f %8.2f %8s %9d %7d %7d%n",
              "",
              "",
              "greedy",
              each.greedyPlaced(),
              each.ideas() * REVIEWS - each.greedyPlaced(),
              each.greedySeconds(),
              each.greedySeconds() / first.greedySeconds(),
              "",
              each.greedyMatch(),
              each.greedyLowest(),
              each.greedyHighest()));
    }
    return table.toString();
  }

  private static String row(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
