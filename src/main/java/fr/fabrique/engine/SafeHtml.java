package fr.fabrique.engine;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
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
      "<a href=\"%1$s\" rel=\"noopener nofollow\" target=\"_blank\">%1$s</a>";

  private static final Document.OutputSettings COMPACT =
      new Document.OutputSettings().prettyPrint(false);

  /** In no text that was read as HTML; written as below. */
  private static final String LINE_BREAK = "\0";

  private static final String WRITTEN_LINE_BREAK = "&#x0;";

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
      html.append("<p>")
          .append(withLinks(paragraph.strip()).replaceAll("\\R", "<br>"))
          .append("</p>");
    }
    return html.toString();
  }

  private static String withLinks(String text) {
    StringBuilder html = new StringBuilder();
    Matcher address = ADDRESS.matcher(text);
    int read = 0;
    while (address.find()) {
      html.append(escape(text.substring(read, address.start())))
          .append(LINK.formatted(escape(address.group())));
      read = address.end();
    }
    return html.append(escape(text.substring(read))).toString();
  }

  /**
   * Keeps paragraphs, lists, emphasis and links of an HTML fragment and drops all other tags,
   * scripts and event handlers included. What stands between angle brackets and is no HTML element,
   * such as a mail address, stays as text. A text without tags gets its paragraphs. Null when
   * nothing is left.
   */
  public static String clean(String fragment) {
    if (fragment == null || fragment.isBlank()) {
      return null;
    }
    Markup markup = Markup.of(fragment);
    if (markup.tags().isEmpty()) {
      return fromText(Parser.unescapeEntities(fragment, false));
    }
    Document parsed = Jsoup.parseBodyFragment(markup.html());
    // Inside a drawing they would be read as words.
    parsed.select("script, style").remove();
    parsed.select("b").tagName("strong");
    parsed.select("i").tagName("em");
    Document safe = new Cleaner(ALLOWED).clean(parsed).outputSettings(COMPACT);
    markLineBreaks(safe);
    String clean = oneLine(safe.body().html()).replace(WRITTEN_LINE_BREAK, "<br>");
    return toText(clean) == null ? null : clean;
  }

  /**
   * The tags of an HTML fragment in their order, such as {@code ul} and {@code /ul}, as far as
   * {@link #clean} takes them for tags. Empty for a plain text.
   */
  public static List<String> tags(String fragment) {
    return Markup.of(fragment).tags();
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

  /** Where they mean something: elsewhere they are blanks. */
  private static void markLineBreaks(Document safe) {
    safe.select("pre")
        .forEach(
            pre ->
                pre.nodeStream(TextNode.class)
                    .forEach(words -> words.text(words.getWholeText().replace("\n", LINE_BREAK))));
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
