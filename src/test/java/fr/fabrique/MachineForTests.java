package fr.fabrique;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What the tests need of the machine they run on besides a JDK, installed where that is allowed.
 */
public final class MachineForTests {

  private static final Path FONTS = Path.of("/usr/share/fonts");
  private static final Path RELEASE = Path.of("/etc/os-release");
  private static final Path LOCK = Path.of("target", "installing.lock");

  private MachineForTests() {}

  /** What one Java machine installs, another one of the same build waits for. */
  public static synchronized <T> T alone(Supplier<T> installation) {
    try {
      Files.createDirectories(LOCK.getParent());
      try (FileChannel lock =
              FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock held = lock.lock()) {
        return installation.get();
      }
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
  }

  /** The first of these programs that the machine has. */
  public static Optional<Path> program(List<String> names) {
    List<Path> folders =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .map(Path::of)
            .toList();
    return names.stream()
        .flatMap(name -> folders.stream().map(folder -> folder.resolve(name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Whether a font lies where Linux keeps them, by the beginning of its file's name. */
  public static boolean hasFont(String name) {
    if (!Files.isDirectory(FONTS)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(FONTS)) {
      return files.anyMatch(file -> file.getFileName().toString().startsWith(name));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Whether {@code apt-get install} would be allowed. */
  public static boolean hasAptAsRoot() {
    return "root".equals(System.getProperty("user.name"))
        && program(List.of("apt-get")).isPresent();
  }

  /** Installs Debian's packages; false where this is no Debian or we may not. */
  public static boolean installOnDebian(String... packages) {
    if (!hasAptAsRoot() || !isDebian()) {
      return false;
    }
    run(List.of("apt-get", "update", "-q"));
    run(
        Stream.concat(
                Stream.of("apt-get", "install", "-y", "-q", "--no-install-recommends"),
                Arrays.stream(packages))
            .toList());
    return true;
  }

  /** Runs a command to its end; what it says goes to the build's log. */
  public static void run(List<String> command) {
    run(command, Path.of("."));
  }

  /** Runs a command in a folder to its end; what it says goes to the build's log. */
  public static void run(List<String> command, Path folder) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectInput(Redirect.from(nothing()))
              .redirectOutput(Redirect.INHERIT);
      builder.environment().putAll(Map.of("DEBIAN_FRONTEND", "noninteractive", "CI", "1"));
      int code = builder.start().waitFor();
      if (code != 0) {
        throw new IllegalStateException(
            "'%s' ended with %d.".formatted(String.join(" ", command), code));
      }
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  private static File nothing() {
    return new File(File.separatorChar == '/' ? "/dev/null" : "NUL");
  }

  private static boolean isDebian() {
    try {
      return Files.isReadable(RELEASE) && Files.readAllLines(RELEASE).contains("ID=debian");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
