package fr.fabrique.engine.check;

import fr.fabrique.engine.StepCatalogue.Limits;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a fact may be.
 *
 * @param kinds what kinds of values it may have
 * @param values all values it may have, null among them where it may be empty; null when it may
 *     have others than can be listed
 * @param limits between which its numbers lie; the least above the greatest where it has none
 */
record Domain(Set<Kind> kinds, Set<Object> values, Limits limits) {

  private static final Limits UNLIMITED =
      new Limits(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, false);
  private static final Limits NO_NUMBER =
      new Limits(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, true);

  /** What a value is. */
  enum Kind {
    TEXT(Words.of("a text")),
    NUMBER(Words.of("a number")),
    FLAG(Words.of("yes or no")),
    DATE(Words.of("a date"));

    private final Words words;

    Kind(Words words) {
      this.words = words;
    }

    Words words() {
      return words;
    }
  }

  /** Nothing is known of it. */
  static final Domain ANY = new Domain(EnumSet.allOf(Kind.class), null, UNLIMITED);

  static final Domain NUMBERS = numbers(UNLIMITED);
  static final Domain TEXTS = new Domain(EnumSet.of(Kind.TEXT), null, NO_NUMBER);
  static final Domain DATES = new Domain(EnumSet.of(Kind.DATE), null, NO_NUMBER);
  static final Domain FLAGS = of(Set.of(true, false));

  /** Nothing but these values. */
  static Domain of(Collection<?> values) {
    Limits limits = NO_NUMBER;
    for (Object value : values) {
      if (value instanceof Number number) {
        double written = number.doubleValue();
        limits = around(limits, new Limits(written, written, written == Math.rint(written)));
      }
    }
    return new Domain(
        values.stream()
            .flatMap(v -> kind(v).stream())
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Kind.class))),
        new LinkedHashSet<>(values),
        limits);
  }

  /** Numbers between limits. */
  static Domain numbers(Limits limits) {
    return new Domain(EnumSet.of(Kind.NUMBER), null, limits);
  }

  private static Limits around(Limits one, Limits other) {
    return new Limits(
        Math.min(one.least(), other.least()),
        Math.max(one.most(), other.most()),
        one.whole() && other.whole());
  }

  /** As a step says it, see {@link fr.fabrique.engine.ProcessStep#writes}. */
  static Domain said(String kind) {
    return switch (kind) {
      case "" -> ANY;
      case "text" -> TEXTS;
      case "number", "decimal" -> NUMBERS;
      case "flag" -> FLAGS;
      case "date" -> DATES;
      default -> of(Set.of(kind.split("\\|")));
    };
  }

  Domain or(Domain other) {
    Set<Kind> both = EnumSet.noneOf(Kind.class);
    both.addAll(kinds);
    both.addAll(other.kinds);
    Limits around = around(limits, other.limits);
    if (values == null || other.values == null) {
      return new Domain(both, null, around);
    }
    return new Domain(
        both,
        Stream.concat(values.stream(), other.values.stream())
            .collect(Collectors.toCollection(LinkedHashSet::new)),
        around);
  }

  /** The same, or nothing at all. */
  Domain orEmpty() {
    LinkedHashSet<Object> nothing = new LinkedHashSet<>();
    nothing.add(null);
    return or(new Domain(EnumSet.noneOf(Kind.class), nothing, NO_NUMBER));
  }

  /** Kinds as people read them. */
  static Words.Row words(Set<Kind> kinds) {
    return Words.row(" or ", kinds.stream().map(Kind::words).toList());
  }

  /** All values as people read them, where they can be listed. */
  Words.Row listed() {
    return Words.row(
        ", ",
        values.stream()
            .map(value -> value == null ? Words.of("nothing") : Words.of("“%s”", value))
            .sorted(Comparator.comparing(Words::toString))
            .toList());
  }

  boolean isListed() {
    return values != null;
  }

  /** Whether there are numbers that it cannot be, though it is nothing but a number. */
  boolean isLimited() {
    return kinds.equals(EnumSet.of(Kind.NUMBER))
        && !isListed()
        && (limits.least() > Double.NEGATIVE_INFINITY || limits.most() < Double.POSITIVE_INFINITY);
  }

  /** Of these numbers, and of those below, above and between them, all that it may be. */
  List<Double> samples(Collection<Double> numbers) {
    List<Double> points =
        Stream.concat(numbers.stream(), Stream.of(limits.least(), limits.most()))
            .filter(point -> !point.isInfinite())
            .sorted()
            .distinct()
            .toList();
    Set<Double> samples = new TreeSet<>();
    for (int i = 0; i < points.size(); i++) {
      double point = points.get(i);
      double before = i == 0 ? point - 2 : points.get(i - 1);
      samples.addAll(List.of((before + point) / 2, point, point + 1));
      if (limits.whole()) {
        samples.addAll(
            List.of(
                Math.ceil(point) - 1, Math.floor(point), Math.ceil(point), Math.floor(point) + 1));
      }
    }
    return samples.stream()
        .filter(number -> takes(number) && (!limits.whole() || number == Math.rint(number)))
        .toList();
  }

  boolean takes(double number) {
    return number >= limits.least() && number <= limits.most();
  }

  /** Its limits as people read them. */
  Words between() {
    return limits.most() == Double.POSITIVE_INFINITY
        ? Words.of("%s or more", Outcomes.written(limits.least()))
        : limits.least() == Double.NEGATIVE_INFINITY
            ? Words.of("%s or less", Outcomes.written(limits.most()))
            : Words.of(
                "from %s to %s", Outcomes.written(limits.least()), Outcomes.written(limits.most()));
  }

  boolean mayBe(Kind kind) {
    return kinds.isEmpty() || kinds.contains(kind);
  }

  private static Set<Kind> kind(Object value) {
    if (value == null) {
      return Set.of();
    }
    return Set.of(
        value instanceof Number ? Kind.NUMBER : value instanceof Boolean ? Kind.FLAG : Kind.TEXT);
  }
}
