package fr.fabrique.engine;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
import org.jsoup.nodes.TextNode;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;
import org.jsoup.select.NodeVisitor;

/** Text that people wrote, made fit to be shown inside a page. */
public final class SafeHtml {

  /** What Tasklist's form library shows too; it drops the text inside any other tag. */
  private static final Safelist ALLOWED =
      new Safelist()
          .addTags("p", "br", "ul", "ol", "li", "strong", "em", "blockquote", "pre", "code")
          .addTags("h3", "h4", "h5", "a", "table", "thead", "tbody", "tr", "th", "td")
          .addAttributes("a", "href")
          .addProtocols("a", "href", "http", "https", "mailto")
          .addEnforcedAttribute("a", "rel", "noopener nofollow")
          .addEnforcedAttribute("a", "target", "_blank");

  private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"]*[^\\s<>\".,;:!?)]");

  private static final String LINK =
      "<a href=\"$0\" rel=\"noopener nofollow\" target=\"_blank\">$0</a>";

  private static final Document.OutputSettings COMPACT =
      new Document.OutputSettings().prettyPrint(false);

  private SafeHtml() {}

  /**
   * A plain text as HTML: escaped, with its paragraphs and line breaks, web addresses as links.
   * Null stays null.
   */
  public static String fromText(String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    StringBuilder html = new StringBuilder();
    for (String paragraph : text.strip().split("\\R\\s*\\R")) {
      String words = escape(paragraph.strip());
      html.append("<p>")
          .append(ADDRESS.matcher(words).replaceAll(LINK).replaceAll("\\R", "<br>"))
          .append("</p>");
    }
    return html.toString();
  }

  /**
   * Keeps paragraphs, lists, emphasis and links of an HTML fragment and drops all else, scripts and
   * event handlers included. A text without tags gets its paragraphs. Null when nothing is left.
   */
  public static String clean(String fragment) {
    if (fragment == null || fragment.isBlank()) {
      return null;
    }
    if (!fragment.matches("(?s).*<[a-zA-Z/!].*")) {
      return fromText(org.jsoup.parser.Parser.unescapeEntities(fragment, false));
    }
    Document parsed = Jsoup.parseBodyFragment(fragment);
    parsed.select("b").tagName("strong");
    parsed.select("i").tagName("em");
    Document safe = new Cleaner(ALLOWED).clean(parsed).outputSettings(COMPACT);
    String clean = oneLine(safe.body().html());
    return toText(clean) == null ? null : clean;
  }

  /**
   * An HTML fragment as plain text with its line breaks and list marks. Null when it says nothing.
   */
  public static String toText(String html) {
    if (html == null) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    NodeVisitor writer =
        (node, depth) -> {
          if (node instanceof TextNode words) {
            text.append(words.text());
          } else if (node instanceof Element element) {
            switch (element.normalName()) {
              case "br" -> text.append('\n');
              case "p", "ul", "ol", "h3", "h4", "h5", "blockquote", "pre" -> text.append("\n\n");
              case "li" -> text.append("\n- ");
              default -> {}
            }
          }
        };
    Jsoup.parseBodyFragment(html).body().traverse(writer);
    String plain =
        text.toString()
            .replace('\u00a0', ' ')
            .replaceAll("[ \\t]+", " ")
            .replaceAll(" ?\\n ?", "\n")
            .replaceAll("\\n{3,}", "\n\n")
            .strip();
    return plain.isEmpty() ? null : plain;
  }

  /** Tasklist reads a line break followed by blanks as the start of a code block. */
  private static String oneLine(String html) {
    return html.replaceAll("(?<!\\s)\\s*\\R\\s*", " ").strip();
  }

  /** The text with the characters escaped that mean something in HTML, quotes included. */
  public static String escape(String text) {
    return Optional.ofNullable(text)
        .map(t -> Entities.escape(t).replace("\"", "&quot;").replace("'", "&#39;"))
        .orElse("");
  }
}
