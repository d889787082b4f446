package fr.fabrique.idea;

import java.time.OffsetDateTime;
import java.util.List;

/** How ideas come in. */
public interface Submission {

  /**
   * An idea as somebody hands it in; texts may be plain or HTML.
   *
   * @param externalId the id in the system it comes from, or null
   * @param submittedAt null for now
   */
  record NewIdea(
      String externalId,
      String title,
      String problem,
      String solution,
      String beneficiaries,
      String effect,
      String links,
      String theme,
      List<String> coAuthors,
      OffsetDateTime submittedAt) {

    /**
     * The proposed solution, which who has one text only calls the body.
     *
     * @throws SubmissionRefused when there are both, for one would be lost
     */
    public static String solution(String solution, String body) {
      boolean hasSolution = solution != null && !solution.isBlank();
      if (hasSolution && body != null && !body.isBlank()) {
        throw new SubmissionRefused(
            SubmissionRefused.Cause.INVALID,
            "body and solution are two names of the same text: give one of them.");
      }
      return hasSolution ? solution : body;
    }
  }

  /**
   * What became of a file of ideas.
   *
   * @param accepted ids of the ideas created, in the order of the file
   * @param existing ids of ideas that an earlier import of the same lines had created
   * @param registered authors that had no account and are known from now on, without being able to
   *     sign in; a mistake in writing shows here
   * @param ignoredColumns columns of the file that mean nothing here
   */
  record ImportReport(
      List<Accepted> accepted,
      List<Accepted> existing,
      List<Refused> refused,
      List<String> registered,
      List<String> ignoredColumns) {}

  /** A line that stands for an idea. Lines are counted from 1, the header being line 1. */
  record Accepted(long line, String externalId, String id) {}

  /** A line that stands for none. */
  record Refused(long line, String reason) {}

  /**
   * Takes an idea into a challenge and sets it out on its route.
   *
   * @throws SubmissionRefused when it cannot be taken
   */
  String submit(String challenge, String author, NewIdea idea);

  /**
   * Takes every line of a CSV file that can be taken; the same line twice creates one idea.
   *
   * @param importer who hands the file in, and the author of lines that name none
   * @throws SubmissionRefused when the file as a whole cannot be read
   */
  ImportReport importCsv(String challenge, String importer, byte[] csv);

  /** The submission cannot be taken; the message says why and what to do. */
  class SubmissionRefused extends RuntimeException {

    private final Cause cause;

    public SubmissionRefused(Cause cause, String reason) {
      super(reason);
      this.cause = cause;
    }

    public Cause reason() {
      return cause;
    }

    /** What kind of refusal it is. */
    public enum Cause {
      UNKNOWN_CHALLENGE,
      CHALLENGE_NOT_OPEN,
      TAKEN,
      INVALID,
      BUSY
    }
  }
}
