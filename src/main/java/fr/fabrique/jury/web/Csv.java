package fr.fabrique.jury.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * A table as a file for spreadsheets: comma-separated as RFC 4180 describes it, and beginning with
 * a byte order mark, by which they know that it is UTF-8.
 */
final class Csv {

  private static final char BYTE_ORDER_MARK = '\ufeff';

  /** What a spreadsheet would run instead of showing it. */
  private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\t\r\n]");

  private Csv() {}

  /** Numbers and times are written as they are, null as an empty cell. */
  static String of(List<String> header, Stream<? extends List<?>> rows) {
    StringBuilder text = new StringBuilder().append(BYTE_ORDER_MARK);
    try (CSVPrinter printer = new CSVPrinter(text, CSVFormat.RFC4180)) {
      printer.printRecord(header.stream().map(Csv::defused).toList());
      for (List<?> row : rows.toList()) {
        printer.printRecord(row.stream().map(Csv::defused).toList());
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  /** An apostrophe before it makes a formula a text. */
  private static Object defused(Object cell) {
    return cell instanceof String text && FORMULA.matcher(text).find() ? "'" + text : cell;
  }
}
