package fr.fabrique.jury.replay;

import fr.fabrique.jury.domain.Tally;
import fr.fabrique.jury.store.VerdictTable.Asked;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a verdict table may ask of a tally. Tables name a fact {@code leadingAdvice}, files of
 * tallies have it in the column {@code leading_advice}.
 */
public final class Facts {

  /** Begins the column of what a table was asked, where the tally is another one since. */
  public static final String ASKED = "asked_";

  /** Whatever table asks for them, they are numbers. */
  static final Set<String> NUMBERS =
      Set.of("seats", "reviews", "mean", "spread", "agreement", "showstoppers", "round", "quorum");

  /** Decimals after a point or, as spreadsheets in many countries write them, a comma. */
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,9}([.,]\\d{1,17})?");

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private Facts() {}

  /** The column in which a fact stands. */
  public static String column(String fact) {
    return fact.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  /** How a table would name what stands in a column. */
  static String fact(String column) {
    return Pattern.compile("_([a-z0-9])")
        .matcher(column)
        .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
  }

  /** What a tally tells the table, by column. */
  public static Map<String, Object> of(Tally tally, int round) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("round", round);
    facts.put("seats", tally.seats());
    facts.put("reviews", tally.reviews());
    facts.put("mean", tally.mean());
    facts.put("spread", tally.spread());
    facts.put("agreement", tally.agreement());
    facts.put("showstoppers", tally.showstoppers());
    facts.put("leading_advice", tally.leadingAdvice());
    return facts;
  }

  /** What a table was asked, by column, as far as it asked for facts and got them. */
  public static Map<String, Object> of(List<Asked> inputs) {
    Map<String, Object> facts = new TreeMap<>();
    for (Asked input : inputs) {
      if (NAME.matcher(input.name()).matches() && !input.entry().equals("null")) {
        facts.put(column(input.name()), value(input.entry()));
      }
    }
    return facts;
  }

  /** Whether two facts say the same, numbers in whatever type. */
  public static boolean areSame(Object one, Object other) {
    return one instanceof Number number && other instanceof Number another
        ? number.doubleValue() == another.doubleValue()
        : String.valueOf(one).equals(String.valueOf(other));
  }

  static boolean isNumber(String written) {
    return NUMBER.matcher(written).matches();
  }

  /** A number, a yes or no, or a word, as it looks. */
  static Object value(String written) {
    if (written.matches("[+-]?\\d{1,9}")) {
      return Integer.valueOf(written);
    }
    if (isNumber(written)) {
      return Double.valueOf(written.replace(',', '.'));
    }
    return written.matches("true|false") ? (Object) Boolean.valueOf(written) : written;
  }
}
