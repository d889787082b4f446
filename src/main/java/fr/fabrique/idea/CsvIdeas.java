package fr.fabrique.idea;

import fr.fabrique.idea.Submission.SubmissionRefused;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** A CSV file of ideas. */
public final class CsvIdeas implements Iterable<CsvLines.Line> {

  private static final List<String> REQUIRED = List.of("external_id", "title");

  private static final Set<String> KNOWN =
      Set.of(
          "external_id",
          "title",
          "body",
          "problem",
          "solution",
          "beneficiaries",
          "effect",
          "links",
          "author",
          "submitted_at",
          "theme");

  private final CsvLines lines;

  private CsvIdeas(CsvLines lines) {
    this.lines = lines;
  }

  /**
   * Opens a file whose every character can be read and whose columns are understood.
   *
   * @throws SubmissionRefused when it is not such a file
   */
  public static CsvIdeas read(byte[] file) {
    return new CsvIdeas(CsvLines.read(file, REQUIRED));
  }

  /** The columns that mean nothing here, in the order of the file. */
  public List<String> ignoredColumns() {
    return CsvLines.named(lines.columns().stream().filter(column -> !KNOWN.contains(column)));
  }

  /** The lines below the header. From one that is not CSV on, nothing can be read. */
  @Override
  public Iterator<CsvLines.Line> iterator() {
    return lines.iterator();
  }
}
