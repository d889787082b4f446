package fr.fabrique.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Tag;

/**
 * The tags of a text that may be plain or HTML. A browser takes {@code <jean@example.org>} and
 * {@code x<y and y>z} for tags and drops them; here a tag has the name of an HTML element, and
 * attributes as somebody writes them. Every other angle bracket is a character of the text.
 *
 * @param html the text with all that is no tag escaped, and without comments
 * @param tags the tags in their order, such as {@code ul} and {@code /ul}; empty for a plain text
 */
record Markup(String html, List<String> tags) {

  /** Without a value only what HTML knows to be one: else {@code a<b and b>c} is bold. */
  private static final String ATTRIBUTE =
      "\\s++(?:[^\\s\"'<>/=]++\\s*+=\\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\\s\"'<>=`]++)"
          + "|(?:data-[\\w-]++|allowfullscreen|async|autofocus|autoplay|checked|compact|controls"
          + "|default|defer|disabled|hidden|ismap|itemscope|loop|multiple|muted|nohref|noresize"
          + "|noshade|novalidate|nowrap|open|readonly|required|reversed|selected)(?=[\\s/>]))";

  private static final Pattern TAG =
      Pattern.compile(
          "<(/?+)([a-zA-Z][a-zA-Z0-9:]*+)(?:" + ATTRIBUTE + ")*+\\s*+/?+>",
          Pattern.CASE_INSENSITIVE);

  /** What word processors leave behind, and elements younger than the list of them. */
  private static final Pattern MORE =
      Pattern.compile("dialog|math|picture|search|svg|xml|(?:o|v|w|m|x|st1):.*");

  private static final Pattern DECLARATION =
      Pattern.compile("<(?:\\?|!\\[|!doctype\\b)[^<>]*+>", Pattern.CASE_INSENSITIVE);

  private static final String COMMENT = "<!--";
  private static final String COMMENT_END = "-->";

  /** Reads the text once, however many brackets stand open in it. */
  static Markup of(String text) {
    StringBuilder html = new StringBuilder();
    List<String> tags = new ArrayList<>();
    Matcher tag = TAG.matcher(text);
    Matcher declaration = DECLARATION.matcher(text);
    int lastCommentEnd = text.lastIndexOf(COMMENT_END);
    int read = 0;
    for (int at = text.indexOf('<'); at >= 0; at = text.indexOf('<', read)) {
      html.append(text, read, at);
      if (text.startsWith(COMMENT, at) && lastCommentEnd >= at + COMMENT.length()) {
        read = text.indexOf(COMMENT_END, at + COMMENT.length()) + COMMENT_END.length();
      } else if (tag.region(at, text.length()).lookingAt() && isElement(tag.group(2))) {
        html.append(tag.group());
        tags.add(tag.group(1) + tag.group(2).toLowerCase(Locale.ROOT));
        read = tag.end();
      } else if (declaration.region(at, text.length()).lookingAt()) {
        read = declaration.end();
      } else {
        html.append("&lt;");
        read = at + 1;
      }
    }
    return new Markup(html.append(text, read, text.length()).toString(), tags);
  }

  private static boolean isElement(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Tag.isKnownTag(lower) || MORE.matcher(lower).matches();
  }
}
