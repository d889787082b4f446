package fr.fabrique.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.fabrique.engine.EngineClock;
import fr.fabrique.engine.Language;
import fr.fabrique.notification.Letter.Line;
import fr.fabrique.notification.Letter.Section;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in a mail, as its text and as its HTML. */
class MailWriterTest {

  static final String IDEA = "0b0f1c5e-7f0a-4d7e-9f57-1f1f2c1d9a10";
  static final Letter NOTHING_MORE = new Letter(List.of(), List.of(), null, null);

  static final Letter REVIEWS =
      new Letter(
          List.of(),
          List.of(
              new Section(
                  null,
                  List.of(
                      new Line("A ramp at the side door", LocalDate.of(2026, 11, 20), "/tasks/1"),
                      new Line("Tickets <b>for</b> all", LocalDate.of(2026, 12, 1), "/tasks/2")))),
          "Thank you.",
          null);

  static final Letter VERDICT =
      new Letter(
          List.of("Verdict: rework."),
          List.of(
              new Section("What was valued", List.of(Line.of("Close to the users."))),
              new Section(
                  "What would help",
                  List.of(
                      Line.of("Count the letters first.\nThen ask the counter."),
                      Line.of("A price.")))),
          null,
          null);

  @BeforeEach
  void stopTheClock() {
    EngineClock.stopAt(Instant.parse("2026-11-25T10:00:00Z"));
  }

  @AfterEach
  void letTimePass() {
    EngineClock.release();
  }

  static MailWriter writer(String language) {
    return new MailWriter(Language.texts(language), "https://fabrique.example.org/");
  }

  static Mail digest(String language, Letter letter) {
    return writer(language)
        .write(
            new Message("1", "juror1", "reviews_open", "juror1", true), "Paul Girard", "", letter);
  }

  static Mail verdict(String language, String title, Letter letter) {
    return writer(language)
        .write(
            new Message("1", "author", "idea_verdict", IDEA, false),
            "Camille Moreau",
            title,
            letter);
  }

  @Test
  void a_text_has_greeting_words_lists_link_and_reason() {
    assertThat(digest("en", REVIEWS).text())
        .isEqualTo(
            """
            Hello Paul Girard,

            These 2 ideas await your review:

            - A ramp at the side door
              was due on November 20, 2026
              https://fabrique.example.org/tasks/1
            - Tickets <b>for</b> all
              by December 1, 2026
              https://fabrique.example.org/tasks/2

            Thank you.

            Open my reviews:
            https://fabrique.example.org/camunda/app/tasklist/default/

            --
            You get this message, once a day at most, because you are a member of the jury.
            """);
    assertThat(verdict("fr", "Une rampe", VERDICT).text())
        .isEqualTo(
            """
            Bonjour Camille Moreau,

            Le jury a rendu son verdict sur «\u00a0Une rampe\u00a0».

            Verdict: rework.

            What was valued

            - Close to the users.

            What would help

            - Count the letters first.
              Then ask the counter.
            - A price.

            Voir mon idée\u00a0:
            https://fabrique.example.org/ideas/%s

            --
            Vous recevez ce message parce que cette idée est la vôtre.
            """
                .formatted(IDEA));
  }

  @Test
  void the_html_says_the_same_in_the_language_of_the_installation() {
    Document mail = Jsoup.parse(digest("fr", REVIEWS).html());
    assertThat(mail.selectFirst("html").attr("lang")).isEqualTo("fr");
    assertThat(mail.selectFirst("body > table").attr("lang")).isEqualTo("fr");
    assertThat(mail.title()).isEqualTo("2 évaluations vous attendent");
    assertThat(mail.body().text())
        .contains(
            "La Fabrique Bonjour Paul Girard, Ces 2 idées attendent votre évaluation",
            "A ramp at the side door échéance dépassée : 20 novembre 2026",
            "Tickets <b>for</b> all échéance : 1er décembre 2026 Thank you.",
            "Ouvrir mes évaluations Vous recevez ce message, une fois par jour au plus");
    assertThat(mail.select("a").eachAttr("href"))
        .containsExactly(
            "https://fabrique.example.org/tasks/1",
            "https://fabrique.example.org/tasks/2",
            "https://fabrique.example.org/camunda/app/tasklist/default/");
  }

  @Test
  void a_single_review_is_no_plural() {
    Letter one =
        new Letter(List.of(), List.of(new Section(null, List.of(Line.of("A ramp")))), null, null);
    assertThat(digest("en", one).subject()).isEqualTo("A review awaits you");
    assertThat(digest("fr", one).subject()).isEqualTo("Une évaluation vous attend");
  }

  @Test
  void what_people_wrote_is_text_in_the_html_and_untouched_in_the_text() {
    String title = "</p><script>alert('x')</script> & {0} \"quoted\"";
    Mail mail =
        verdict(
            "en",
            title,
            new Letter(
                List.of("<img src=x onerror=alert(1)>"),
                List.of(new Section("<i>Heading</i>", List.of(Line.of("<u>[[${7*7}]]</u>")))),
                "<a href='https://evil.example'>here</a>",
                null));
    Element body = Jsoup.parse(mail.html()).body();
    assertThat(body.select("script, img, i, u")).isEmpty();
    assertThat(body.select("a").eachAttr("href"))
        .containsExactly("https://fabrique.example.org/ideas/" + IDEA);
    for (String written :
        List.of(title, "<img src=x onerror=alert(1)>", "<i>Heading</i>", "<u>[[${7*7}]]</u>")) {
      assertThat(body.text()).contains(written);
      assertThat(mail.text()).contains(written);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n", "\n", "\r", "\u2028", "\u0085", "\u0000\u000b"})
  void a_subject_is_one_line(String lineBreak) {
    String title = "A ramp" + lineBreak + "Bcc: everybody@example.org";
    Mail mail = verdict("en", title, NOTHING_MORE);
    assertThat(mail.subject())
        .isEqualTo("The jury has looked at your idea: A ramp Bcc: everybody@example.org");
    assertThat(mail.text()).contains("“A ramp Bcc: everybody@example.org”");
  }

  @Test
  void a_title_cannot_pretend_to_be_an_encoded_header() {
    assertThat(verdict("en", "=?UTF-8?Q?Salary_raise?=", NOTHING_MORE).subject())
        .doesNotContain("=?");
  }

  @Test
  void a_mail_loads_nothing_and_hides_no_text() {
    Document mail = Jsoup.parse(digest("en", REVIEWS).html());
    assertThat(mail.select("img, link, script, style, iframe, object, [background]")).isEmpty();
    assertThat(mail.html()).doesNotContain("url(").doesNotContainPattern("\\bth:|<!-- ");
  }

  @ParameterizedTest
  @CsvSource({
    "idea_stopped, /ideas/" + IDEA,
    "challenge_open, /ideas/new",
    "challenge_results, /",
    "task_awaits, /camunda/app/tasklist/default/",
  })
  void the_button_leads_where_the_message_is_about(String template, String path) {
    Mail mail =
        writer("en")
            .write(
                new Message("1", "author", template, IDEA, false), "Name", "Title", NOTHING_MORE);
    assertThat(Jsoup.parse(mail.html()).select("a").eachAttr("href"))
        .containsExactly("https://fabrique.example.org" + path);
    assertThat(mail.text()).contains("https://fabrique.example.org" + path + "\n");
  }

  @Test
  void a_module_may_lead_elsewhere_within_the_product_only() {
    assertThat(verdict("en", "A ramp", new Letter(List.of(), List.of(), null, "/jury")).text())
        .contains("https://fabrique.example.org/jury\n");
    for (String outside : List.of("//evil.example", "https://evil.example", "jury", "/a b", "/é")) {
      assertThatThrownBy(() -> new Line("A ramp", null, outside))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> new Letter(List.of(), List.of(), null, outside))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fabrique.example.org", "javascript:alert(1)", "/", ""})
  void the_public_address_is_a_web_address(String address) {
    assertThatThrownBy(() -> new MailWriter(Language.texts("en"), address))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("fabrique.public-url");
  }
}
