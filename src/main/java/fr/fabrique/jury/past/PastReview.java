package fr.fabrique.jury.past;

import java.util.List;

/**
 * One line of a file of past reviews.
 *
 * @param line counted from 1, the header being line 1
 * @param scores in the order of the file's criteria
 */
record PastReview(
    long line,
    String session,
    String entry,
    String author,
    String authorUnit,
    String juror,
    String jurorUnit,
    List<Double> scores) {

  /** What all lines of an entry must say alike. */
  List<String> about() {
    return List.of(session, author, authorUnit);
  }
}
