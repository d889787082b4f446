package fr.fabrique.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BrowserForTests.class)
class BrowserForTestsTest {

  @Test
  void a_browser_is_there_on_every_machine(Browser browser) {
    try (BrowserContext context = browser.newContext()) {
      Page page = context.newPage();
      page.setContent("<h1>La Fabrique</h1>");
      assertThat(page.locator("h1").innerText()).isEqualTo("La Fabrique");
    }
  }
}
