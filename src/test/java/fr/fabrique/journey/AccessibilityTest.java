package fr.fabrique.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.FilePayload;
import fr.fabrique.FabriqueTest;
import fr.fabrique.browser.BrowserForTests;
import fr.fabrique.browser.Pictures;
import fr.fabrique.jury.store.AssessmentTable;
import fr.fabrique.jury.store.SeatTable;
import fr.fabrique.jury.store.VerdictTable;
import fr.fabrique.jury.web.JuryOnPaper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Nothing that axe calls serious or critical stands in anybody's way; in a review and in a
 * deliberation the journeys of a jury at work look for it.
 */
@FabriqueTest
@ExtendWith(BrowserForTests.class)
class AccessibilityTest extends ReviewJourney {

  @Autowired private JdbcClient jdbc;
  @Autowired private SeatTable seats;
  @Autowired private AssessmentTable assessments;
  @Autowired private VerdictTable verdicts;

  AccessibilityTest() {
    super(Texts.asWritten());
  }

  @ParameterizedTest
  @CsvSource({
    "author, 390, / /ideas /ideas/new /ideas/{idea} /ideas/{idea}/withdrawal",
    "author, 1280, / /ideas /ideas/{idea} /nowhere",
    "owner, 390, /",
    "admin, 390, /people /people/juror1",
    "admin, 1280, /people /people/juror1",
  })
  void our_pages(String account, int width, String paths, Browser browser) throws IOException {
    String idea = ideaBeforeTheJury("A ramp at the side door").idea();
    try (TasklistInBrowser person = tasklist(browser, "fr-FR", width, 900)) {
      person.signIn(account);
      for (String path : paths.split(" ")) {
        person.open(path.replace("{idea}", idea));
        assertThat(person.barriers()).as(path).isEmpty();
        assertThat(person.overflow()).as(path).isZero();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"en-GB, 1280", "fr-FR, 390"})
  void what_another_verdict_table_would_change(String locale, int width, Browser browser)
      throws IOException {
    JuryOnPaper paper = new JuryOnPaper(jdbc, seats, assessments, verdicts);
    String challenge = paper.challenge("Less paper");
    for (double mean : new double[] {3.5, 3.55, 4.5, 1.25}) {
      String idea =
          paper.idea(challenge, "author", "Digital leave requests, graded %s".formatted(mean));
      paper.tallied(idea, mean);
      paper.decided(idea, mean);
    }
    paper.tallied(paper.idea(challenge, "author", "A lamp in the bicycle shed"), 3);
    String higher = Files.readString(Path.of("processes/jury-verdict.dmn")).replace("3.5", "3.6");
    try (TasklistInBrowser chair = tasklist(browser, locale, width, 900)) {
      chair.signIn("chair").open("/jury/" + challenge + "/replay");
      chair
          .page()
          .locator("input[type=file]")
          .setInputFiles(
              new FilePayload(
                  "jury-verdict.dmn", "application/xml", higher.getBytes(StandardCharsets.UTF_8)));
      chair.page().locator("main form button").click();
      assertThat(chair.page().locator("[role=status]")).containsText("3");
      assertThat(chair.barriers()).isEmpty();
      assertThat((int) chair.page().evaluate("document.documentElement.scrollWidth"))
          .isLessThanOrEqualTo(width);
      Pictures.takeAll(chair.page(), "replay-%s-%d".formatted(locale, width));
    }
  }

  @ParameterizedTest
  @CsvSource({"juror1", "admin"})
  void welcome(String account, Browser browser) throws IOException {
    try (TasklistInBrowser person = tasklist(browser, "fr-FR", 1280, 900)) {
      person.signIn(account).open("/camunda/app/welcome/default/");
      person.page().locator(".app-label-wrapper[aria-hidden]").first().waitFor();
      assertThat(person.barriers()).isEmpty();
    }
  }

  @Test
  void signing_in(Browser browser) throws IOException {
    try (TasklistInBrowser person = tasklist(browser, "en-GB", 390, 844)) {
      person.open("/login");
      assertThat(person.barriers()).isEmpty();
    }
  }

  @Test
  void a_long_idea_can_be_read_with_the_keyboard_and_leaves_what_is_asked_in_sight(Browser browser)
      throws IOException {
    Reviews reviews = ideaBeforeTheJury("A path through the park", (PROBLEM + " ").repeat(200));
    try (TasklistInBrowser juror = tasklist(browser, "en-GB", 1280, 800)) {
      juror.signIn(reviews.jurors().get(0)).openTasklist().openTask(reviews.title());
      assertThat(juror.text("Can you review this idea?")).isInViewport();
      assertThat(juror.button("Complete")).isInViewport();
      assertThat(juror.barriers()).isEmpty();
    }
  }

  @Test
  void a_field_without_a_name_would_be_found(Browser browser) throws IOException {
    try (TasklistInBrowser person = tasklist(browser, "en-GB", 390, 844)) {
      person.open("/login");
      person.page().evaluate("document.body.append(document.createElement('select'))");
      assertThat(person.barriers()).singleElement().asString().startsWith("select-name");
    }
  }
}
