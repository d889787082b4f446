package fr.fabrique.change.forecast;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import fr.fabrique.engine.StepCatalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * A part of a forecast, in a Java machine of its own: its clock is moved, and several share a
 * computer's processors.
 */
@Command(name = "forecast-part", hidden = true)
public final class PlayRoute implements Callable<Integer> {

  static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());

  @Parameters(index = "0")
  private Path order;

  @Parameters(index = "1")
  private Path result;

  /**
   * What is to be played.
   *
   * @param route the files by name
   */
  record Order(TreeMap<String, byte[]> route, Past past, Question question) {}

  @Override
  public Integer call() {
    try {
      Order played = JSON.readValue(order.toFile(), Order.class);
      JSON.writeValue(result.toFile(), play(played.route(), played.past(), played.question()));
      return 0;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static List<Run> play(SortedMap<String, byte[]> route, Past past, Question question) {
    StepCatalogue catalogue = new StepCatalogue();
    return question.seeds().stream()
        .map(seed -> new Floor(route, catalogue, past, question, seed).play())
        .toList();
  }
}
