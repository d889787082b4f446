package fr.fabrique.rehearsal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of ideas, refused before anything starts when it cannot be one. */
final class IdeasFile {

  private IdeasFile() {}

  /**
   * The file's content.
   *
   * @throws UnusableInput when there is no content, or none that could hold an idea
   */
  static byte[] read(Path file) {
    if (!Files.exists(file)) {
      throw new UnusableInput("there is no such file.");
    }
    if (!Files.isRegularFile(file)) {
      throw new UnusableInput("this is not a file.");
    }
    byte[] content = content(file);
    String text = text(content);
    if (text.isBlank()) {
      throw new UnusableInput("the file is empty.");
    }
    if (text.strip().lines().count() == 1) {
      throw new UnusableInput("the file holds no idea.");
    }
    return content;
  }

  private static byte[] content(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new UnusableInput("the file cannot be read.");
    }
  }

  private static String text(byte[] content) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException otherEncoding) {
      throw new UnusableInput("the file is not UTF-8: save it as CSV UTF-8.");
    }
  }
}
