package fr.fabrique.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import fr.fabrique.OwnEngine;
import fr.fabrique.browser.BrowserForTests;
import fr.fabrique.people.People;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ActiveProfiles;

/** An installation in French: Tasklist, diagram and form speak one language. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "fabrique.language=fr")
@ActiveProfiles({"demo", "test"})
@OwnEngine
@ExtendWith(BrowserForTests.class)
class FrenchInstallationTest extends ReviewJourney {

  @Autowired private People people;
  @Autowired private IdentityService identity;

  FrenchInstallationTest() {
    super(Texts.french());
  }

  @Test
  void a_juror_reviews_an_idea_in_french(Browser browser) {
    review(browser, "fr-FR", "fr", "fr", "Un ordre de mission en une page");
    assertThat(people.nameAndUnit("author")).isEqualTo("Camille Moreau, Ressources humaines");
    assertThat(identity.createGroupQuery().groupId("jurors").singleResult().getName())
        .isEqualTo("Jurés");
  }
}
