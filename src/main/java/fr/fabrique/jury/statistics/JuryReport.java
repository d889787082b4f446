package fr.fabrique.jury.statistics;

import fr.fabrique.jury.statistics.Agreement.Bootstrap;
import fr.fabrique.jury.statistics.Agreement.Metric;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a challenge's reviews say of its jury.
 *
 * @param scale what a review's total is
 * @param reviews how many there are
 * @param ideas how many were reviewed; one reviewed again after rework counts again
 * @param variances of severity and of errors
 * @param severity the jurors, from the most severe to the most lenient
 * @param agreement of all reviews
 * @param agreementByTheme in the order in which the themes first occur; ideas without a theme are
 *     in none of them
 */
public record JuryReport(
    Scale scale,
    int reviews,
    int ideas,
    Severity.Variances variances,
    List<Severity.Juror> severity,
    Agreement agreement,
    Map<String, Agreement> agreementByTheme,
    OwnUnit ownUnit) {

  /** What a total is. */
  public enum Scale {
    /** The sum of the scores, on the scale of a past jury. */
    SUM,
    /** The weighted mean of the scores, 0 to 5, as in tallies. */
    WEIGHTED_MEAN
  }

  /** Without reviews, the report says so in each of its parts. */
  public static JuryReport of(Scale scale, List<Review> reviews, Bootstrap bootstrap) {
    Severity severity = Severity.of(reviews);
    Map<String, List<Review>> themes = new LinkedHashMap<>();
    for (Review review : reviews) {
      if (review.theme() != null) {
        themes.computeIfAbsent(review.theme(), theme -> new ArrayList<>()).add(review);
      }
    }
    Map<String, Agreement> agreementByTheme = new LinkedHashMap<>();
    themes.forEach(
        (theme, ofTheme) ->
            agreementByTheme.put(theme, Agreement.of(ofTheme, Metric.INTERVAL, bootstrap)));
    return new JuryReport(
        scale,
        reviews.size(),
        severity.correctedMeans().size(),
        severity.variances(),
        severity.jurors(),
        Agreement.of(reviews, Metric.INTERVAL, bootstrap),
        Collections.unmodifiableMap(agreementByTheme),
        OwnUnit.of(reviews));
  }
}
