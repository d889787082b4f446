package fr.fabrique.engine.check;

import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a fact may be.
 *
 * @param kinds what kinds of values it may have
 * @param values all values it may have, null among them where it may be empty; null when it may
 *     have others than can be listed
 */
record Domain(Set<Kind> kinds, Set<Object> values) {

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
  static final Domain ANY = new Domain(EnumSet.allOf(Kind.class), null);

  static final Domain NUMBERS = new Domain(EnumSet.of(Kind.NUMBER), null);
  static final Domain TEXTS = new Domain(EnumSet.of(Kind.TEXT), null);
  static final Domain DATES = new Domain(EnumSet.of(Kind.DATE), null);
  static final Domain FLAGS = of(Set.of(true, false));

  /** Nothing but these values. */
  static Domain of(Collection<?> values) {
    return new Domain(
        values.stream()
            .flatMap(v -> kind(v).stream())
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Kind.class))),
        new LinkedHashSet<>(values));
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
    if (values == null || other.values == null) {
      return new Domain(both, null);
    }
    return new Domain(
        both,
        Stream.concat(values.stream(), other.values.stream())
            .collect(Collectors.toCollection(LinkedHashSet::new)));
  }

  /** The same, or nothing at all. */
  Domain orEmpty() {
    LinkedHashSet<Object> nothing = new LinkedHashSet<>();
    nothing.add(null);
    return or(new Domain(EnumSet.noneOf(Kind.class), nothing));
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
