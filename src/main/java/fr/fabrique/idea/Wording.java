package fr.fabrique.idea;

import fr.fabrique.idea.Submission.SubmissionRefused;
import fr.fabrique.idea.Submission.SubmissionRefused.Cause;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.regex.Pattern;

/**
 * What people and programs write, in the one way in which it is kept: whatever way it comes in, and
 * on whatever database.
 */
public final class Wording {

  /** Unseen on any screen: zero-width and bidirectional marks, halves of characters, fillers. */
  private static final Pattern UNSEEN =
      Pattern.compile("[\\p{Cf}\\p{Cs}\\u034f\\u115f\\u1160\\u2800\\u3164\\uffa0]+");

  private static final Pattern UNREADABLE =
      Pattern.compile(UNSEEN.pattern() + "|[\\p{Cc}\\p{Zl}\\p{Zp}]");

  private static final Pattern BLANKS = Pattern.compile("[\\p{Cc}\\p{Z}]+");

  private static final Pattern NOTHING = Pattern.compile("[\\p{M}\\p{Z}]*");

  /** Not storable everywhere, or of no meaning in a text. */
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Cs}&&[^\\n\\t]]+");

  /** Blanks that HTML writes as numbers; longer ways of writing them are left as they are. */
  private static final Pattern NUMBERED_BLANK =
      Pattern.compile(
          "&(?:#0{0,9}(?:9|32)(?![0-9])|#[xX]0{0,9}(?:9|20)(?![0-9a-fA-F])|Tab(?=;));?");

  private static final Pattern LONG_GAP = Pattern.compile("[ \\t]{100,}");

  /** ISO 8601, the offset written with or without a colon. */
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX][X]")
          .toFormatter()
          .withResolverStyle(ResolverStyle.STRICT);

  private static final int EARLIEST = 1900;
  private static final int LATEST = 2200;
  private static final int SHOWN = 60;

  private Wording() {}

  /** One line without what cannot be seen; empty when nothing is left. Null stays null. */
  public static String line(String written) {
    if (written == null) {
      return null;
    }
    String seen = UNSEEN.matcher(written).replaceAll("");
    String line = BLANKS.matcher(seen).replaceAll(" ").strip();
    return NOTHING.matcher(line).matches() ? "" : line;
  }

  /** A text, plain or HTML, without control characters and endless gaps. Null stays null. */
  public static String text(String written) {
    if (written == null) {
      return null;
    }
    String lines = written.replace("\r\n", "\n").replace('\r', '\n');
    String readable = CONTROLS.matcher(lines).replaceAll("");
    String plain = NUMBERED_BLANK.matcher(readable).replaceAll(" ");
    return LONG_GAP.matcher(plain).replaceAll(" ");
  }

  /** Whether a name or key is written in characters that can be seen, on one line. */
  public static boolean isReadable(String written) {
    return !UNREADABLE.matcher(written).find();
  }

  /**
   * A time with its offset.
   *
   * @param name what the one who wrote it calls it
   * @throws SubmissionRefused when it is none, or lies far off
   */
  public static OffsetDateTime time(String name, String written) {
    try {
      OffsetDateTime time = OffsetDateTime.parse(written, TIME);
      if (time.getYear() >= EARLIEST && time.getYear() <= LATEST) {
        return time;
      }
    } catch (DateTimeException malformed) {
      // Refused below, with the same words.
    }
    throw new SubmissionRefused(
        Cause.INVALID,
        ("%s must be a time with its offset between the years %d and %d,"
                + " such as 2027-01-31T09:30:00+01:00.")
            .formatted(name, EARLIEST, LATEST));
  }

  /** The beginning of something of any length and kind, as it may be repeated to who sent it. */
  public static String beginning(String written) {
    String line = line(written);
    return line.codePointCount(0, line.length()) <= SHOWN
        ? line
        : line.substring(0, line.offsetByCodePoints(0, SHOWN)) + "…";
  }
}
