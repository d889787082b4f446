package fr.fabrique.idea;

import fr.fabrique.idea.Submission.SubmissionRefused;
import fr.fabrique.idea.Submission.SubmissionRefused.Cause;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A CSV file whose columns have names. Its cells are parted by commas, or by semicolons or tabs as
 * spreadsheets in many countries write them; the first line shows by which.
 */
public final class CsvLines implements Iterable<CsvLines.Line> {

  private static final int MOST_NAMED = 20;

  /** Lines that are not CSV, after which the rest of the file is refused unread. */
  private static final int MOST_BROKEN = 100;

  private final String text;
  private final char delimiter;
  private final CSVParser records;
  private final List<String> header;
  private final Map<String, Integer> columns = new LinkedHashMap<>();

  private CsvLines(String text, char delimiter) {
    this.text = text;
    this.delimiter = delimiter;
    records = parser(text, 0, delimiter);
    header = header();
    for (int place = 0; place < header.size(); place++) {
      if (!header.get(place).isEmpty()) {
        columns.putIfAbsent(header.get(place), place);
      }
    }
  }

  private static CSVParser parser(String text, int from, char delimiter) {
    try {
      StringReader reader = new StringReader(text);
      reader.skip(from);
      return CSVFormat.RFC4180.builder().setDelimiter(delimiter).get().parse(reader);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** A first line that is not CSV with this delimiter may be with another. */
  private List<String> header() {
    try {
      Iterator<CSVRecord> lines = records.iterator();
      return lines.hasNext()
          ? lines.next().stream().map(column -> column.strip().toLowerCase(Locale.ROOT)).toList()
          : List.of();
    } catch (UncheckedIOException | IllegalStateException broken) {
      return List.of();
    }
  }

  /**
   * One line of the file.
   *
   * @param number counted from 1, the header being line 1
   * @param mistake why nothing can be read from it, or null
   */
  public record Line(long number, String mistake, Map<String, String> cells) {

    /** What stands in the column; empty when it holds nothing but blanks. */
    public Optional<String> cell(String column) {
      return Optional.ofNullable(cells.get(column)).filter(text -> !text.isEmpty());
    }
  }

  /**
   * Opens a file whose every character can be read and whose columns are understood.
   *
   * @param required names of columns, in small letters, that the file must have
   * @throws SubmissionRefused when it is not such a file
   */
  public static CsvLines read(byte[] file, List<String> required) {
    String text = decoded(file);
    CsvLines best =
        Stream.of(',', ';', '\t')
            .map(delimiter -> new CsvLines(text, delimiter))
            .reduce((one, other) -> other.fit(required) > one.fit(required) ? other : one)
            .orElseThrow();
    if (!best.columns.keySet().containsAll(required)) {
      throw refused(
          "The first line must name the columns, among them %s. Found: %s."
              .formatted(listed(required), String.join(", ", named(best.header.stream()))));
    }
    best.header.stream()
        .filter(column -> !column.isEmpty() && Collections.frequency(best.header, column) > 1)
        .findFirst()
        .ifPresent(
            column -> {
              throw refused(
                  "The first line names the column %s twice: name each column once."
                      .formatted(Wording.beginning(column)));
            });
    return best;
  }

  /** The names of the columns in small letters, in the order of the file. */
  public List<String> columns() {
    return List.copyOf(columns.keySet());
  }

  /** Names as they may be repeated to who sent the file: not too many, none too long. */
  public static List<String> named(Stream<String> columns) {
    return columns.limit(MOST_NAMED).map(Wording::beginning).toList();
  }

  /** The lines below the header, each for itself: one that is not CSV leaves the others alone. */
  @Override
  public Iterator<Line> iterator() {
    return new Lines();
  }

  private final class Lines implements Iterator<Line> {

    private CSVParser parser = records;
    private Iterator<CSVRecord> rest = records.iterator();

    /** Lines of the file that lie before what the parser reads. */
    private long before;

    private long lineReached = 1;
    private int placeReached;
    private int broken;
    private Line next = following();

    private Line following() {
      while (true) {
        long number = before + parser.getCurrentLineNumber() + 1;
        try {
          if (!rest.hasNext()) {
            return null;
          }
          CSVRecord record = rest.next();
          if (record.size() > 1 || !record.get(0).isBlank()) {
            return line(number, record);
          }
        } catch (UncheckedIOException | IllegalStateException unreadable) {
          return broken(number, rootMessage(unreadable));
        }
      }
    }

    private Line broken(long number, String why) {
      if (++broken > MOST_BROKEN) {
        return new Line(number, "From here on not CSV: " + why, null);
      }
      parser = parser(text, startOf(number + 1), delimiter);
      rest = parser.iterator();
      before = number;
      return new Line(number, "This line is not CSV: " + why, Map.of());
    }

    private int startOf(long line) {
      while (lineReached < line && placeReached < text.length()) {
        char here = text.charAt(placeReached++);
        boolean goesOn = here == '\r' && text.startsWith("\n", placeReached);
        if (here == '\n' || here == '\r' && !goesOn) {
          lineReached++;
        }
      }
      return placeReached;
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public Line next() {
      if (next == null) {
        throw new NoSuchElementException();
      }
      Line line = next;
      next = line.cells() == null ? null : following();
      return line;
    }
  }

  private Line line(long number, CSVRecord record) {
    Map<String, String> cells = new LinkedHashMap<>();
    columns.forEach(
        (column, place) -> {
          if (place < record.size()) {
            cells.put(column, record.get(place).strip());
          }
        });
    boolean cut =
        record.stream().skip(header.size()).anyMatch(beyondTheLast -> !beyondTheLast.isBlank());
    return new Line(
        number,
        cut
            ? "It has %d cells, but the first line names %d: quote cells that hold the delimiter."
                .formatted(record.size(), header.size())
            : null,
        cells);
  }

  /** How well the delimiter suits the file: the columns are found, or at least many. */
  private int fit(List<String> required) {
    return columns.keySet().containsAll(required) ? Integer.MAX_VALUE : columns.size();
  }

  private static String decoded(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file);
    CharBuffer text = CharBuffer.allocate(file.length + 1);
    CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    boolean broken = utf8.decode(bytes, text, true).isError() || utf8.flush(text).isError();
    String decoded = text.flip().toString();
    if (broken) {
      throw refused(
          "The file is not UTF-8, see line %d: save it as CSV UTF-8 and send it again."
              .formatted(decoded.chars().filter(c -> c == '\n').count() + 1));
    }
    return decoded.startsWith("\ufeff") ? decoded.substring(1) : decoded;
  }

  private static String listed(List<String> names) {
    int last = names.size() - 1;
    return last == 0
        ? names.get(0)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  private static SubmissionRefused refused(String reason) {
    return new SubmissionRefused(Cause.INVALID, reason);
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage();
  }
}
