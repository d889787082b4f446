package fr.fabrique.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
}
