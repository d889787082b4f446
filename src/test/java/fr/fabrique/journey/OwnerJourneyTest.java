package fr.fabrique.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import fr.fabrique.OwnEngine;
import fr.fabrique.browser.BrowserForTests;
import fr.fabrique.browser.Pictures;
import fr.fabrique.challenge.Challenges;
import fr.fabrique.change.EditedRoute;
import fr.fabrique.idea.Submission;
import fr.fabrique.idea.Submission.NewIdea;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** An owner changes the route while ideas are on it. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.datasource.url=jdbc:h2:mem:owner;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000",
      "fabrique.move-interval=200ms"
    })
@ActiveProfiles({"demo", "test"})
@OwnEngine
@ExtendWith(BrowserForTests.class)
class OwnerJourneyTest {

  /** By hand with {@code -Dfabrique.ideas=200}. */
  private static final int IDEAS = Integer.getInteger("fabrique.ideas", 60);

  private static final int CHOSEN = IDEAS / 4;

  /** For what the product works through by itself meanwhile. */
  private static final LocatorAssertions.HasTextOptions IN_A_WHILE =
      new LocatorAssertions.HasTextOptions().setTimeout(120_000);

  private static final LocatorAssertions.ContainsTextOptions UNTIL_PLAYED =
      new LocatorAssertions.ContainsTextOptions().setTimeout(180_000);

  @TempDir Path folder;
  @LocalServerPort private int port;
  @Autowired private Submission submission;
  @Autowired private RuntimeService runtime;
  @Autowired private RepositoryService repository;

  @Test
  void an_edit_is_checked_tried_published_by_two_and_followed_by_a_quarter(Browser browser)
      throws IOException {
    ideas();
    Path edited = edited();
    String draft;
    try (TasklistInBrowser owner = new TasklistInBrowser(browser, port, "en-GB", 1280, 900)) {
      Page page = owner.signIn("owner").open("/change").page();
      clean(owner, "change");
      page.setInputFiles("#files", edited);
      page.locator("section[aria-labelledby=new] button").click();

      assertThat(page.locator("h1")).containsText("Draft of");
      assertThat(page.locator("section[aria-labelledby=findings]"))
          .containsText("ideas that stand there on the published route cannot follow");
      assertThat(page.locator("section[aria-labelledby=differences]"))
          .containsText("task Look at it again");
      assertThat(page.locator(".diagram .mark-ADDED").first()).isVisible();

      page.locator("section[aria-labelledby=trial] button").click();
      assertThat(figure(page, "trial", "can follow")).hasText(String.valueOf(IDEAS), IN_A_WHILE);
      clean(owner, "change-draft");

      page.locator("#ideas").fill("20");
      page.locator("#days").fill("5");
      page.locator("section[aria-labelledby=forecast] button").click();
      assertThat(page.locator("section[aria-labelledby=forecast]"))
          .containsText("20 ideas in 5 days, played three times on each", UNTIL_PLAYED);
      page.locator("section[aria-labelledby=forecast] summary").first().click();
      assertThat(page.locator("section[aria-labelledby=forecast]"))
          .containsText("Ideas that come to a verdict");
      clean(owner, "change-forecast");

      page.locator("#reason").fill("Declined ideas deserve a second look.");
      page.locator("section[aria-labelledby=ask] button").click();
      assertThat(page.locator("h1")).containsText("waits for a second owner");
      assertThat(page.locator("section[aria-labelledby=second]"))
          .containsText("another owner must look at it");
      draft = page.url().substring(page.url().indexOf("/change"));
    }
    try (TasklistInBrowser second = new TasklistInBrowser(browser, port, "fr-FR", 390, 844)) {
      Page page = second.signIn("owner2").open(draft).page();
      assertThat(page.locator("main")).containsText("Declined ideas deserve a second look.");
      page.locator("section[aria-labelledby=forecast] details")
          .first()
          .evaluate("d => d.open = true");
      clean(second, "change-second");
      page.locator("section[aria-labelledby=second] button").first().click();
      assertThat(page.locator("h1")).containsText("en vigueur");
      clean(second, "change-published-fr");
    }
    assertThat(repository.createProcessDefinitionQuery().processDefinitionKey("idea_route").count())
        .isEqualTo(2);
    try (TasklistInBrowser owner = new TasklistInBrowser(browser, port, "en-GB", 1280, 900)) {
      Page page = owner.signIn("owner").open(draft + "/journeys").page();
      List<Locator> everybody = page.locator("input[name=journeys]").all();
      assertThat(everybody).hasSize(IDEAS);
      everybody.subList(0, CHOSEN).forEach(Locator::check);
      clean(owner, "change-journeys");
      page.locator("main form button").click();

      assertThat(figure(page, "move", "followed")).hasText(String.valueOf(CHOSEN), IN_A_WHILE);
      clean(owner, "change-moved");

      owner.open("/change/map/idea-route");
      assertThat(page.locator(".diagram .crowd").first()).hasText(String.valueOf(IDEAS));
      assertThat(page.locator("section[aria-labelledby=steps]")).containsText("Screen the idea");
      clean(owner, "change-map");
    }
    assertThat(on(2)).isEqualTo(CHOSEN);
    assertThat(on(1)).isEqualTo(IDEAS - CHOSEN);
  }

  private void ideas() {
    for (int number = 1; number <= IDEAS; number++) {
      submission.submit(
          Challenges.PERMANENT,
          "author",
          new NewIdea(
              "owner-" + number,
              "A shelf for lost things, house %d".formatted(number),
              null,
              "What is found in house %d lies on one shelf at its door, with a list that all can read."
                  .formatted(number),
              null,
              null,
              null,
              null,
              List.of(),
              null));
    }
  }

  private Path edited() throws IOException {
    return Files.write(
        folder.resolve("idea-route.bpmn"), EditedRoute.draft().files.get(EditedRoute.ROUTE));
  }

  private static Locator figure(Page page, String section, String name) {
    return page.locator(
        "section[aria-labelledby=%s] dl div:has(dt:text-is('%s')) dd".formatted(section, name));
  }

  private static void clean(TasklistInBrowser person, String picture) throws IOException {
    Pictures.takeAll(person.page(), picture);
    assertThat(person.barriers()).as(picture).isEmpty();
    assertThat(person.overflow()).as(picture).isZero();
  }

  private long on(int version) {
    return runtime
        .createProcessInstanceQuery()
        .processDefinitionId(
            repository
                .createProcessDefinitionQuery()
                .processDefinitionKey("idea_route")
                .processDefinitionVersion(version)
                .singleResult()
                .getId())
        .count();
  }
}
