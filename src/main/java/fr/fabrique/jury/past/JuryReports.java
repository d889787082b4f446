package fr.fabrique.jury.past;

import fr.fabrique.jury.statistics.Agreement.Bootstrap;
import fr.fabrique.jury.statistics.JuryReport;
import fr.fabrique.jury.statistics.JuryReport.Scale;
import fr.fabrique.jury.statistics.Review;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reports on the assessments that are stored, of the past and of today alike. */
@Component
public class JuryReports {

  private final JdbcClient jdbc;
  private final PastTable past;
  private final Map<String, Last> lasts = new ConcurrentHashMap<>();

  JuryReports(JdbcClient jdbc, PastTable past) {
    this.jdbc = jdbc;
    this.past = past;
  }

  /** The report that was made last of a challenge, good for as long as its reviews are the same. */
  private record Last(List<Review> reviews, JuryReport report) {}

  record Row(
      String idea,
      int round,
      String externalId,
      String theme,
      String ideaUnit,
      String juror,
      String jurorUnit,
      double weighted,
      double weights) {

    /** The same on every database and in every import of the same file. */
    private static final Comparator<Row> IN_ORDER =
        Comparator.comparing(Row::theme, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Row::externalId, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(row -> row.externalId() == null ? row.idea() : "")
            .thenComparing(Row::round)
            .thenComparing(Row::juror);

    Review review(Scale scale) {
      double divisor = scale == Scale.SUM ? 1 : weights;
      return new Review(
          "%s, %d".formatted(idea, round),
          theme,
          ideaUnit,
          juror,
          jurorUnit,
          divisor == 0 ? 0 : weighted / divisor);
    }
  }

  /** Whether the challenge's reviews were imported, so that nobody was asked for them here. */
  public boolean isPast(String challenge) {
    return past.isPast(challenge);
  }

  /**
   * The report on all assessments of a challenge that count, finished rounds and those under way;
   * with 1,000 samples of ideas it takes half a second for 10,000 assessments, and another for many
   * themes.
   *
   * @return a report without reviews where the challenge has none, or does not exist
   */
  public JuryReport of(String challenge) {
    return of(challenge, reviews(challenge), Bootstrap.USUAL);
  }

  /** The same without some ideas, for somebody who must not learn what was said of them. */
  public JuryReport of(String challenge, Set<String> without) {
    List<Review> reviews = reviews(challenge, row -> !without.contains(row.idea()));
    Last last = lasts.get(challenge);
    if (last == null || !last.reviews().equals(reviews)) {
      last = new Last(reviews, of(challenge, reviews, Bootstrap.USUAL));
      lasts.put(challenge, last);
    }
    return last.report();
  }

  JuryReport of(String challenge, List<Review> reviews, Bootstrap bootstrap) {
    return JuryReport.of(scale(challenge), reviews, bootstrap);
  }

  /** All reviews of a challenge, each with its total on the challenge's scale. */
  List<Review> reviews(String challenge) {
    return reviews(challenge, row -> true);
  }

  private List<Review> reviews(String challenge, Predicate<Row> which) {
    Scale scale = scale(challenge);
    return jdbc
        .sql(
            "select a.idea, a.round, i.external_id, i.theme, a.idea_unit, a.juror, a.juror_unit,"
                + " sum(s.weight * s.score) as weighted, sum(s.weight) as weights"
                + " from assessment a join idea i on i.id = a.idea"
                + " join assessment_score s on s.assessment = a.id"
                + " where i.challenge = ? and a.left_out is null"
                + " group by a.id, a.idea, a.round, i.external_id, i.theme, a.idea_unit, a.juror,"
                + " a.juror_unit")
        .param(challenge)
        .query(Row.class)
        .list()
        .stream()
        .filter(which)
        .sorted(Row.IN_ORDER)
        .map(row -> row.review(scale))
        .toList();
  }

  private Scale scale(String challenge) {
    return past.isPast(challenge) ? Scale.SUM : Scale.WEIGHTED_MEAN;
  }
}
