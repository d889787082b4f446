package fr.fabrique.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import fr.fabrique.OwnEngine;
import fr.fabrique.browser.BrowserForTests;
import fr.fabrique.browser.Pictures;
import fr.fabrique.engine.EngineClock;
import fr.fabrique.jury.store.AssessmentTable;
import fr.fabrique.jury.store.PanelTable;
import fr.fabrique.jury.store.PanelTable.PairRule;
import fr.fabrique.jury.store.PanelTable.Rule;
import fr.fabrique.jury.store.VerdictTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ActiveProfiles;

/** A jury at work in Tasklist, from the first review to the chair's verdict. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ActiveProfiles({"demo", "test"})
@OwnEngine
@ExtendWith(BrowserForTests.class)
class JuryAtWorkTest extends ReviewJourney {

  private static final List<String> TITLES =
      List.of(
          "Travel orders on one page",
          "One badge for all doors",
          "A lending shelf for tools",
          "A bench in the shade",
          "Meeting rooms that tell when they are free",
          "A mirror at the gate",
          "Rain water for the vehicles",
          "A first day that is prepared",
          "Fewer screens for one request",
          "The archive answers by mail",
          "A shared van between two sites",
          "Plain words in our letters");

  /** What a colleague wrote of each of these ideas. */
  private static final String SECRET = "Ocelot";

  @Autowired private PanelTable panels;
  @Autowired private AssessmentTable assessments;
  @Autowired private VerdictTable verdicts;

  JuryAtWorkTest() {
    super(Texts.asWritten());
  }

  /**
   * One juror, twelve reviews: one mistake, one review left half filled in and found again
   * elsewhere, one conflict of interest seen late, one review handed on.
   *
   * @param idle a juror who takes no part, so that their own list is empty when their turn comes
   */
  @ParameterizedTest
  @CsvSource({"390, 844, juror4, juror1", "1280, 800, juror1, juror4"})
  void a_juror_works_through_twelve_reviews(
      int width, int height, String account, String idle, Browser browser) throws IOException {
    List<String> ideas = new ArrayList<>();
    for (String title : TITLES) {
      Reviews reviews = beforeTheJury("author2", title, List.of(account), List.of(idle));
      String colleague =
          reviews.jurors().stream()
              .filter(other -> !other.equals(account))
              .findFirst()
              .orElseThrow();
      give(reviews, colleague, 3, "rework", SECRET);
      ideas.add(reviews.idea());
    }
    String halfDone;
    try (TasklistInBrowser juror = tasklist(browser, "en-GB", width, height)) {
      juror.signIn(account).openTasklist();
      assertThat(juror.list()).hasCount(TITLES.size());
      assertThat(juror.page().locator(".task-filter.active")).containsText("My reviews");
      look(juror, "twelve-reviews-" + width);

      juror.openFirst();
      look(juror, "review-open-" + width);
      assertThat(juror.barriers()).isEmpty();
      fillIn(juror, "Worth a try.");
      juror.write("What is valuable in this idea", "");
      juror.complete();
      assertThat(juror.mistakes()).hasCount(1);
      assertThat(juror.missing()).containsExactly("What is valuable in this idea");
      assertThat(juror.mistakes().first()).isInViewport();
      assertThat(juror.mistakes().first()).containsText("An answer is needed.");
      look(juror, "review-mistake-" + width);
      juror.write("What is valuable in this idea", "Everybody knows this sheet of paper.");
      juror.finish();
      assertThat(juror.list()).hasCount(11);
      look(juror, "review-done-" + width);

      for (int left = 10; left >= 8; left--) {
        reviewFirst(juror);
        assertThat(juror.list()).hasCount(left);
      }

      halfDone = juror.openFirst();
      juror.select("Relevance", "4 ");
      juror.write("Comment on relevance", "I have to ask the counter first.");
      assertThat(juror.draftLine()).containsText("Draft kept");
      look(juror, "review-draft-" + width);
      juror.signOut();
    }
    try (TasklistInBrowser juror = tasklist(browser, "en-GB", width, height)) {
      juror.signIn(account).openTasklist();
      assertThat(juror.list()).hasCount(8);
      juror.list().filter(new Locator.FilterOptions().setHasText(halfDone)).locator("h4 a").click();
      assertThat(juror.field("select", "Relevance").locator(".fjs-select-display"))
          .containsText("4 ");
      assertThat(juror.field("textarea", "Comment on relevance").locator("textarea"))
          .hasValue("I have to ask the counter first.");
      assertThat(juror.text("Here is your draft.")).isVisible();
      look(juror, "review-draft-found-" + width);
      fillIn(juror, "The counter says yes.");
      juror.finish();
      assertThat(juror.list()).hasCount(7);

      juror.openFirst();
      fillIn(juror, "I know this handwriting.");
      juror.choose("No, I have a conflict of interest and step out");
      assertThat(juror.text("Your scores")).isHidden();
      juror.write("Why", "The author and I wrote the first version of it together.");
      look(juror, "review-conflict-" + width);
      juror.finish();
      assertThat(juror.list()).hasCount(6);

      juror.openFirst();
      juror.choose("No, I hand it to a colleague");
      juror.select("The colleague who takes over", "");
      juror.write("Why", "She has run this counter for years.");
      look(juror, "review-handed-on-" + width);
      juror.finish();
      assertThat(juror.list()).hasCount(5);

      for (int left = 4; left >= 0; left--) {
        reviewFirst(juror);
        assertThat(juror.list()).hasCount(left);
      }
      assertThat(juror.text("No task waits here.")).isVisible();
      look(juror, "no-review-left-" + width);
    }
    assertThat(ideas)
        .filteredOn(idea -> assessments.of(idea, 1, account).isPresent())
        .as("reviewed, but for the one stepped out of and the one handed on")
        .hasSize(10);
  }

  @ParameterizedTest
  @ValueSource(ints = 390)
  void what_a_juror_types_in_two_windows_is_kept_and_found(int width, Browser browser) {
    Reviews reviews =
        beforeTheJury(
            "author2", "A shelter for bicycles, " + width, List.of("juror2"), List.of("juror1"));
    try (TasklistInBrowser desk = tasklist(browser, "en-GB", width, 844);
        TasklistInBrowser home = tasklist(browser, "fr-FR", width, 844)) {
      for (TasklistInBrowser window : List.of(desk, home)) {
        window.signIn("juror2").openTasklist().openTask(reviews.title());
      }
      desk.write("Comment on relevance", "Typed at the desk.");
      assertThat(desk.draftLine()).containsText("Draft kept");
      home.write("Comment on relevance", "Typed at home.");
      assertThat(home.draftLine())
          .containsText("Vous avez écrit autre chose dans une autre fenêtre");
      look(home, "two-windows-fr-" + width);
      desk.write("Comment on impact", "Typed at the desk, too.");
      assertThat(desk.draftLine()).containsText("You typed something else in another window");
      look(desk, "two-windows-" + width);

      desk.button("Show it").click();
      Locator comment = desk.field("textarea", "Comment on relevance").locator("textarea");
      assertThat(comment).hasValue("Typed at home.");
      desk.button("Show it").click();
      assertThat(comment).hasValue("Typed at the desk.");
      assertThat(desk.field("textarea", "Comment on impact").locator("textarea"))
          .hasValue("Typed at the desk, too.");
      fillIn(desk, "Worth a try.");
      desk.finish();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = 1280)
  void what_a_juror_types_when_the_review_is_over_is_kept_and_can_be_sent(
      int width, Browser browser) {
    Reviews reviews =
        beforeTheJury(
            "author2", "A roof for scooters, " + width, List.of("juror3"), List.of("juror1"));
    try (TasklistInBrowser late = tasklist(browser, "en-GB", width, 844);
        TasklistInBrowser soon = tasklist(browser, "en-GB", width, 844)) {
      for (TasklistInBrowser window : List.of(late, soon)) {
        window.signIn("juror3").openTasklist().openTask(reviews.title());
      }
      fillIn(soon, "Worth a try.");
      soon.finish();

      late.write("Comment on relevance", "Typed when it was over.");
      assertThat(late.draftLine()).containsText("What you type here is kept for you alone");
      look(late, "typed-when-over-" + width);
      late.button("Send it to the chair").click();
      assertThat(late.draftLine()).containsText("kept beside it, and the chair");
      look(late, "typed-when-over-sent-" + width);
    }
  }

  private void reviewFirst(TasklistInBrowser juror) {
    juror.openFirst();
    assertThat(juror.text(PROBLEM)).isVisible();
    look(juror, null);
    fillIn(juror, "Worth a try.");
    juror.finish();
  }

  /** Nothing is cut off at the side, and nothing of what a colleague wrote is there. */
  private static void look(TasklistInBrowser person, String picture) {
    assertThat(person.overflow()).as(picture).isZero();
    assertThat(person.page().content()).doesNotContain(SECRET);
    if (picture != null) {
      Pictures.take(person.page(), picture);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {390, 1280})
  void a_chair_deliberates_where_jurors_disagree(int width, Browser browser) throws IOException {
    Reviews reviews =
        beforeTheJury(
            "author2",
            "Gardens on the roofs, " + width,
            List.of("juror2", "juror3", "juror5"),
            List.of("juror1", "juror4"));
    give(reviews, "juror2", 5, "incubate", "Every roof could do it.");
    give(reviews, "juror3", 0, "decline", "No roof carries that.");
    give(reviews, "juror5", 3, "rework", "Ask an architect.");
    bar(reviews.idea(), "juror5");
    carryOn(reviews.idea());

    try (TasklistInBrowser chair = tasklist(browser, "en-GB", width, 844)) {
      chair.signIn("chair").openTasklist().openList("My group's tasks").openTask(reviews.title());
      chair.page().locator("button.claim").click();
      assertThat(chair.button("Complete")).isVisible();
      Locator assessments = chair.page().locator(".assessments table");
      assertThat(assessments.locator("thead th:not(:first-child)")).hasCount(3);
      for (String words :
          List.of("Every roof could do it.", "No roof carries that.", "Ask an architect.")) {
        assertThat(assessments).containsText(words);
      }
      assertThat(assessments.locator("th:has(.conflict)")).hasCount(1);
      assertThat(assessments.locator("th:has(.conflict)")).containsText("Nadia Costa");
      Locator relevance = chair.page().locator(".distribution tr:has(th:text-is('Relevance')) td");
      // A review that does not count is shown, and left out of the distribution.
      assertThat(relevance).hasText(new String[] {"1", "", "", "", "", "1"});
      assertThat(relevance.first().locator(".bar")).isVisible();
      look(chair, "deliberate-" + width);
      assertThat(chair.barriers()).isEmpty();
      assessments.scrollIntoViewIfNeeded();
      look(chair, "deliberate-assessments-" + width);

      chair.choose("Rework: promising, the author improves it first");
      chair.complete();
      assertThat(chair.mistakes()).hasCount(1);
      assertThat(chair.missing()).containsExactly("The reasons for the verdict");
      assertThat(chair.page().locator(".fjs-checked"))
          .hasText("Rework: promising, the author improves it first");
      look(chair, "deliberate-mistake-" + width);
      assertThat(verdicts.lastVerdict(reviews.idea())).isEmpty();

      chair.write("The reasons for the verdict", "An architect looks at two roofs first.");
      chair.finish();
    }
    carryOn(reviews.idea());
    assertThat(verdicts.lastVerdict(reviews.idea()))
        .hasValueSatisfying(
            verdict -> {
              assertThat(verdict.verdict()).isEqualTo("rework");
              assertThat(verdict.reason()).isEqualTo("An architect looks at two roofs first.");
            });
  }

  @ParameterizedTest
  @ValueSource(ints = 390)
  void a_chair_of_the_authors_unit_sees_nothing_of_the_reviews(int width, Browser browser) {
    Reviews reviews =
        beforeTheJury(
            "juror4",
            "Letters from the cellar, " + width,
            List.of("juror2", "juror3", "juror5"),
            List.of("juror1"));
    give(reviews, "juror2", 5, "incubate", SECRET);
    give(reviews, "juror3", 0, "decline", SECRET);
    give(reviews, "juror5", 3, "rework", SECRET);
    carryOn(reviews.idea());

    try (TasklistInBrowser chair = tasklist(browser, "en-GB", width, 844)) {
      chair.signIn("chair").openTasklist().openList("My group's tasks").openTask(reviews.title());
      assertThat(chair.text(PROBLEM)).isVisible();
      for (String part : List.of(".assessments", ".distribution", ".tally", ".turns", ".late")) {
        assertThat(chair.page().locator(part + " >> visible=true")).hasCount(0);
      }
      assertThat(chair.text("Only chairs without a conflict of interest read it.")).isVisible();
      assertThat(chair.page().locator("body")).hasAttribute("data-standing", "neither");
      assertThat(chair.page().locator("button.claim >> visible=true")).hasCount(0);
      look(chair, "deliberate-in-conflict-" + width);
    }
  }

  private Reviews beforeTheJury(
      String author, String title, List<String> jurors, List<String> idle) {
    String idea = submitted(author, title, PROBLEM);
    jurors.forEach(juror -> panels.set(rule(idea, juror, Rule.FIXED)));
    idle.forEach(juror -> bar(idea, juror));
    Reviews reviews = sentToTheJury(idea, title);
    assertThat(reviews.jurors()).containsAll(jurors);
    return reviews;
  }

  private void bar(String idea, String juror) {
    panels.set(rule(idea, juror, Rule.BARRED));
  }

  private static PairRule rule(String idea, String juror, Rule rule) {
    return new PairRule(
        idea, juror, rule, "So that it is known who reviews what", "chair", EngineClock.now());
  }
}
