package fr.fabrique.change.forecast;

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

/** The Java machines that play, and the files between them and this one. */
final class Plays implements AutoCloseable {

  private final Path folder;
  private final List<Process> running = new ArrayList<>();

  Plays() {
    try {
      folder = Files.createTempDirectory("forecast");
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  record Play(Process process, Path result, Path said) {

    Side played() {
      try {
        if (process.waitFor() != 0) {
          throw new IllegalStateException(Files.readString(said).strip());
        }
        return PlayRoute.JSON.readValue(result.toFile(), Side.class);
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(interrupted);
      }
    }
  }

  Play begin(SortedMap<String, byte[]> route, Past past, Question question) {
    try {
      Path order = folder.resolve("order-%d.json".formatted(running.size()));
      Path result = folder.resolve("result-%d.json".formatted(running.size()));
      Path said = folder.resolve("said-%d.txt".formatted(running.size()));
      PlayRoute.JSON.writeValue(
          order.toFile(), new PlayRoute.Order(new TreeMap<>(route), past, question));
      List<String> command = new ArrayList<>(sameProgram());
      command.addAll(List.of("forecast-side", order.toString(), result.toString()));
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      running.add(process);
      return new Play(process, result, said);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Two sides share two processors: none is left for a second compiler and a second collector. */
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
