package fr.fabrique.jury.assignment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Time for the order of a long agenda, beside the exits in the order in which ideas came in. */
class DiscussionOrderBenchmark {

  private static final Path FOLDER = Path.of("target", "benchmarks");
  private static final int IDEAS = 300;
  private static final int JURORS = 40;

  /**
   * @param barred of a hundred pairs of an idea and a juror
   * @param processorSeconds what the machine worked for it; less than the seconds where others use
   *     the processors too
   */
  record Figures(
      int ideas,
      int jurors,
      int barred,
      double seconds,
      double processorSeconds,
      int exits,
      int exitsAsTheyCameIn) {}

  @Test
  void order_of_a_long_agenda() throws IOException {
    NativeSolvers.load();
    List<Figures> figures = new ArrayList<>();
    StringBuilder table = new StringBuilder();
    table.append(
        "%5s %6s %8s %8s %9s %6s %16s%n"
            .formatted(
                "ideas", "jurors", "barred %", "seconds", "processor", "exits", "as they came in"));
    for (int barred : new int[] {2, 5, 12, 25, 50}) {
      Figures each = measured(barred);
      figures.add(each);
      table.append(
          String.format(
              Locale.ROOT,
              "%5d %6d %8d %8.2f %9.2f %6d %16d%n",
              each.ideas(),
              each.jurors(),
              each.barred(),
              each.seconds(),
              each.processorSeconds(),
              each.exits(),
              each.exitsAsTheyCameIn()));
    }
    Files.createDirectories(FOLDER);
    new ObjectMapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValue(FOLDER.resolve("discussion-order.json").toFile(), figures);
    Files.writeString(FOLDER.resolve("discussion-order.txt"), table);
  }

  private static Figures measured(int barred) {
    Random random = new Random(barred);
    Map<String, Set<String>> leaving = new HashMap<>();
    Set<String> out = Set.of();
    int asTheyCameIn = 0;
    for (int idea = 0; idea < IDEAS; idea++) {
      Set<String> jurors = new HashSet<>();
      for (int juror = 0; juror < JURORS; juror++) {
        if (random.nextInt(100) < barred) {
          jurors.add(String.valueOf(juror));
          asTheyCameIn += out.contains(String.valueOf(juror)) ? 0 : 1;
        }
      }
      leaving.put(String.valueOf(idea), jurors);
      out = jurors;
    }
    Stopwatch stopwatch = Stopwatch.started();
    DiscussionOrder order = DiscussionOrder.of(leaving);
    return new Figures(
        IDEAS,
        JURORS,
        barred,
        stopwatch.seconds(),
        stopwatch.processorSeconds(),
        order.exits(),
        asTheyCameIn);
  }
}
