package fr.fabrique;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The diagrams, decision tables and forms as process owners edit them. */
public final class RouteFolder {

  public static final Path PROCESSES = Path.of("processes");
  public static final Path FORMS = Path.of("forms");

  private RouteFolder() {}

  public static List<Path> diagrams() {
    return files(PROCESSES, ".bpmn");
  }

  public static List<Path> decisions() {
    return files(PROCESSES, ".dmn");
  }

  public static List<Path> forms() {
    return files(FORMS, ".form");
  }

  public static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static List<Path> files(Path folder, String ending) {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> files = entries.filter(f -> f.toString().endsWith(ending)).sorted().toList();
      if (files.isEmpty()) {
        throw new IllegalStateException("There is no %s file in %s.".formatted(ending, folder));
      }
      return files;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
