package fr.fabrique.notification;

import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The body of a message. All texts are plain, with line breaks where people made them.
 *
 * @param paragraphs what follows the template's opening words
 * @param closing the last paragraph, or null
 * @param path where the message's button leads within the product, or null for the template's own
 */
public record Letter(List<String> paragraphs, List<Section> sections, String closing, String path) {

  private static final Pattern PATH = Pattern.compile("/(?!/)[\\w./?=&#%:~+-]*");

  public Letter {
    paragraphs = List.copyOf(paragraphs);
    sections = List.copyOf(sections);
    requireInside(path);
  }

  /** How many lines its sections have; the template's words may name the number. */
  public int size() {
    return sections.stream().mapToInt(section -> section.lines().size()).sum();
  }

  /**
   * Lines that belong together.
   *
   * @param heading what they are, or null
   */
  public record Section(String heading, List<Line> lines) {

    public Section {
      lines = List.copyOf(lines);
    }
  }

  /**
   * One entry of a list, or something that somebody said.
   *
   * @param due the last day for it, or null
   * @param path where it is shown within the product, or null
   */
  public record Line(String text, LocalDate due, String path) {

    public Line {
      requireInside(path);
    }

    /** A line that leads nowhere and is due never. */
    public static Line of(String text) {
      return new Line(text, null, null);
    }
  }

  /** An address tells whoever sees it where it leads: ids, and neither names nor texts. */
  private static void requireInside(String path) {
    if (path != null && !PATH.matcher(path).matches()) {
      throw new IllegalArgumentException("This is no path within the product: " + path);
    }
  }
}
