package fr.fabrique.tool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a subcommand is given. */
public final class InputFile {

  private InputFile() {}

  /**
   * The file's content.
   *
   * @throws UnusableInput when there is none
   */
  public static byte[] read(Path file) {
    if (!Files.exists(file)) {
      throw new UnusableInput(file, "there is no such file.");
    }
    if (!Files.isRegularFile(file)) {
      throw new UnusableInput(file, "this is not a file.");
    }
    byte[] content = content(file);
    if (new String(content, StandardCharsets.UTF_8).isBlank()) {
      throw new UnusableInput(file, "the file is empty.");
    }
    return content;
  }

  private static byte[] content(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new UnusableInput(file, "the file cannot be read.");
    }
  }
}
