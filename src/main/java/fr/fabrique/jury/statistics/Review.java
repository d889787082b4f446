package fr.fabrique.jury.statistics;

/**
 * One juror's total for one idea.
 *
 * @param idea what was reviewed; an idea reviewed again after rework is another one
 * @param theme what the idea belongs to, or null
 * @param ideaUnit the unit of the idea's author at that time, or null where it is not known
 * @param jurorUnit the juror's unit at that time, or null where it is not known
 * @param total on one scale for all reviews that are looked at together
 */
public record Review(
    String idea, String theme, String ideaUnit, String juror, String jurorUnit, double total) {

  /** A review of which no more is known. */
  public Review(String idea, String juror, double total) {
    this(idea, null, null, juror, null, total);
  }

  boolean hasUnits() {
    return ideaUnit != null && jurorUnit != null;
  }

  boolean isOfOwnUnit() {
    return hasUnits() && ideaUnit.equals(jurorUnit);
  }
}
