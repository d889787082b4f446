package fr.fabrique.jury.past;

import fr.fabrique.jury.statistics.Review;
import fr.fabrique.jury.statistics.SimulatedJury;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Files of past reviews as tests need them. */
final class ScoresFile {

  static final String HEADER = "session,entry,entry_author,entry_unit,juror,juror_unit,";

  private ScoresFile() {}

  /** Three sessions, with the total parted between two criteria. */
  static String of(SimulatedJury jury) {
    return HEADER
        + "value,effort\n"
        + jury.reviews().stream().map(ScoresFile::line).collect(Collectors.joining());
  }

  private static String line(Review review) {
    return String.format(
        Locale.ROOT,
        "Session %s,%s,author%s,%s,%s,%s,%.2f,%.2f%n",
        review.theme(),
        review.idea(),
        review.idea(),
        review.ideaUnit(),
        review.juror(),
        review.jurorUnit(),
        review.total() / 2,
        review.total() / 2);
  }

  static byte[] bytes(String... lines) {
    return String.join("\n", List.of(lines)).getBytes(StandardCharsets.UTF_8);
  }
}
