package fr.fabrique.jury.web;

import fr.fabrique.jury.store.AssignmentTable;
import fr.fabrique.jury.store.AssignmentTable.Run;
import fr.fabrique.people.People;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the last assignment of a challenge came to, and what stood in its way. */
@Component
class LastAssignment {

  private final AssignmentTable runs;
  private final People people;

  LastAssignment(AssignmentTable runs, People people) {
    this.runs = runs;
    this.people = people;
  }

  /** What kept some seats empty. */
  record Lack(String titles, int wanted, int room, String jurors) {}

  /**
   * @param closed ideas that are closed to who looks: where there are any nothing is said, because
   *     the figures count them, and who is named with one of them is who judges it
   */
  void show(String challenge, Set<String> closed, Map<String, String> titles, Model page) {
    Optional<Run> last = runs.last(challenge);
    boolean isClosed = last.isPresent() && !closed.isEmpty();
    page.addAttribute("runClosed", isClosed);
    if (!isClosed) {
      last.ifPresent(run -> show(run, titles, page));
    }
  }

  private void show(Run run, Map<String, String> titles, Model page) {
    page.addAttribute("run", run);
    page.addAttribute("runAt", run.runAt().toInstant());
    page.addAttribute(
        "lacks",
        runs.shortfalls(run.id()).stream()
            .map(
                s ->
                    new Lack(
                        s.ideas().stream()
                            .map(idea -> titles.getOrDefault(idea, idea))
                            .collect(Collectors.joining(" · ")),
                        s.wanted(),
                        s.room(),
                        s.jurors().stream().map(people::name).collect(Collectors.joining(", "))))
            .toList());
  }
}
