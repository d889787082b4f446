package fr.fabrique.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitUntilState;
import fr.fabrique.NodeTools;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;

/** A person in front of Tasklist, in small verbs. */
final class TasklistInBrowser implements AutoCloseable {

  private static final String BARRIERS =
      """
      async () => (await axe.run()).violations
          .filter(v => ['serious', 'critical'].includes(v.impact))
          .map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(', '))
      """;

  private final BrowserContext context;
  private final Page page;
  private final String base;

  TasklistInBrowser(Browser browser, int port, String locale, int width, int height) {
    this.base = "http://127.0.0.1:" + port;
    this.context =
        browser.newContext(
            new Browser.NewContextOptions().setLocale(locale).setViewportSize(width, height));
    this.context.setDefaultTimeout(15_000);
    this.page = context.newPage();
  }

  Page page() {
    return page;
  }

  TasklistInBrowser signIn(String account) {
    return open("/login").enter(account);
  }

  /** Fills in the sign-in page that is open. */
  TasklistInBrowser enter(String account) {
    page.locator("input[name=username]").fill(account);
    page.locator("input[name=password]").fill("fabrique");
    page.locator("button[type=submit]").first().click();
    page.waitForURL(url -> !url.contains("/login"));
    return this;
  }

  TasklistInBrowser openTasklist() {
    return open("/camunda/app/tasklist/default/");
  }

  TasklistInBrowser open(String path) {
    page.navigate(
        base + path, new Page.NavigateOptions().setWaitUntil(WaitUntilState.DOMCONTENTLOADED));
    return this;
  }

  TasklistInBrowser openTask(String title) {
    page.locator(".fab-search").fill(title);
    page.locator(".tasks-list .task", new Page.LocatorOptions().setHasText(title))
        .locator("a")
        .first()
        .click();
    assertThat(page.locator(".fjs-form")).isVisible();
    return this;
  }

  /** What waits in the list that is open. */
  Locator list() {
    return page.locator("ol.tasks-list > li.task");
  }

  TasklistInBrowser openList(String name) {
    page.locator(".task-filter a", new Page.LocatorOptions().setHasText(name)).first().click();
    assertThat(page.locator(".task-filter.active")).containsText(name);
    return this;
  }

  /** Opens what stands first in the list; answers its title. */
  String openFirst() {
    Locator first = list().first().locator("h4 a");
    assertThat(first).isInViewport();
    String title = first.innerText().strip();
    first.click();
    assertThat(page.locator(".task-card h2.task")).hasText(title);
    assertThat(page.locator(".fjs-form")).isVisible();
    return title;
  }

  /** Completes the task that is open, and sees that it is done. */
  void finish() {
    complete();
    assertThat(page.locator(".fjs-form")).isHidden();
    assertThat(page.getByText("Done. Thank you.")).isVisible();
  }

  /** Signs out as one does in Tasklist. */
  void signOut() {
    Locator menu = page.locator(".navbar-toggle");
    if (menu.isVisible()) {
      menu.click();
    }
    page.locator(".account > .dropdown-toggle").click();
    page.locator(".account .logout a").click();
    page.waitForURL(url -> url.contains("/login"));
  }

  /** By how many pixels the page is wider than the window. */
  int overflow() {
    return (int)
        page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
  }

  /** What axe calls a serious or critical barrier on the page. */
  List<?> barriers() throws IOException {
    // The pages allow no script but their own; the browser's own console may still run one.
    page.evaluate(Files.readString(NodeTools.file("axe-core/axe.min.js")));
    return (List<?>) page.evaluate(BARRIERS);
  }

  void choose(String option) {
    page.locator(".fjs-form")
        .getByText(option, new Locator.GetByTextOptions().setExact(true))
        .click();
  }

  /** Chooses in the drop-down that stands under the label. */
  void select(String label, String start) {
    field("select", label).locator(".fjs-input-group, .fjs-select-display").first().click();
    page.locator(".fjs-dropdownlist-item")
        .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^" + start)))
        .first()
        .click();
  }

  void write(String label, String text) {
    field("textarea", label).locator("textarea").fill(text);
  }

  void complete() {
    page.locator("button[ng-click='complete()']").click();
  }

  Locator errors() {
    return page.locator(".fjs-form-field-error");
  }

  /** The questions that Complete has found fault with. */
  Locator mistakes() {
    return page.locator(".fjs-has-errors >> visible=true");
  }

  /** Their names. */
  List<String> missing() {
    return mistakes().locator("> .fjs-form-field-label:first-child").allInnerTexts().stream()
        .map(label -> label.replace("*", "").strip())
        .toList();
  }

  /** What is said of the draft, beside Complete. */
  Locator draftLine() {
    return page.locator(".fab-draft");
  }

  Locator text(String text) {
    return page.getByText(text).first();
  }

  Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  Locator field(String type, String label) {
    return page.locator(".fjs-form-field-" + type)
        .filter(
            new Locator.FilterOptions()
                .setHas(
                    page.locator(
                        ".fjs-form-field-label",
                        new Page.LocatorOptions()
                            .setHasText(Pattern.compile("^" + label + "\\*?$")))));
  }

  @Override
  public void close() {
    context.close();
  }
}
