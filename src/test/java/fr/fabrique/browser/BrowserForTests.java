package fr.fabrique.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.CLI;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import fr.fabrique.MachineForTests;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands one headless Chromium to all tests of a run: {@code @ExtendWith(BrowserForTests.class)} and
 * a parameter of type {@link Browser} in a test, a set-up method or the constructor. It is closed
 * after the last test; a test closes only the contexts and pages that it opens.
 *
 * <p>On a machine without a browser it is installed first: Debian's own where that is allowed, else
 * Playwright's download.
 */
public final class BrowserForTests implements ParameterResolver {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  /** No sandbox, because builds run as root; no calls to the browser's maker from a test. */
  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
    return parameter.getParameter().getType() == Browser.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext extension) {
    return extension
        .getRoot()
        .getStore(Namespace.create(BrowserForTests.class))
        .getOrComputeIfAbsent(Running.class, key -> launch(), Running.class)
        .browser();
  }

  /** Drawn with as much room as Arial takes, in which Camunda Modeler writes. */
  private static final String ARIAL = "LiberationSans-Regular";

  private record Running(Playwright playwright, Browser browser) implements CloseableResource {

    @Override
    public void close() {
      playwright.close();
    }
  }

  private static Running launch() {
    Optional<Path> own = MachineForTests.alone(BrowserForTests::installed);
    // Playwright would download three browsers by itself.
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    // The machine may be busy with another half of the tests.
    PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
    Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
    LaunchOptions options = new LaunchOptions().setHeadless(true).setArgs(ARGUMENTS);
    own.ifPresent(options::setExecutablePath);
    return new Running(playwright, playwright.chromium().launch(options));
  }

  private static Optional<Path> installed() {
    Optional<Path> own = systemBrowser();
    if (own.isEmpty()) {
      downloadBrowser();
    }
    return own;
  }

  private static Optional<Path> systemBrowser() {
    if (MachineForTests.program(NAMES).isEmpty()) {
      MachineForTests.installOnDebian("chromium");
    }
    if (!MachineForTests.hasFont(ARIAL)) {
      MachineForTests.installOnDebian("fonts-liberation");
    }
    return MachineForTests.program(NAMES);
  }

  private static void downloadBrowser() {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                CLI.class.getName(),
                "install",
                "chromium"));
    if (MachineForTests.hasAptAsRoot()) {
      command.add("--with-deps");
    }
    MachineForTests.run(command);
  }
}
