package fr.fabrique.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;

/**
 * Where browser tests leave their pictures: {@code target/pictures}, or the folder named by {@code
 * -Dfabrique.pictures}, such as {@code src/site/resources/images} to renew the README's pictures.
 */
public final class Pictures {

  private static final Path FOLDER =
      Path.of(System.getProperty("fabrique.pictures", "target/pictures"));

  private Pictures() {}

  public static void take(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(name + ".png")));
  }

  /** Takes the whole page, however far down it goes. */
  public static void takeAll(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setFullPage(true).setPath(FOLDER.resolve(name + ".png")));
  }

  /** Takes one part of the page, whatever the size of the window. */
  public static void take(Locator part, String name) {
    part.screenshot(new Locator.ScreenshotOptions().setPath(FOLDER.resolve(name + ".png")));
  }
}
