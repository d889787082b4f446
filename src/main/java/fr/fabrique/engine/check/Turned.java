package fr.fabrique.engine.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a condition was turned round: it holds the same against the same as before, and asks for
 * the opposite.
 */
final class Turned {

  private static final Pattern TOKEN =
      Pattern.compile("\"[^\"]*\"|'[^']*'|!=|==|<=|>=|&&|\\|\\||[<>=!]|[\\w.]+|\\S");

  private static final Map<String, String> SIGNS =
      Map.of("==", "=", "eq", "=", "ne", "!=", "lt", "<", "le", "<=", "gt", ">", "ge", ">=");

  /** For each sign those that no value meets together with it, or only the one on the border. */
  private static final Map<String, Set<String>> OPPOSITES =
      Map.of(
          "=", Set.of("!=", "<", ">"),
          "!=", Set.of("="),
          "<", Set.of(">", ">=", "="),
          "<=", Set.of(">", ">="),
          ">", Set.of("<", "<=", "="),
          ">=", Set.of("<", "<="));

  private static final Set<String> NEGATIONS = Set.of("!", "not");
  private static final Set<String> BRACKETS = Set.of("(", ")");

  private final List<String> rest = new ArrayList<>();
  private final List<String> signs = new ArrayList<>();
  private int negations;

  private Turned(String condition) {
    Matcher token = TOKEN.matcher(condition);
    while (token.find()) {
      String text = SIGNS.getOrDefault(token.group(), token.group());
      if (OPPOSITES.containsKey(text)) {
        signs.add(text);
        rest.add("sign");
      } else if (NEGATIONS.contains(text)) {
        negations++;
      } else if (!BRACKETS.contains(text)) {
        rest.add(text);
      }
    }
  }

  /** Whether one asks for the opposite of the other; not where anything else differs, too. */
  static boolean is(String was, String is) {
    if (was.equals(is)) {
      return false;
    }
    Turned before = new Turned(was);
    Turned now = new Turned(is);
    if (!before.rest.equals(now.rest)) {
      return false;
    }
    boolean opposite = false;
    for (int i = 0; i < before.signs.size(); i++) {
      String sign = before.signs.get(i);
      opposite |= OPPOSITES.get(sign).contains(now.signs.get(i));
    }
    // The opposite of the opposite is the same.
    return opposite != (before.negations % 2 != now.negations % 2);
  }
}
