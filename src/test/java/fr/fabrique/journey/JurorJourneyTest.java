package fr.fabrique.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import fr.fabrique.FabriqueTest;
import fr.fabrique.browser.BrowserForTests;
import fr.fabrique.browser.Pictures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A juror reviews an idea in Tasklist, in a real browser. */
@FabriqueTest
@ExtendWith(BrowserForTests.class)
class JurorJourneyTest extends ReviewJourney {

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
      assertThat((Integer) juror.page().evaluate("document.documentElement.scrollWidth"))
          .as("no sideways scrolling, but for a pixel of rounding")
          .isLessThanOrEqualTo(391);
      fillIn(juror, "on the telephone");
      juror.complete();
      assertThat(juror.page().locator(".fjs-form")).isHidden();
    }
    assertThat(openReviews(reviews.idea())).isEqualTo(2);
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
