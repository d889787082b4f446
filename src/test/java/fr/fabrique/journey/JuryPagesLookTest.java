package fr.fabrique.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import fr.fabrique.FabriqueTest;
import fr.fabrique.browser.BrowserForTests;
import fr.fabrique.browser.Pictures;
import fr.fabrique.jury.store.AssessmentTable;
import fr.fabrique.jury.store.LateTable;
import fr.fabrique.jury.store.LateTable.Kind;
import fr.fabrique.jury.store.LateTable.Said;
import fr.fabrique.jury.store.SeatTable;
import fr.fabrique.jury.store.VerdictTable;
import fr.fabrique.jury.web.JuryOnPaper;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The pages of a jury with much to show: nothing is cut off, on a telephone or at a desk. */
@FabriqueTest
@ExtendWith(BrowserForTests.class)
class JuryPagesLookTest {

  private static final int IDEAS = 30;

  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;
  @Autowired private SeatTable seats;
  @Autowired private AssessmentTable assessments;
  @Autowired private VerdictTable verdicts;
  @Autowired private LateTable late;

  private String challenge;

  @BeforeEach
  void aJuryWithMuchToShow() {
    JuryOnPaper paper = new JuryOnPaper(jdbc, seats, assessments, verdicts);
    challenge = paper.challenge("How do we lose less time?");
    for (int number = 0; number < IDEAS; number++) {
      String idea =
          paper.idea(challenge, "author", "A shorter way through the forms, part " + number);
      paper.reviewed(idea, 0, "juror1", number % 6, "Worth a try in one office first.");
      paper.reviewed(idea, 1, "juror3", (number + 2) % 6, "Ask those at the counter.");
      paper.asked(idea, 2, "juror4");
      paper.tallied(idea, 1 + number % 4);
      if (number % 2 == 0) {
        paper.decided(idea, 1 + number % 4);
      }
    }
    paper.tallied(paper.idea(challenge, "juror4", "Letters from the cellar"), 2);
    String over = paper.idea(challenge, "author", "One sheet instead of four, for whoever moves");
    for (String typed :
        new String[] {"The counter asks for it", "A line that no other window has"}) {
      late.keep(
          over,
          1,
          "juror1",
          Kind.UNSENT,
          List.of(
              new Said("valued", "What is valuable in this idea", typed),
              new Said("help", "What would help it", "Two offices that try it for a month.")),
          OffsetDateTime.now());
    }
  }

  @ParameterizedTest
  @CsvSource({"en-GB, 1280", "fr-FR, 390"})
  void pages_fit_and_stand_in_nobodys_way(String locale, int width, Browser browser)
      throws IOException {
    try (TasklistInBrowser chair = new TasklistInBrowser(browser, port, locale, width, 844)) {
      chair.signIn("chair");
      look(chair, "/jury", "jury-all", locale);
      look(chair, "/jury/" + challenge, "jury-challenge", locale);
      look(chair, "/jury/" + challenge + "/panel", "jury-panel", locale);
      look(chair, "/jury/" + challenge + "/meeting", "jury-meeting", locale);
      look(chair, "/jury/" + challenge + "/replay", "jury-replay", locale);
    }
    try (TasklistInBrowser juror = new TasklistInBrowser(browser, port, locale, width, 844)) {
      juror.signIn("juror1");
      look(juror, "/reviews", "jury-reviews", locale);
    }
  }

  private static void look(TasklistInBrowser person, String path, String name, String locale)
      throws IOException {
    person.open(path);
    person
        .page()
        .locator("details")
        .evaluateAll("all => all.slice(0, 2).forEach(d => d.open = true)");
    Pictures.takeAll(person.page(), "%s-%s".formatted(name, locale.substring(0, 2)));
    assertThat(person.overflow()).as(path).isZero();
    assertThat(person.barriers()).as(path).isEmpty();
  }
}
