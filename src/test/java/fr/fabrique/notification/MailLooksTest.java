package fr.fabrique.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewPageOptions;
import com.microsoft.playwright.Page;
import fr.fabrique.browser.BrowserForTests;
import fr.fabrique.browser.Pictures;
import fr.fabrique.engine.EngineClock;
import fr.fabrique.notification.Letter.Line;
import fr.fabrique.notification.Letter.Section;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mail as it looks on a phone and on a desk. */
@ExtendWith(BrowserForTests.class)
class MailLooksTest {

  private static final String BEYOND_THE_EDGE =
      """
      () => [...document.querySelectorAll('body *')]
          .filter(e => e.getBoundingClientRect().right > window.innerWidth)
          .map(e => e.tagName + ': ' + e.textContent.trim().slice(0, 60))
      """;

  @BeforeEach
  void stopTheClock() {
    EngineClock.stopAt(Instant.parse("2026-11-25T10:00:00Z"));
  }

  @AfterEach
  void letTimePass() {
    EngineClock.release();
  }

  @ParameterizedTest
  @CsvSource({"en, 390", "en, 800", "fr, 390", "fr, 800"})
  void nothing_stands_beyond_the_edge(String language, int width, Browser browser) {
    boolean french = language.equals("fr");
    show(browser, "digest", language, width, MailWriterTest.digest(language, reviews(french)));
    show(
        browser,
        "verdict",
        language,
        width,
        MailWriterTest.verdict(
            language,
            french ? "Un ordre de mission en une page" : "A travel order on one page",
            verdict(french)));
  }

  private static void show(Browser browser, String what, String language, int width, Mail mail) {
    try (Page page = browser.newPage(new NewPageOptions().setViewportSize(width, 900))) {
      page.setContent(mail.html());
      Pictures.take(page, "mail-%s-%s-%d".formatted(what, language, width));
      assertThat((List<?>) page.evaluate(BEYOND_THE_EDGE)).isEmpty();
    }
  }

  private static Letter reviews(boolean french) {
    String path = "/camunda/app/tasklist/default/#/?task=8d7a4f60-c9f1-11f0-9d52-0242ac110002";
    return new Letter(
        List.of(),
        List.of(
            new Section(
                null,
                List.of(
                    new Line(
                        french ? "Une rampe à l’entrée latérale" : "A ramp at the side door",
                        LocalDate.of(2026, 11, 23),
                        path),
                    new Line(
                        french
                            ? "Des congés demandés sans papier, d’un bout à l’autre du ministère"
                            : "Leave requests without paper, from one end of the ministry to the other",
                        LocalDate.of(2026, 12, 1),
                        path),
                    new Line("Budget2027".repeat(12), LocalDate.of(2026, 12, 4), path)))),
        french
            ? "Chaque évaluation se fait en dix minutes environ. Merci de votre aide."
            : "A review takes some ten minutes. Thank you for your help.",
        null);
  }

  private static Letter verdict(boolean french) {
    return french
        ? new Letter(
            List.of("Verdict\u00a0: à retravailler."),
            List.of(
                new Section(
                    "Ce qui a été apprécié",
                    List.of(
                        Line.of("L’idée part d’un vrai embarras des agents."),
                        Line.of("Simple, et prête à être essayée dans une unité."))),
                new Section(
                    "Ce qui aiderait",
                    List.of(
                        Line.of(
                            "Comptez d’abord les ordres de mission d’un mois.\n"
                                + "Demandez ensuite au guichet combien reviennent.")))),
            "Théo Marchand peut vous aider à retravailler votre idée\u00a0: écrivez-lui.",
            null)
        : new Letter(
            List.of("Verdict: rework."),
            List.of(
                new Section(
                    "What was valued",
                    List.of(
                        Line.of("The idea starts from what really bothers people."),
                        Line.of("Simple, and ready to be tried in one unit."))),
                new Section(
                    "What would help",
                    List.of(
                        Line.of(
                            "Count the travel orders of one month first.\n"
                                + "Then ask the counter how many come back.")))),
            "Théo Marchand can help you to rework your idea: write to him.",
            null);
  }
}
