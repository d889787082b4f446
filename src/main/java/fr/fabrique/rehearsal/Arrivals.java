package fr.fabrique.rehearsal;

import fr.fabrique.idea.CsvIdeas;
import fr.fabrique.idea.CsvLines.Line;
import fr.fabrique.idea.Submission.SubmissionRefused;
import fr.fabrique.idea.Submission.SubmissionRefused.Cause;
import fr.fabrique.idea.Wording;
import fr.fabrique.rehearsal.Outcome.Refusal;
import fr.fabrique.tool.UnusableInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;

/**
 * The ideas of a file as they come in: as far apart as its column submitted_at says, each at the
 * next quarter of a day.
 */
final class Arrivals {

  private static final String TIME = "submitted_at";

  private final List<Arrival> all = new ArrayList<>();
  private final List<Refusal> refused = new ArrayList<>();
  private int comeIn;

  /**
   * An idea that comes in.
   *
   * @param line in the file
   * @param csv a file of this one idea
   */
  record Arrival(Instant at, long line, byte[] csv) {}

  /**
   * @param csv a file of ideas
   * @param start when the first of them comes in
   * @throws UnusableInput when no line says when
   */
  Arrivals(byte[] csv, Instant start) {
    List<Arrival> written = new ArrayList<>();
    for (Line line : CsvIdeas.read(csv)) {
      try {
        written.add(new Arrival(time(line), line.number(), alone(line)));
      } catch (SubmissionRefused unknown) {
        refused.add(new Refusal(line.number(), unknown.getMessage()));
      }
    }
    Instant first =
        written.stream()
            .map(Arrival::at)
            .min(Comparator.naturalOrder())
            .orElseThrow(() -> new UnusableInput("no line says in %s when.".formatted(TIME)));
    written.forEach(
        arrival ->
            all.add(
                new Arrival(
                    start.plus(quarters(Duration.between(first, arrival.at()))),
                    arrival.line(),
                    arrival.csv())));
    all.sort(Comparator.comparing(Arrival::at));
  }

  private static Instant time(Line line) {
    if (line.mistake() != null) {
      throw new SubmissionRefused(Cause.INVALID, line.mistake());
    }
    return Wording.time(TIME, line.cell(TIME).orElse("")).toInstant();
  }

  private static Duration quarters(Duration exact) {
    long quarter = Duration.ofHours(6).toSeconds();
    return Duration.ofSeconds((exact.toSeconds() + quarter - 1) / quarter * quarter);
  }

  private static byte[] alone(Line line) {
    StringBuilder csv = new StringBuilder();
    try {
      CSVFormat.RFC4180.printRecord(csv, line.cells().keySet().toArray());
      CSVFormat.RFC4180.printRecord(csv, line.cells().values().toArray());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Lines that can never come in. */
  List<Refusal> refused() {
    return refused;
  }

  /** Those that come in by now, once. */
  List<Arrival> due(Instant now) {
    int from = comeIn;
    while (comeIn < all.size() && !all.get(comeIn).at().isAfter(now)) {
      comeIn++;
    }
    return all.subList(from, comeIn);
  }

  /** When the next one comes in; empty when all have. */
  Optional<Instant> next() {
    return comeIn < all.size() ? Optional.of(all.get(comeIn).at()) : Optional.empty();
  }
}
