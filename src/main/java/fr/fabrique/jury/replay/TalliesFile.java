package fr.fabrique.jury.replay;

import fr.fabrique.engine.Sentence;
import fr.fabrique.idea.CsvLines;
import fr.fabrique.idea.CsvLines.Line;
import fr.fabrique.idea.Submission.SubmissionRefused;
import fr.fabrique.idea.Wording;
import fr.fabrique.jury.replay.Replay.Unusable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A file of tallies as the pages of a jury export it. Beside the named columns, each column is a
 * fact that a verdict table may ask for.
 *
 * @param verdicts the lines that can be taken, in the order of the file
 */
record TalliesFile(List<PastVerdict> verdicts, List<Unusable> unusable) {

  private static final List<String> NAMED =
      List.of("idea", "round", "verdict", "proposed", "table_version", "rule");

  /** They tell people of the tally; no table is asked about them. */
  private static final Set<String> NO_FACTS =
      Set.of(
          "idea",
          "title",
          "corrected_mean",
          "tallied_at",
          "verdict",
          "given_at",
          "proposed",
          "table_version",
          "rule",
          "rule_sentence",
          "reason");

  /** Longer texts are remarks of whoever edited the file. */
  private static final int LONGEST_WORD = 200;

  /**
   * Reads a file.
   *
   * @throws SubmissionRefused when it cannot be read, or lacks a column
   */
  static TalliesFile read(byte[] file) {
    TalliesFile read = new TalliesFile(new ArrayList<>(), new ArrayList<>());
    Map<List<?>, Long> seen = new HashMap<>();
    for (Line line : CsvLines.read(file, NAMED)) {
      try {
        PastVerdict verdict = verdict(line);
        Long earlier = seen.putIfAbsent(List.of(verdict.idea(), verdict.round()), line.number());
        if (earlier != null) {
          throw new Mistake("replay.line.twice", earlier);
        }
        read.verdicts().add(verdict);
      } catch (Mistake mistake) {
        read.unusable().add(new Unusable(line.number(), null, null, mistake.why));
      }
    }
    return read;
  }

  private static final class Mistake extends RuntimeException {

    private final transient Sentence why;

    Mistake(String key, Object... values) {
      super(key);
      why = Sentence.of(key, values);
    }
  }

  private static PastVerdict verdict(Line line) {
    if (line.mistake() != null) {
      throw new Mistake("replay.line.csv", line.mistake());
    }
    return new PastVerdict(
        line.number(),
        word(line, "idea"),
        line.cell("title").orElse(null),
        wholeNumber("round", word(line, "round")),
        facts(line),
        line.cell("proposed").orElse(null),
        line.cell("table_version").map(v -> wholeNumber("table_version", v)).orElse(null),
        line.cell("rule").orElse(null),
        line.cell("rule_sentence").orElse(null),
        line.cell("verdict").orElse(null));
  }

  private static Map<String, Object> facts(Line line) {
    Map<String, Object> facts = new HashMap<>();
    line.cells()
        .forEach(
            (column, cell) -> {
              String fact =
                  column.startsWith(Facts.ASKED) ? column.substring(Facts.ASKED.length()) : column;
              if (Facts.NUMBERS.contains(fact) && !cell.isEmpty() && !Facts.isNumber(cell)) {
                throw new Mistake("replay.line.number", column, Wording.beginning(cell));
              }
              if (NO_FACTS.contains(fact) || cell.isEmpty() || cell.length() > LONGEST_WORD) {
                return;
              }
              if (fact.equals(column)) {
                facts.putIfAbsent(fact, Facts.value(cell));
              } else {
                facts.put(fact, Facts.value(cell));
              }
            });
    return facts;
  }

  private static String word(Line line, String column) {
    return line.cell(column).orElseThrow(() -> new Mistake("replay.line.missing", column));
  }

  private static int wholeNumber(String column, String written) {
    if (!written.matches("[0-9]{1,9}")) {
      throw new Mistake("replay.line.whole", column, Wording.beginning(written));
    }
    return Integer.parseInt(written);
  }
}
