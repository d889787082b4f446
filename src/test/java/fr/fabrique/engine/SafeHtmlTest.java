package fr.fabrique.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeHtmlTest {

  @Test
  void text_is_escaped_and_keeps_its_paragraphs() {
    assertThat(SafeHtml.fromText("a <b> & \"c\"\nd\n\ne"))
        .isEqualTo("<p>a &lt;b&gt; &amp; &quot;c&quot;<br>d</p><p>e</p>");
  }

  @Test
  void a_web_address_becomes_a_link_without_the_dot_that_ends_its_sentence() {
    assertThat(SafeHtml.fromText("See https://intranet.example.org/a?b=1."))
        .isEqualTo(
            "<p>See <a href=\"https://intranet.example.org/a?b=1\" rel=\"noopener nofollow\""
                + " target=\"_blank\">https://intranet.example.org/a?b=1</a>.</p>");
  }

  @Test
  void scripts_handlers_and_styles_are_dropped_and_structure_stays() {
    assertThat(
            SafeHtml.clean(
                "<p onclick=\"x()\">a<script>alert(1)</script><b>b</b></p>\n\n  <ul><li>c</ul>"
                    + "<a href=\"javascript:x()\">d</a><img src=x onerror=y>"))
        .isEqualTo(
            "<p>a<strong>b</strong></p> <ul><li>c</li></ul>"
                + "<a rel=\"noopener nofollow\" target=\"_blank\">d</a>");
  }

  @Test
  void entities_of_a_text_without_tags_are_read() {
    assertThat(SafeHtml.clean("d&eacute;fi &lt;script&gt;"))
        .isEqualTo("<p>défi &lt;script&gt;</p>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "write to Jean <jean@defense.gouv.fr> when delay <a day and then more text",
        "if x<y and y>z then",
        "if a<b and b>c then",
        "List<String> of <your name here>, ->, <-, <3 and </>",
        "a <a href=\"never closed",
        "a <!-- remark --> that is text",
        "a < b > c"
      })
  void a_plain_text_keeps_its_angle_brackets(String text) {
    assertThat(SafeHtml.clean(text)).isEqualTo("<p>" + text(text) + "</p>");
    assertThat(SafeHtml.toText(SafeHtml.clean(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Jean <jean@defense.gouv.fr>",
        "x<y and y>z",
        "List<String> of <your name here>",
        "<a day",
        "<b and b>",
        "<",
        "</",
        "<!-- half",
        "<a href=\"half"
      })
  void what_is_no_tag_stays_text_in_html_too(String text) {
    assertThat(SafeHtml.clean("<p>one</p><p>" + text + "</p><p>two</p>"))
        .isEqualTo("<p>one</p><p>" + text(text).replace("&quot;", "\"") + "</p><p>two</p>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>a<script>alert(1)</script>b</p>",
        "<P>a<SCRIPT src=//x.example></SCRIPT\n>b</P>",
        "<p>a<img src=x onerror=alert(1)>b</p>",
        "<p>a<svg onload=alert(1)></svg>b</p>",
        "<p>a<!-- c -->b</p>",
        "<!DOCTYPE html><p>a<style>p {color: red}</style>b</p>",
        "<?xml version=\"1.0\"?><p>a<o:p></o:p>b</p>",
        "<p>a<!--[if gte mso 9]><xml><w:x/></xml><![endif]-->b</p>",
        "<p>a<![if !supportLists]><span style='x: \"<p>\"'></span><![endif]>b</p>",
        "<p>a<svg><style>p {color: red}</style><script>x()</script></svg>b</p>",
        "<p>a<script>if (1<2) alert('<b>')</script>b</p>"
      })
  void markup_that_is_not_shown_leaves_nothing_behind(String html) {
    assertThat(SafeHtml.clean(html)).isEqualTo("<p>ab</p>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<scr<script>ipt>alert(1)</scr</script>ipt><p>a</p>",
        "<<script>alert(1)</script><p>a</p>",
        "<scr<!-- -->ipt>alert(1)</script><p>a</p>",
        "<script x y>alert(1)</script><p>a</p>",
        "<script/src=x></script><p>a</p>",
        "<p>a<img src=x onerror=alert(1)//",
        "<p title=\"<img src=x onerror=alert(1)>\">a</p>",
        "<a title='\">' href=javascript:alert(1)>a</a>",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1\">",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
        "<y><p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"
      })
  void nothing_that_is_not_allowed_comes_through(String html) {
    String clean = Optional.ofNullable(SafeHtml.clean(html)).orElse("");
    assertThat(Jsoup.parseBodyFragment(clean).body().select("*"))
        .extracting(Element::normalName)
        .isSubsetOf("body", "p", "a", "table", "tbody", "tr", "td");
    assertThat(clean).doesNotContain("<script", "<img", "href=\"javascript");
  }

  @Test
  void an_address_between_angle_brackets_becomes_a_link() {
    assertThat(SafeHtml.clean("See <https://example.org/?a=1&b=2>"))
        .isEqualTo(
            "<p>See &lt;<a href=\"https://example.org/?a=1&amp;b=2\" rel=\"noopener nofollow\""
                + " target=\"_blank\">https://example.org/?a=1&amp;b=2</a>&gt;</p>");
  }

  @Test
  @Timeout(10)
  void brackets_without_end_are_read_in_one_go() {
    for (String piece :
        List.of("<", "<a ", "<!--", "<a b=\"", "<a b='\" c=\"' ", "<a b ", "</a ", "<!doctype ")) {
      assertThat(SafeHtml.clean("<p>x</p>" + piece.repeat(250_000 / piece.length())))
          .startsWith("<p>x</p>");
    }
  }

  @Test
  void line_breaks_of_a_preformatted_text_stay() {
    assertThat(SafeHtml.clean("<p>a\n b</p><pre>one\n  two\n\nthree</pre>"))
        .isEqualTo("<p>a b</p><pre>one<br>  two<br><br>three</pre>");
    assertThat(SafeHtml.toText("<p>a b</p><pre>one<br>  two<br><br>three</pre>"))
        .isEqualTo("a b\n\none\ntwo\n\nthree");
  }

  @Test
  void html_becomes_readable_text_for_editing() {
    assertThat(SafeHtml.toText("<p>a<br>b</p><ul><li>c</li><li>d</li></ul>"))
        .isEqualTo("a\nb\n\n- c\n- d");
  }

  @Test
  void markup_that_says_nothing_is_nothing() {
    assertThat(SafeHtml.clean("<p>&nbsp;</p><br>")).isNull();
    assertThat(SafeHtml.clean("  ")).isNull();
    assertThat(SafeHtml.fromText(null)).isNull();
  }

  private static String text(String plain) {
    return plain
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
