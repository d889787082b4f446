package fr.fabrique.jury.past;

import fr.fabrique.idea.CsvLines;
import fr.fabrique.idea.CsvLines.Line;
import fr.fabrique.idea.Submission.SubmissionRefused;
import fr.fabrique.idea.Wording;
import fr.fabrique.jury.past.PastJury.Refused;
import fr.fabrique.jury.past.PastReviewsRefused.Cause;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file of past reviews: each line one juror's scores for one entry. Columns beside the named ones
 * are criteria where most of their cells are numbers, and mean nothing otherwise.
 *
 * @param reviews the lines that can be taken, in the order of the file
 */
record ReviewsFile(
    List<String> criteria,
    List<String> ignoredColumns,
    List<PastReview> reviews,
    List<Refused> refused) {

  private static final List<String> NAMED =
      List.of("session", "entry", "entry_author", "entry_unit", "juror", "juror_unit");

  /** Decimals after a point or, as in many countries, a comma. */
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,6}([.,]\\d{1,6})?");

  /** As an account's id is; the directory has the last word. */
  private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9]{1,64}");

  private static final int LONGEST_SESSION = 240;
  private static final int LONGEST_ENTRY = 200;
  private static final int LONGEST_UNIT = 64;
  private static final int LONGEST_CRITERION = 64;

  /**
   * Reads a file.
   *
   * @throws PastReviewsRefused when it cannot be read, or has no criterion
   */
  static ReviewsFile read(byte[] file) {
    try {
      CsvLines csv = CsvLines.read(file, NAMED);
      List<Line> lines = new ArrayList<>();
      csv.forEach(lines::add);
      List<String> others = csv.columns().stream().filter(c -> !NAMED.contains(c)).toList();
      List<String> criteria = others.stream().filter(column -> isCriterion(column, lines)).toList();
      if (criteria.isEmpty() && !lines.isEmpty()) {
        throw invalid(
            "The file has no column of scores beside %s.".formatted(String.join(", ", NAMED)));
      }
      criteria.forEach(ReviewsFile::checkCriterion);
      return read(
          lines,
          criteria,
          CsvLines.named(others.stream().filter(column -> !criteria.contains(column))));
    } catch (SubmissionRefused refused) {
      throw invalid(refused.getMessage());
    }
  }

  private static ReviewsFile read(
      List<Line> lines, List<String> criteria, List<String> ignoredColumns) {
    ReviewsFile read =
        new ReviewsFile(criteria, ignoredColumns, new ArrayList<>(), new ArrayList<>());
    Map<String, PastReview> entries = new HashMap<>();
    Set<List<String>> seen = new HashSet<>();
    for (Line line : lines) {
      try {
        PastReview review = review(line, criteria);
        PastReview first = entries.getOrDefault(review.entry(), review);
        if (!first.about().equals(review.about())) {
          throw invalid(
              "The entry '%s' has another session, author or unit on line %d."
                  .formatted(Wording.beginning(review.entry()), first.line()));
        }
        if (!seen.add(List.of(review.entry(), review.juror()))) {
          throw invalid("This juror's review of this entry stands on an earlier line too.");
        }
        entries.put(review.entry(), first);
        read.reviews().add(review);
      } catch (PastReviewsRefused refused) {
        read.refused().add(new Refused(line.number(), refused.getMessage()));
      }
    }
    return read;
  }

  private static boolean isCriterion(String column, List<Line> lines) {
    List<String> cells = lines.stream().flatMap(line -> cells(line, column)).toList();
    long numbers = cells.stream().filter(cell -> NUMBER.matcher(cell).matches()).count();
    return 2 * numbers > cells.size();
  }

  private static Stream<String> cells(Line line, String column) {
    return line.cells() == null ? Stream.empty() : line.cell(column).stream();
  }

  private static void checkCriterion(String criterion) {
    if (criterion.length() > LONGEST_CRITERION || !Wording.isReadable(criterion)) {
      throw invalid(
          "The criterion '%s' needs a name of at most %d characters that can all be seen."
              .formatted(Wording.beginning(criterion), LONGEST_CRITERION));
    }
  }

  private static PastReview review(Line line, List<String> criteria) {
    if (line.mistake() != null) {
      throw invalid(line.mistake());
    }
    return new PastReview(
        line.number(),
        text(line, "session", LONGEST_SESSION),
        text(line, "entry", LONGEST_ENTRY),
        account(line, "entry_author"),
        text(line, "entry_unit", LONGEST_UNIT),
        account(line, "juror"),
        text(line, "juror_unit", LONGEST_UNIT),
        criteria.stream().map(criterion -> score(line, criterion)).toList());
  }

  private static String text(Line line, String column, int longest) {
    String cell = cell(line, column);
    if (cell.length() > longest || !Wording.isReadable(cell)) {
      throw invalid(
          "%s has at most %d characters, all of which can be seen.".formatted(column, longest));
    }
    return cell;
  }

  private static String account(Line line, String column) {
    String cell = cell(line, column);
    if (!ACCOUNT.matcher(cell).matches()) {
      throw invalid("%s has 1 to 64 letters and digits, nothing else.".formatted(column));
    }
    return cell;
  }

  private static Double score(Line line, String criterion) {
    String cell = cell(line, criterion);
    if (!NUMBER.matcher(cell).matches()) {
      throw invalid(
          "%s is '%s', which is not a number such as 6.75."
              .formatted(criterion, Wording.beginning(cell)));
    }
    return Double.valueOf(cell.replace(',', '.'));
  }

  private static String cell(Line line, String column) {
    return line.cell(column).orElseThrow(() -> invalid("%s is missing.".formatted(column)));
  }

  private static PastReviewsRefused invalid(String reason) {
    return new PastReviewsRefused(Cause.INVALID, reason);
  }
}
