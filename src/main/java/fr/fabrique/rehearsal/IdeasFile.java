package fr.fabrique.rehearsal;

import fr.fabrique.idea.CsvIdeas;
import fr.fabrique.idea.Submission.SubmissionRefused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.StringUtils;

/** A file of ideas, refused before anything starts when it cannot be one. */
final class IdeasFile {

  private IdeasFile() {}

  /**
   * The file's content.
   *
   * @throws UnusableInput when there is no content, or none that could hold an idea, as an import
   *     would find
   */
  static byte[] read(Path file) {
    if (!Files.exists(file)) {
      throw new UnusableInput("there is no such file.");
    }
    if (!Files.isRegularFile(file)) {
      throw new UnusableInput("this is not a file.");
    }
    byte[] content = content(file);
    if (new String(content, StandardCharsets.UTF_8).isBlank()) {
      throw new UnusableInput("the file is empty.");
    }
    try {
      if (!CsvIdeas.read(content).iterator().hasNext()) {
        throw new UnusableInput("the file holds no idea.");
      }
    } catch (SubmissionRefused refused) {
      throw new UnusableInput(StringUtils.uncapitalize(refused.getMessage()));
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
}
