package fr.fabrique.engine.check;

import fr.fabrique.engine.Index;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The diagrams, decision tables, forms and texts of the route, by stable name such as {@code
 * processes/idea-route.bpmn}: from the folder where it has them, else those inside the jar.
 */
public final class RouteFiles {

  private static final List<String> FOLDERS = List.of("processes", "forms");
  private static final List<String> ENDINGS = List.of(".bpmn", ".dmn", ".form", ".json");

  private final Path home;
  private boolean seenOnDisk;

  /**
   * @param home the folder that holds {@code processes} and {@code forms}
   */
  public RouteFiles(Path home) {
    this.home = home;
  }

  /** Whether owners edit the route in a folder; once they do, a folder that is gone is missed. */
  public boolean onDisk() {
    seenOnDisk |= FOLDERS.stream().anyMatch(folder -> Files.exists(home.resolve(folder)));
    return seenOnDisk;
  }

  /** What can be read; what cannot is told. */
  public SortedMap<String, byte[]> read(List<Finding> unreadable) {
    try {
      return onDisk() ? fromDisk(unreadable) : fromClassPath();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private SortedMap<String, byte[]> fromDisk(List<Finding> unreadable) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (String folder : FOLDERS) {
      try (Stream<Path> entries = Files.list(home.resolve(folder))) {
        for (Path file : entries.filter(f -> isRouteFile(f.getFileName().toString())).toList()) {
          readFile(folder + "/" + file.getFileName(), file, files, unreadable);
        }
      } catch (IOException | UncheckedIOException gone) {
        unreadable.add(
            Finding.on(
                folder,
                Rule.FOLDER_READABLE,
                Words.of("The folder is missing or cannot be read."),
                Words.of("Bring it back: processes and forms lie side by side.")));
      }
    }
    return files;
  }

  private static void readFile(
      String name, Path file, SortedMap<String, byte[]> files, List<Finding> unreadable) {
    try {
      files.put(name, Files.readAllBytes(file));
    } catch (IOException broken) {
      unreadable.add(
          Finding.on(
              name,
              Rule.FILE_READABLE,
              Files.isDirectory(file)
                  ? Words.of("It is a folder, not a file.")
                  : Words.of("The file cannot be read, or is a link to nothing."),
              Words.of("Remove it, or put the file there.")));
    }
  }

  /** The route that the product is shipped with. */
  public static SortedMap<String, byte[]> shipped() {
    return Shipped.FILES;
  }

  private static final class Shipped {

    private static final SortedMap<String, byte[]> FILES = read();

    private static SortedMap<String, byte[]> read() {
      try {
        return Collections.unmodifiableSortedMap(fromClassPath());
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
  }

  private static SortedMap<String, byte[]> fromClassPath() throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (String file : Index.lines("route")) {
      try (InputStream content = RouteFiles.class.getResourceAsStream("/" + file)) {
        files.put(file, content.readAllBytes());
      }
    }
    return files;
  }

  /** Hidden files, and the locks of office programmes, lie there unasked. */
  private static boolean isRouteFile(String name) {
    return !name.startsWith(".")
        && !name.startsWith("~$")
        && ENDINGS.stream().anyMatch(name::endsWith);
  }
}
