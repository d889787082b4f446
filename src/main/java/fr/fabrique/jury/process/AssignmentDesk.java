package fr.fabrique.jury.process;

import fr.fabrique.engine.AnswerReceiver;
import fr.fabrique.engine.Answers;
import fr.fabrique.engine.Dossier;
import fr.fabrique.engine.ReadsAnswers;
import fr.fabrique.engine.SafeHtml;
import fr.fabrique.engine.Texts;
import fr.fabrique.idea.Ideas;
import fr.fabrique.idea.Ideas.Idea;
import fr.fabrique.jury.store.AssignmentTable;
import fr.fabrique.jury.store.AssignmentTable.Run;
import fr.fabrique.jury.store.AssignmentTable.Shortfall;
import fr.fabrique.people.People;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tells the chair why not every seat of a challenge found a juror, and keeps what they settle. */
@ReadsAnswers(
    forms = AssignmentDesk.FORM,
    value = {"settlement", "settlement_reason"})
@Component
class AssignmentDesk implements AnswerReceiver, Dossier {

  static final String FORM = "settle_assignment";

  private final AssignmentTable runs;
  private final Ideas ideas;
  private final People people;
  private final JuryRoom room;
  private final Texts texts;

  AssignmentDesk(AssignmentTable runs, Ideas ideas, People people, JuryRoom room, Texts texts) {
    this.runs = runs;
    this.ideas = ideas;
    this.people = people;
    this.room = room;
    this.texts = texts;
  }

  @Override
  public void receive(Answers answers) {
    if (answers.text("settlement").filter("go_on"::equals).isPresent()) {
      runs.accept(
          answers.subject(), answers.person(), answers.text("settlement_reason").orElse(null));
    }
  }

  @Override
  public Map<String, Function<Opened, Object>> entries() {
    return Map.of("jury_assignment", this::assignment);
  }

  private String assignment(Opened opened) {
    boolean presides = people.presides(opened.viewer());
    Set<String> closed = room.closedTo(opened.viewer(), opened.subject());
    return presides
        ? runs.ofClose(opened.subject())
            .filter(run -> Collections.disjoint(runs.lacking(run), closed))
            .map(run -> closed.isEmpty() ? sum(run) + lacks(run) : lacks(run))
            .orElse(null)
        : null;
  }

  /** How far the assignment came; it counts every idea of the challenge. */
  private String sum(Run run) {
    return "<p>%s</p>".formatted(text("assignment", run.placed(), run.wanted(), run.ideas()));
  }

  /** Exactly which ideas and jurors stand in its way. */
  private String lacks(Run run) {
    return runs.shortfalls(run.id()).stream()
        .map(s -> "<li>%s</li>".formatted(said(s)))
        .collect(Collectors.joining("", "<ul>", "</ul>"));
  }

  private String said(Shortfall shortfall) {
    String titles =
        shortfall.ideas().stream()
            .map(id -> ideas.find(id).map(Idea::title).orElse(id))
            .map(title -> texts.of("quoted", title))
            .collect(Collectors.joining(", "));
    String jurors = shortfall.jurors().stream().map(people::name).collect(Collectors.joining(", "));
    return shortfall.jurors().isEmpty()
        ? text("shortfall.nobody", titles, shortfall.wanted())
        : text("shortfall", titles, shortfall.wanted(), jurors, shortfall.room());
  }

  private String text(String key, Object... values) {
    return SafeHtml.escape(texts.of("jury." + key, values));
  }
}
