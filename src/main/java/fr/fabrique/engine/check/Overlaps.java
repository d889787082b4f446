package fr.fabrique.engine.check;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/**
 * Which rules of a decision table match the same: held, column by column, against every value that
 * the column names and some between them.
 */
final class Overlaps {

  private static final Pattern VALUE =
      Pattern.compile(
          "\"([^\"\\\\]*)\"|(?<!\\w)(?<!\\d\\.)(\\d+(?:\\.\\d+)?)|\\b(?:true|false)\\b");

  /** Stands for all that no cell of the column names. */
  private static final String ANY_OTHER = "\u0000";

  /** So many cells are held against samples; a larger table nobody can read either. */
  private static final int MOST_TESTS = 20_000;

  private final List<List<BitSet>> columns = new ArrayList<>();
  private final List<List<String>> answers;
  private final List<List<Object>> samples = new ArrayList<>();

  /**
   * @param rules of one table
   */
  Overlaps(List<Element> rules) {
    List<List<Cell>> rows = rules.stream().map(r -> Outcomes.entries(r, "inputEntry")).toList();
    answers = rules.stream().map(rule -> TableRules.texts(rule, "outputEntry")).toList();
    int width = rows.stream().mapToInt(List::size).min().orElse(0);
    long tests = 0;
    for (int i = 0; i < width && tests <= MOST_TESTS; i++) {
      int column = i;
      samples.add(samples(rows.stream().map(row -> row.get(column)).toList()));
      tests += (long) rules.size() * Math.max(rules.size(), samples.get(i).size());
    }
    for (int i = 0; i < width && tests <= MOST_TESTS; i++) {
      int column = i;
      columns.add(matches(rows.stream().map(row -> row.get(column)).toList(), samples.get(i)));
    }
  }

  /** Whether two rules, by their places in the table, may match at once. */
  boolean meet(int one, int other) {
    return !columns.isEmpty()
        && columns.stream().allMatch(column -> column.get(one).intersects(column.get(other)));
  }

  /** Whether a rule takes all that another one does, as far as the samples tell. */
  boolean covers(int wide, int narrow) {
    return !columns.isEmpty()
        && columns.stream()
            .allMatch(
                column -> {
                  BitSet rest = (BitSet) column.get(narrow).clone();
                  rest.andNot(column.get(wide));
                  return rest.isEmpty() && !column.get(narrow).isEmpty();
                });
  }

  /**
   * A number that only the last rule takes though it lies between two that others take, for some
   * value of one more column.
   */
  Optional<Double> gap() {
    return IntStream.range(0, columns.size())
        .boxed()
        .flatMap(
            column ->
                IntStream.range(0, columns.size())
                    .boxed()
                    .filter(other -> !other.equals(column) || columns.size() == 1)
                    .flatMap(
                        other ->
                            IntStream.range(0, samples.get(other).size())
                                .filter(value -> samples.get(other).get(value) != ANY_OTHER)
                                .boxed()
                                .flatMap(value -> gap(column, other, value).stream())))
        .findFirst();
  }

  private Optional<Double> gap(int column, int other, int value) {
    int last = answers.size() - 1;
    int below = last;
    Optional<Double> open = Optional.empty();
    List<Object> values = samples.get(column);
    for (Object number : values.stream().filter(Double.class::isInstance).sorted().toList()) {
      int taking = taking(column, values.indexOf(number), other, value);
      if (taking == last) {
        open = open.isEmpty() && below != last ? Optional.of((Double) number) : open;
      } else {
        // Between two rules that say the same, or beside one that says what the last one does, the
        // gap is what the last rule is there for.
        if (open.isPresent()
            && Stream.of(below, taking, last).map(answers::get).distinct().count() == 3) {
          return open;
        }
        below = taking;
        open = Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** The first rule that takes a number of a column for a value of another one, or the last. */
  private int taking(int column, int number, int other, int value) {
    return IntStream.range(0, answers.size() - 1)
        .filter(
            rule ->
                columns.get(column).get(rule).cardinality() < samples.get(column).size()
                    && columns.get(column).get(rule).get(number)
                    && (other == column || columns.get(other).get(rule).get(value)))
        .findFirst()
        .orElse(answers.size() - 1);
  }

  /** For each cell of a column the samples that it takes. */
  private static List<BitSet> matches(List<Cell> cells, List<Object> samples) {
    List<BitSet> matches = new ArrayList<>();
    for (Cell cell : cells) {
      BitSet taken = new BitSet();
      if (cell.isEmpty() || cell.text().equals("-")) {
        taken.set(0, samples.size());
      } else {
        for (int i = 0; i < samples.size(); i++) {
          taken.set(i, Feel.takes(cell.text(), samples.get(i)));
        }
      }
      matches.add(taken);
    }
    return matches;
  }

  private static List<Object> samples(List<Cell> cells) {
    Set<Object> samples = new LinkedHashSet<>();
    SortedSet<Double> numbers = new TreeSet<>();
    for (Cell cell : cells) {
      Matcher value = VALUE.matcher(cell.text());
      while (value.find()) {
        if (value.group(1) != null) {
          samples.add(value.group(1));
        } else if (value.group(2) != null) {
          numbers.add(Double.valueOf(value.group(2)));
        } else {
          samples.addAll(List.of(true, false));
        }
      }
    }
    Double before = null;
    for (Double number : numbers) {
      samples.addAll(List.of(before == null ? number - 1 : (before + number) / 2, number));
      before = number;
    }
    if (before != null) {
      samples.add(before + 1);
    }
    samples.add(ANY_OTHER);
    return List.copyOf(samples);
  }
}
