package fr.fabrique.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where browser tests leave their pictures: {@code target/pictures}. With {@code
 * -Dfabrique.pictures=src/site/resources/images} the README's pictures are renewed there, each with
 * a note of what it was drawn from; {@link PicturesTest} compares the notes with what is there now.
 */
public final class Pictures {

  static final Path OF_THE_README = Path.of("src/site/resources/images");

  private static final Path USUAL = Path.of("target/pictures");
  private static final Path RENEWED =
      Path.of(System.getProperty("fabrique.pictures", USUAL.toString()));

  private static final String APP = "src/main/resources/META-INF/resources/webjars/camunda/app/";

  /** The pictures of README and guides, and the files whose look they show. */
  static final Map<String, List<String>> DRAWN_FROM =
      Map.of(
          "first-diagram-after",
          List.of("processes/idea-route.bpmn"),
          "first-diagram-before",
          List.of("processes/idea-route.bpmn"),
          "first-diagram-draft",
          List.of(
              "src/main/resources/templates/change-revision.html",
              "src/main/resources/static/style/fabrique.css"),
          "idea-route",
          List.of("processes/idea-route.bpmn"),
          "review-en",
          List.of(
              "forms/review_idea.form",
              APP + "fabrique/look.css",
              APP + "tasklist/styles/forms.css",
              APP + "tasklist/styles/layout.css"));

  private Pictures() {}

  public static void take(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(place(name)));
    note(name);
  }

  /** Takes the whole page, however long. */
  public static void takeAll(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(place(name)));
    note(name);
  }

  /** Takes one part of the page, whatever the size of the window. */
  public static void take(Locator part, String name) {
    part.screenshot(new Locator.ScreenshotOptions().setPath(place(name)));
    note(name);
  }

  private static Path place(String name) {
    return (DRAWN_FROM.containsKey(name) ? RENEWED : USUAL).resolve(name + ".png");
  }

  private static void note(String name) {
    if (DRAWN_FROM.containsKey(name)) {
      try {
        Files.writeString(RENEWED.resolve(name + ".txt"), drawnFrom(RENEWED, name));
      } catch (IOException unwritable) {
        throw new UncheckedIOException(unwritable);
      }
    }
  }

  /** A line for the picture and one for each file that it was drawn from, with their hashes. */
  static String drawnFrom(Path folder, String name) {
    Path picture = folder.resolve(name + ".png");
    return Stream.concat(
            Stream.of(picture.getFileName() + " " + hash(read(picture))),
            DRAWN_FROM.get(name).stream().map(file -> file + " " + hash(text(Path.of(file)))))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** The same whatever ends a line. */
  private static byte[] text(Path file) {
    return new String(read(file), StandardCharsets.UTF_8)
        .replace("\r", "")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 8);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
