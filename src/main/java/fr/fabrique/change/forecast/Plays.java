package fr.fabrique.change.forecast;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The Java machines that play, as many as there are processors, and the files between them. */
final class Plays implements AutoCloseable {

  private final Path folder;
  private final int processors;
  private final List<Process> running = new ArrayList<>();

  Plays(int processors) {
    this.processors = processors;
    try {
      folder = Files.createTempDirectory("forecast");
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** A part that is being played. */
  private record Part(Process process, Path result, Path said) {

    List<Run> played() {
      try {
        if (process.waitFor() != 0) {
          throw new IllegalStateException(Files.readString(said).strip());
        }
        return PlayRoute.JSON.readValue(result.toFile(), new TypeReference<>() {});
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(interrupted);
      }
    }
  }

  /** What each of the routes does, in their order. */
  List<Side> play(List<SortedMap<String, byte[]>> routes, Past past, Question question) {
    int parts = Math.max(1, processors / routes.size());
    List<List<Part>> all =
        routes.stream()
            .map(
                route ->
                    question.inParts(parts).stream().map(part -> begin(route, past, part)).toList())
            .toList();
    return all.stream()
        .map(side -> Side.of(side.stream().flatMap(part -> part.played().stream()).toList()))
        .toList();
  }

  private Part begin(SortedMap<String, byte[]> route, Past past, Question question) {
    try {
      Path order = folder.resolve("order-%d.json".formatted(running.size()));
      Path result = folder.resolve("result-%d.json".formatted(running.size()));
      Path said = folder.resolve("said-%d.txt".formatted(running.size()));
      PlayRoute.JSON.writeValue(
          order.toFile(), new PlayRoute.Order(new TreeMap<>(route), past, question));
      List<String> command = new ArrayList<>(sameProgram());
      command.addAll(List.of("forecast-part", order.toString(), result.toString()));
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      running.add(process);
      return new Part(process, result, said);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** No processor is left for a second compiler and a second collector. */
  private static List<String> sameProgram() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes = System.getProperty("java.class.path");
    List<String> command =
        new ArrayList<>(List.of(java, "-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(
        classes.endsWith(".jar") && !classes.contains(File.pathSeparator)
            ? List.of("-jar", classes)
            : List.of("-cp", classes, "fr.fabrique.FabriqueApplication"));
    return command;
  }

  @Override
  public void close() {
    running.forEach(Process::destroy);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException left) {
      throw new UncheckedIOException(left);
    }
  }
}
