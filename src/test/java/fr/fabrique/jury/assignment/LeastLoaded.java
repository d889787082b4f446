package fr.fabrique.jury.assignment;

import fr.fabrique.jury.assignment.Problem.Judge;
import fr.fabrique.jury.assignment.Problem.Juror;
import fr.fabrique.jury.assignment.Problem.Wanted;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one would do by hand: idea after idea, those who have least, of equals who know most. */
final class LeastLoaded {

  private final Problem problem;
  private final Map<String, Integer> given = new HashMap<>();
  private long match;
  private int placed;

  private LeastLoaded(Problem problem) {
    this.problem = problem;
    problem.jurors().forEach(juror -> given.put(juror.id(), 0));
  }

  static LeastLoaded of(Problem problem) {
    LeastLoaded assignment = new LeastLoaded(problem);
    problem.ideas().forEach(assignment::seat);
    return assignment;
  }

  private void seat(Wanted idea) {
    record Candidate(Juror juror, int load, int match) {}
    List<Candidate> seated =
        problem.jurors().stream()
            .filter(juror -> given.get(juror.id()) < juror.room())
            .map(
                juror ->
                    new Candidate(
                        juror,
                        juror.load() + given.get(juror.id()),
                        problem.judge().match(idea.idea(), juror.id())))
            .filter(candidate -> candidate.match() != Judge.BARRED)
            .sorted(
                Comparator.comparingInt(Candidate::load)
                    .thenComparing(Candidate::match, Comparator.reverseOrder()))
            .limit(idea.reviews())
            .toList();
    for (Candidate candidate : seated) {
      given.merge(candidate.juror().id(), 1, Integer::sum);
      match += candidate.match();
      placed++;
    }
  }

  long match() {
    return match;
  }

  int placed() {
    return placed;
  }

  Map<String, Integer> given() {
    return given;
  }
}
