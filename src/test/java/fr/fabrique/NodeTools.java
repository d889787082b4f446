package fr.fabrique;

import com.microsoft.playwright.impl.driver.Driver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The npm packages of {@code src/test/tools}, installed once below {@code target}. They run on the
 * Node that Playwright brings along, so that every machine runs them on the same one; npm itself
 * must be there.
 */
public final class NodeTools {

  private static final Path SOURCE = Path.of("src/test/tools");
  private static final Path HOME = Path.of("target/tools").toAbsolutePath();
  private static final List<String> DESCRIPTION =
      List.of(".npmrc", "package.json", "package-lock.json");

  private NodeTools() {}

  /**
   * What a script or package said.
   *
   * @param code 0 where it found nothing wrong
   */
  public record Result(int code, String output) {}

  /** A file of an installed package, such as {@code bpmn-js/dist/bpmn-modeler.development.js}. */
  public static Path file(String path) {
    install();
    return HOME.resolve("node_modules").resolve(path);
  }

  /** A script of {@code src/test/tools}, beside the packages that it uses. */
  public static Path script(String name) {
    install();
    try {
      return Files.copy(
          SOURCE.resolve(name), HOME.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
  }

  /** Runs a script from the project's folder. */
  public static Result run(Path script, List<String> arguments) {
    install();
    List<String> command = new ArrayList<>(List.of(node(), script.toAbsolutePath().toString()));
    command.addAll(arguments);
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes());
      return new Result(process.waitFor(), output);
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  private static String node() {
    return Driver.ensureDriverInstalled(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"), false)
        .createProcessBuilder()
        .command()
        .get(0);
  }

  private static void install() {
    MachineForTests.alone(
        () -> {
          installIfMissing();
          return null;
        });
  }

  private static void installIfMissing() {
    try {
      if (isInstalled()) {
        return;
      }
      Files.createDirectories(HOME);
      for (String file : DESCRIPTION) {
        Files.copy(SOURCE.resolve(file), HOME.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
      MachineForTests.run(List.of(npm().toString(), "ci", "--ignore-scripts"), HOME);
      Files.copy(SOURCE.resolve("package-lock.json"), stamp(), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
  }

  private static Path npm() {
    List<String> names = List.of("npm", "npm.cmd");
    return MachineForTests.program(names)
        .or(
            () ->
                MachineForTests.installOnDebian("nodejs", "npm")
                    ? MachineForTests.program(names)
                    : java.util.Optional.empty())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "The checks of diagrams with bpmn-js and bpmnlint need npm, and it is not on"
                        + " the PATH. Install Node.js with npm (https://nodejs.org) and build"
                        + " again; the product itself does not need it."));
  }

  /** Written last, so that a broken installation is repeated. */
  private static Path stamp() {
    return HOME.resolve("installed.json");
  }

  private static boolean isInstalled() throws IOException {
    return Files.exists(stamp())
        && Files.mismatch(stamp(), SOURCE.resolve("package-lock.json")) == -1;
  }
}
