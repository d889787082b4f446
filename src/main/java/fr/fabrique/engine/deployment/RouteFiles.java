package fr.fabrique.engine.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The diagrams, decision tables, forms and texts of the route, by stable name such as {@code
 * processes/idea-route.bpmn}: from the folder where it has them, else those inside the jar.
 */
class RouteFiles {

  private static final List<String> FOLDERS = List.of("processes", "forms");
  private static final List<String> ENDINGS = List.of(".bpmn", ".dmn", ".form", ".json");

  private final Path home;

  RouteFiles(Path home) {
    this.home = home;
  }

  boolean onDisk() {
    return Files.isDirectory(home.resolve("processes"));
  }

  SortedMap<String, byte[]> read() {
    try {
      return onDisk() ? fromDisk() : fromClassPath();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private SortedMap<String, byte[]> fromDisk() throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (String folder : FOLDERS) {
      Path directory = home.resolve(folder);
      if (Files.isDirectory(directory)) {
        try (Stream<Path> entries = Files.list(directory)) {
          for (Path file : entries.filter(f -> isRouteFile(f.getFileName().toString())).toList()) {
            files.put(folder + "/" + file.getFileName(), Files.readAllBytes(file));
          }
        }
      }
    }
    return files;
  }

  private SortedMap<String, byte[]> fromClassPath() throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver();
    for (String folder : FOLDERS) {
      for (Resource file : resolver.getResources("classpath:" + folder + "/*")) {
        if (isRouteFile(file.getFilename())) {
          files.put(folder + "/" + file.getFilename(), file.getContentAsByteArray());
        }
      }
    }
    return files;
  }

  private static boolean isRouteFile(String name) {
    return !name.startsWith(".") && ENDINGS.stream().anyMatch(name::endsWith);
  }
}
