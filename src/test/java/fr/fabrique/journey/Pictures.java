package fr.fabrique.journey;

import com.microsoft.playwright.Page;
import java.nio.file.Path;

/**
 * Where journeys leave their screenshots: {@code target/pictures}, or the folder named by {@code
 * -Dfabrique.pictures}, such as {@code src/site/resources/images} to renew the README's pictures.
 */
final class Pictures {

  private static final Path FOLDER =
      Path.of(System.getProperty("fabrique.pictures", "target/pictures"));

  private Pictures() {}

  static void take(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(name + ".png")));
  }
}
