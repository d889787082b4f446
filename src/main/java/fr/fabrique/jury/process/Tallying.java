package fr.fabrique.jury.process;

import fr.fabrique.engine.EngineClock;
import fr.fabrique.jury.domain.Assessment;
import fr.fabrique.jury.domain.Tally;
import fr.fabrique.jury.process.Conflicts.Reason;
import fr.fabrique.jury.store.AssessmentTable;
import fr.fabrique.jury.store.SeatTable;
import fr.fabrique.jury.store.VerdictTable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Counts a round's reviews, without those of jurors who should not have judged. */
@Component
class Tallying {

  private final Conflicts conflicts;
  private final AssessmentTable assessments;
  private final VerdictTable verdicts;
  private final SeatTable seats;
  private final Severities severities;

  Tallying(
      Conflicts conflicts,
      AssessmentTable assessments,
      VerdictTable verdicts,
      SeatTable seats,
      Severities severities) {
    this.conflicts = conflicts;
    this.assessments = assessments;
    this.verdicts = verdicts;
    this.seats = seats;
    this.severities = severities;
  }

  Tally take(String idea, int round, int reviewers) {
    seats.lock(idea);
    Tally tally =
        Tally.of(reviewers, counted(idea, assessments.of(idea, round)), severities.around(idea));
    verdicts.take(idea, round, tally, EngineClock.now());
    return tally;
  }

  /** Counts again where a tally waits for its verdict. */
  void again(String idea) {
    seats.lock(idea);
    int round = verdicts.round(idea);
    verdicts.tally(idea, round).ifPresent(tally -> take(idea, round, tally.seats()));
  }

  /** Which count, and for the others why not, is kept with the assessments. */
  private List<Assessment> counted(String idea, List<Assessment> given) {
    Map<String, Reason> undone =
        conflicts.undone(idea, given.stream().map(Assessment::juror).toList());
    for (Assessment assessment : given) {
      Reason reason = undone.get(assessment.juror());
      String leftOut = reason == null ? null : reason.name();
      if (!Objects.equals(leftOut, assessment.leftOut())) {
        assessments.leaveOut(assessment.id(), leftOut);
      }
    }
    return given.stream().filter(a -> !undone.containsKey(a.juror())).toList();
  }
}
