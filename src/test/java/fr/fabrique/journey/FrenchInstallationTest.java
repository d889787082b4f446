package fr.fabrique.journey;

import com.microsoft.playwright.Browser;
import fr.fabrique.OwnEngine;
import fr.fabrique.browser.BrowserForTests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ActiveProfiles;

/** An installation in French: Tasklist, diagram and form speak one language. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "fabrique.language=fr")
@ActiveProfiles({"demo", "test"})
@OwnEngine
@ExtendWith(BrowserForTests.class)
class FrenchInstallationTest extends ReviewJourney {

  FrenchInstallationTest() {
    super(Texts.french());
  }

  @Test
  void a_juror_reviews_an_idea_in_french(Browser browser) {
    review(browser, "fr-FR", "fr", "fr", "Un ordre de mission en une page");
  }
}
