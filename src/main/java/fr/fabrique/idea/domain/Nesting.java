package fr.fabrique.idea.domain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How deep the tags of an HTML text stand in each other, as far as that can be told without reading
 * it as HTML: reading takes the longer the deeper they stand.
 *
 * @param depth of the tags in each other
 * @param open the tags behind which their own end does not follow at once
 */
public record Nesting(int depth, int open) {

  public static final int DEEPEST = 200;

  /**
   * As many as a text of 25,000 characters has that is nothing but tags. Where tags stand crosswise
   * a browser opens them anew, deeper than they were written, so that their number counts too.
   */
  public static final int MOST = 8_400;

  private static final String END = "/";

  /** They stand alone, or end where the next of their kind begins. */
  private static final Set<String> NEVER_DEEP =
      Set.of(
          "p", "br", "hr", "img", "li", "td", "th", "tr", "thead", "tbody", "tfoot", "col", "dd",
          "dt", "input", "meta", "link", "option", "wbr");

  /**
   * Counts them.
   *
   * @param tags in their order, such as {@code ul} and {@code /ul}
   */
  public static Nesting of(List<String> tags) {
    Map<String, Integer> open = new HashMap<>();
    int depth = 0;
    int deepest = 0;
    int count = 0;
    for (int i = 0; i < tags.size(); i++) {
      String tag = tags.get(i);
      String name = tag.startsWith(END) ? tag.substring(1) : tag;
      if (NEVER_DEEP.contains(name)) {
        continue;
      }
      if (!tag.startsWith(END)) {
        open.merge(name, 1, Integer::sum);
        deepest = Math.max(deepest, ++depth);
        boolean endsAtOnce = i + 1 < tags.size() && tags.get(i + 1).equals(END + name);
        count += endsAtOnce ? 0 : 1;
      } else if (open.getOrDefault(name, 0) > 0) {
        open.merge(name, -1, Integer::sum);
        depth--;
      }
    }
    return new Nesting(deepest, count);
  }

  public boolean isTooDeep() {
    return depth > DEEPEST;
  }

  public boolean isTooMuch() {
    return open > MOST;
  }
}
