package fr.fabrique.idea.domain;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How deep the tags of an HTML text stand in each other, as far as that can be told without reading
 * it as HTML: reading takes the longer the deeper they stand.
 */
public final class Nesting {

  private static final int DEEPEST = 200;

  /** No text of 25,000 characters has more. */
  private static final int MOST = 8_400;

  private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z][a-zA-Z0-9]*)");

  /** They stand alone, or end where the next of their kind begins. */
  private static final Set<String> NEVER_DEEP =
      Set.of(
          "p", "br", "hr", "img", "li", "td", "th", "tr", "thead", "tbody", "tfoot", "col", "dd",
          "dt", "input", "meta", "link", "option", "wbr");

  private Nesting() {}

  /** Whether the tags are as few and flat as those of a text that somebody wrote. */
  public static boolean isReadable(String html) {
    Map<String, Integer> open = new HashMap<>();
    int depth = 0;
    int count = 0;
    Matcher tag = TAG.matcher(html);
    while (tag.find()) {
      String name = tag.group(2).toLowerCase(Locale.ROOT);
      if (NEVER_DEEP.contains(name)) {
        continue;
      }
      if (tag.group(1).isEmpty()) {
        open.merge(name, 1, Integer::sum);
        depth++;
        count++;
      } else if (open.getOrDefault(name, 0) > 0) {
        open.merge(name, -1, Integer::sum);
        depth--;
      }
      if (depth > DEEPEST || count > MOST) {
        return false;
      }
    }
    return true;
  }
}
