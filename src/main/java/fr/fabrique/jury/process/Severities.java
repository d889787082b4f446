package fr.fabrique.jury.process;

import fr.fabrique.idea.Ideas;
import fr.fabrique.jury.statistics.Review;
import fr.fabrique.jury.statistics.Severity;
import fr.fabrique.jury.statistics.Severity.Juror;
import fr.fabrique.jury.store.AssessmentTable;
import fr.fabrique.jury.store.AssessmentTable.Total;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** How severe jurors usually are, as the assessments of the same challenge show it. */
@Component
class Severities {

  private final AssessmentTable assessments;
  private final Ideas ideas;

  Severities(AssessmentTable assessments, Ideas ideas) {
    this.assessments = assessments;
    this.ideas = ideas;
  }

  /** By how much each juror scores above or, negative, below the others; in points of the mean. */
  Map<String, Double> around(String idea) {
    List<Review> given =
        assessments.totals(ideas.find(idea).orElseThrow().challenge()).stream()
            .map(Severities::review)
            .toList();
    return given.isEmpty()
        ? Map.of()
        : Severity.of(given).jurors().stream()
            .collect(Collectors.toMap(Juror::juror, Juror::severity));
  }

  /** An idea that has been reworked is another one. */
  private static Review review(Total given) {
    return new Review(given.idea() + "/" + given.round(), given.juror(), given.mean());
  }
}
