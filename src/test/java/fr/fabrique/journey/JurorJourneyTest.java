package fr.fabrique.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import fr.fabrique.FabriqueTest;
import fr.fabrique.browser.BrowserForTests;
import fr.fabrique.browser.Pictures;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A juror reviews an idea in Tasklist, in a real browser. */
@FabriqueTest
@ExtendWith(BrowserForTests.class)
class JurorJourneyTest extends ReviewJourney {

  private static final String NEEDED = "%s: an answer is required.";

  JurorJourneyTest() {
    super(Texts.asWritten());
  }

  @Test
  void a_juror_reviews_an_idea_and_the_next_juror_sees_none_of_it(Browser browser) {
    review(browser, "en-GB", "en", "en", "Travel orders on one page");
  }

  @Test
  void a_juror_whose_browser_speaks_french_reviews_in_french(Browser browser) {
    review(browser, "fr-FR", "fr", "french-browser", "One badge for all doors");
  }

  @Test
  void a_juror_reviews_on_a_telephone(Browser browser) {
    Reviews reviews = ideaBeforeTheJury("A lending shelf for tools");
    try (TasklistInBrowser juror = tasklist(browser, "fr-FR", 390, 844)) {
      juror.signIn(reviews.jurors().get(0)).openTasklist().openTask(reviews.title());
      assertThat(juror.text(PROBLEM)).isVisible();
      Pictures.take(juror.page(), "review-telephone");
      assertThat(juror.overflow()).isZero();
      fillIn(juror, "on the telephone");
      juror.complete();
      assertThat(juror.page().locator(".fjs-form")).isHidden();
    }
    assertThat(openReviews(reviews.idea())).isEqualTo(2);
  }

  /**
   * All is asked from the start; whoever steps out is asked why and nothing more. The browser and
   * the server judge the same conditions with libraries of their own.
   */
  @Test
  void the_browser_asks_what_the_server_asks(Browser browser) throws IOException {
    Reviews reviews = ideaBeforeTheJury("A hedge round the yard");
    String account = reviews.jurors().get(0);
    try (TasklistInBrowser juror = tasklist(browser, "en-GB", 1280, 900)) {
      juror.signIn(account).openTasklist().openTask(reviews.title());
      sameIsAsked(juror, reviews, Map.of(), "Can you review this idea?", true);
      juror.choose("Yes, I have no conflict of interest");
      sameIsAsked(juror, reviews, Map.of("recusal", "none"), "Relevance", true);
      juror.choose("No, I have a conflict of interest and step out");
      sameIsAsked(juror, reviews, Map.of("recusal", "conflict"), "Why", false);
      juror.choose("No, I cannot do it in time");
      sameIsAsked(juror, reviews, Map.of("recusal", "unavailable"), "Why", false);
      juror.choose("No, I hand it to a colleague");
      sameIsAsked(
          juror, reviews, Map.of("recusal", "delegate"), "The colleague who takes over", false);
    }
  }

  private void sameIsAsked(
      TasklistInBrowser juror,
      Reviews reviews,
      Map<String, Object> answers,
      String first,
      boolean scores)
      throws IOException {
    juror.complete();
    assertThat(juror.mistakes().first()).containsText(first);
    List<String> missing = juror.missing();

    String account = reviews.jurors().get(0);
    HttpResponse<String> answer = client(account).submit(reviewOf(reviews, account), answers);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(new ObjectMapper().readTree(answer.body()).path("message").asText())
        .endsWith(": " + String.join(" ", missing.stream().map(NEEDED::formatted).toList()));
    assertThat(missing.contains("Relevance")).isEqualTo(scores);
  }

  @Test
  void the_ways_to_sort_stand_on_the_screen_and_are_those_of_use_to_a_juror(Browser browser) {
    Reviews reviews = ideaBeforeTheJury("A bench in the shade");
    try (TasklistInBrowser juror = tasklist(browser, "en-GB", 390, 844)) {
      juror.signIn(reviews.jurors().get(0));
      for (int width : new int[] {390, 1280, 1920}) {
        juror.page().setViewportSize(width, 844);
        juror.openTasklist();
        assertThat(juror.page().locator(".tasks-list .task").first()).isVisible();
        juror.page().locator(".sorting-choice .dropdown-toggle").first().click();
        Locator menu = juror.page().locator("li.sorting-choice .dropdown-menu").first();
        assertThat(menu).isVisible();
        BoundingBox box = menu.boundingBox();
        assertThat(box.x).isNotNegative();
        assertThat(box.x + box.width).isLessThanOrEqualTo(width);
        assertThat(menu.locator("li >> visible=true").allInnerTexts())
            .extracting(String::strip)
            .containsExactlyInAnyOrder("Created", "Task name");
      }
    }
  }

  @Test
  void the_address_of_a_review_leads_there_through_the_sign_in(Browser browser) {
    Reviews reviews = ideaBeforeTheJury("A mirror at the gate");
    String juror = reviews.jurors().get(0);
    try (TasklistInBrowser guest = tasklist(browser, "en-GB", 1366, 768)) {
      guest.open("/camunda/app/tasklist/default/#/?task=" + reviewOf(reviews, juror)).enter(juror);
      assertThat(guest.page().locator(".fjs-form")).isVisible();
      assertThat(guest.text(PROBLEM)).isVisible();
    }
  }
}
