package fr.fabrique.idea.process;

import fr.fabrique.engine.EngineClock;
import fr.fabrique.engine.SafeHtml;
import fr.fabrique.idea.Ideas.Idea;
import fr.fabrique.idea.Submission.NewIdea;
import fr.fabrique.idea.Submission.SubmissionRefused;
import fr.fabrique.idea.Submission.SubmissionRefused.Cause;
import fr.fabrique.idea.Wording;
import fr.fabrique.idea.domain.Nesting;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

/** Makes an idea of what somebody handed in, or says what is wrong with it. */
final class IdeaCheck {

  /** As the columns hold them. */
  private static final int LONGEST_LINE = 240;

  private static final int LONGEST_REFERENCE = 200;

  /** What the forms let an author write who is asked to go over the idea again. */
  private static final int LONGEST_TEXT = 25_000;

  /** The same text with all its markup: a form's quotes and links alone make it several times. */
  private static final int LONGEST_HTML = 10 * LONGEST_TEXT;

  private static final int MOST_CO_AUTHORS = 50;

  private IdeaCheck() {}

  /**
   * The idea as it is kept.
   *
   * @throws SubmissionRefused when it cannot be
   */
  static Idea checked(String challenge, String author, NewIdea submitted) {
    String title = line("The title", submitted.title());
    if (title == null) {
      throw invalid("The title is missing.");
    }
    return new Idea(
        UUID.randomUUID().toString(),
        challenge,
        reference(submitted.externalId()),
        title,
        text("The problem", submitted.problem()),
        text("The solution", submitted.solution()),
        text("Who benefits", submitted.beneficiaries()),
        text("The expected effect", submitted.effect()),
        text("The links", submitted.links()),
        line("The theme", submitted.theme()),
        author,
        submitted.submittedAt() == null ? EngineClock.now() : submitted.submittedAt(),
        null);
  }

  /** The id in another system; null when there is none. */
  static String reference(String externalId) {
    if (externalId == null || externalId.isBlank()) {
      return null;
    }
    String reference = externalId.strip();
    if (!Wording.isReadable(reference)) {
      throw invalid("The external id holds characters that cannot be seen: leave them out.");
    }
    return atMost("The external id", reference, LONGEST_REFERENCE);
  }

  static List<String> coAuthors(NewIdea submitted) {
    List<String> named = submitted.coAuthors() == null ? List.of() : submitted.coAuthors();
    if (named.stream().anyMatch(person -> person == null || person.isBlank())) {
      throw invalid("One of the co-authors is nobody. Name them by their account.");
    }
    if (named.size() > MOST_CO_AUTHORS) {
      throw invalid(
          "There are %,d co-authors; at most %d are kept."
              .formatted(named.size(), MOST_CO_AUTHORS));
    }
    return named.stream().distinct().toList();
  }

  private static String line(String name, String written) {
    if (written == null) {
      return null;
    }
    atMost(name, written, LONGEST_HTML);
    String line = Wording.line(written);
    return line.isEmpty() ? null : atMost(name, line, LONGEST_LINE);
  }

  private static String text(String name, String written) {
    if (written == null) {
      return null;
    }
    if (written.length() > LONGEST_HTML) {
      throw invalid(
          "%s has %,d characters with its HTML; at most %,d are read: shorten it."
              .formatted(name, written.length(), LONGEST_HTML));
    }
    String readable = Wording.text(written);
    Nesting nesting = Nesting.of(SafeHtml.tags(readable));
    if (nesting.isTooDeep()) {
      throw invalid(
          "The HTML tags of %s stand %,d deep in each other; at most %d are read: simplify them."
              .formatted(inSentence(name), nesting.depth(), Nesting.DEEPEST));
    }
    if (nesting.isTooMuch()) {
      throw invalid(
          ("%s has %,d HTML tags that hold other tags or are not closed; at most %,d are read:"
                  + " simplify them.")
              .formatted(name, nesting.open(), Nesting.MOST));
    }
    String html = SafeHtml.clean(readable);
    Stream.ofNullable(SafeHtml.toText(html)).forEach(text -> atMost(name, text, LONGEST_TEXT));
    return html;
  }

  private static String inSentence(String name) {
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  private static String atMost(String name, String text, int longest) {
    if (text.length() > longest) {
      throw invalid(
          "%s has %,d characters; at most %,d are kept: shorten it."
              .formatted(name, text.length(), longest));
    }
    return text;
  }

  static SubmissionRefused invalid(String reason) {
    return new SubmissionRefused(Cause.INVALID, reason);
  }
}
