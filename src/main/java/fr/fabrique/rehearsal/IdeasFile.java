package fr.fabrique.rehearsal;

import fr.fabrique.idea.CsvIdeas;
import fr.fabrique.idea.Submission.SubmissionRefused;
import fr.fabrique.tool.InputFile;
import fr.fabrique.tool.UnusableInput;
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
    byte[] content = InputFile.read(file);
    try {
      if (!CsvIdeas.read(content).iterator().hasNext()) {
        throw new UnusableInput("the file holds no idea.");
      }
    } catch (SubmissionRefused refused) {
      throw new UnusableInput(StringUtils.uncapitalize(refused.getMessage()));
    }
    return content;
  }
}
