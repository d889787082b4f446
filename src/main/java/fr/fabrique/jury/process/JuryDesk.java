package fr.fabrique.jury.process;

import fr.fabrique.engine.AnswerReceiver;
import fr.fabrique.engine.Answers;
import fr.fabrique.engine.Dossier;
import fr.fabrique.engine.EngineClock;
import fr.fabrique.engine.RefusedAnswers;
import fr.fabrique.engine.SafeHtml;
import fr.fabrique.engine.Texts;
import fr.fabrique.idea.IdeaWithdrawn;
import fr.fabrique.jury.domain.Assessment;
import fr.fabrique.jury.domain.Assessment.Score;
import fr.fabrique.jury.domain.Tally;
import fr.fabrique.jury.store.JuryTable;
import fr.fabrique.jury.store.JuryTable.Seat;
import fr.fabrique.jury.store.JuryTable.SeatState;
import fr.fabrique.people.Group;
import fr.fabrique.people.People;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Keeps what jurors and chairs answer, out of the journal, and shows each only what is theirs. */
@Component
class JuryDesk implements AnswerReceiver, Dossier {

  private final JuryTable jury;
  private final Panel panel;
  private final People people;
  private final Texts texts;

  JuryDesk(JuryTable jury, Panel panel, People people, Texts texts) {
    this.jury = jury;
    this.panel = panel;
    this.people = people;
    this.texts = texts;
  }

  /** Whoever still had the idea to review has one review less to do. */
  @EventListener
  void release(IdeaWithdrawn withdrawn) {
    jury.release(withdrawn.idea());
  }

  @Override
  public Set<String> forms() {
    return Set.of("review_idea", "complete_panel", "deliberate");
  }

  @Override
  public boolean inJournal(String form) {
    return false;
  }

  @Override
  public void receive(Answers answers) {
    switch (answers.form()) {
      case "review_idea" -> review(answers);
      case "complete_panel" ->
          answers
              .list("jurors")
              .forEach(
                  juror ->
                      jury.add(
                          answers.subject(), juror, answers.text("panel_reason").orElse(null)));
      case "deliberate" ->
          jury.deliberate(
              answers.subject(),
              jury.round(answers.subject()),
              answers.person(),
              answers.text("reason").orElseThrow());
      default -> throw new IllegalStateException("Unexpected form " + answers.form());
    }
  }

  private void review(Answers answers) {
    String idea = answers.subject();
    int round = jury.round(idea);
    Seat seat =
        jury.seats(idea, round).stream()
            .filter(s -> s.juror().equals(answers.person()) && s.state() == SeatState.INVITED)
            .findFirst()
            .orElseThrow(() -> new RefusedAnswers(texts.of("answer.not_your_review")));
    if (answers.text("recusal").filter("conflict"::equals).isPresent()) {
      jury.recuse(seat.id(), answers.text("recusal_reason").orElse(null));
      return;
    }
    jury.keep(
        new Assessment(
            UUID.randomUUID().toString(),
            idea,
            round,
            answers.person(),
            answers.text("advice").orElseThrow(),
            answers.text("confidence").orElseThrow(),
            answers.text("showstopper_reason").orElse(null),
            answers.text("comment_to_author").orElse(null),
            answers.text("comment_to_jury").orElse(null),
            EngineClock.now(),
            scores(answers)));
    jury.leave(seat.id(), SeatState.REVIEWED);
  }

  /**
   * Every input with the property {@code criterion} is a score, its value the criterion's weight.
   */
  private static List<Score> scores(Answers answers) {
    return answers.given().stream()
        .filter(answer -> answer.properties().containsKey("criterion"))
        .map(
            answer ->
                new Score(
                    answer.key(),
                    answer.label(),
                    Double.parseDouble(answer.properties().get("criterion")),
                    Integer.parseInt(answer.value().toString()),
                    answers.text(answer.key() + "_comment").orElse(null)))
        .toList();
  }

  @Override
  public Map<String, Function<Opened, Object>> entries() {
    Map<String, Function<Opened, Object>> entries = new LinkedHashMap<>();
    entries.put("jury_assessments", forChairs(this::assessments));
    entries.put("jury_tally", forChairs(this::tally));
    entries.put("jury_panel", forChairs(this::panel));
    entries.put("jury_candidates", forChairs(this::candidates));
    entries.put("jury_feedback", opened -> feedback(opened.subject()));
    entries.put("jury_verdict", opened -> verdict(opened.subject()));
    return entries;
  }

  /** Whatever form an owner puts these on, only chairs see them. */
  private Function<Opened, Object> forChairs(Function<String, Object> view) {
    return opened ->
        people.isMember(opened.viewer(), Group.JURY_CHAIRS) ? view.apply(opened.subject()) : null;
  }

  private String assessments(String idea) {
    return jury.assessments(idea, jury.round(idea)).stream()
        .map(this::shown)
        .collect(Collectors.joining());
  }

  private String shown(Assessment assessment) {
    StringBuilder html =
        new StringBuilder("<h4>%s</h4>".formatted(escaped(people.name(assessment.juror()))));
    html.append(
        "<p>%s · %s · %.1f / 5</p><table>"
            .formatted(
                escaped(texts.of("verdict." + assessment.advice())),
                escaped(text("confidence." + assessment.confidence())),
                assessment.total()));
    for (Score score : assessment.scores()) {
      html.append(
          "<tr><td>%s</td><td>%d</td><td>%s</td></tr>"
              .formatted(escaped(score.label()), score.score(), escaped(score.remark())));
    }
    html.append("</table>");
    paragraph(html, "showstopper", assessment.showstopper());
    paragraph(html, "comment_to_author", assessment.commentToAuthor());
    paragraph(html, "comment_to_jury", assessment.commentToJury());
    return html.toString();
  }

  private void paragraph(StringBuilder html, String name, String words) {
    if (words != null) {
      html.append("<p><strong>%s</strong></p>".formatted(escaped(text(name))))
          .append(SafeHtml.fromText(words));
    }
  }

  private String tally(String idea) {
    Tally tally = Tally.of(jury.assessments(idea, jury.round(idea)));
    return "<p>%s</p>"
        .formatted(
            escaped(
                text(
                    "tally", tally.reviews(), tally.mean(), tally.spread(), tally.showstoppers())));
  }

  private String panel(String idea) {
    return "<ul>"
        + panel.available(idea, jury.round(idea)).stream()
            .map(person -> "<li>%s</li>".formatted(escaped(people.nameAndUnit(person.id()))))
            .collect(Collectors.joining())
        + "</ul>";
  }

  private List<Option> candidates(String idea) {
    return panel.candidates(idea).stream()
        .map(person -> new Option(people.nameAndUnit(person.id()), person.id()))
        .toList();
  }

  /** What the jurors of the last finished round wish to say to the author, unsigned. */
  private String feedback(String idea) {
    return jury.lastVerdict(idea)
        .map(last -> jury.assessments(idea, last.round()))
        .map(
            assessments ->
                assessments.stream()
                    .map(Assessment::commentToAuthor)
                    .filter(comment -> comment != null)
                    .map(SafeHtml::fromText)
                    .collect(Collectors.joining("<hr>")))
        .filter(html -> !html.isEmpty())
        .orElse(null);
  }

  private String verdict(String idea) {
    return jury.lastVerdict(idea)
        .map(last -> escaped(texts.of("verdict." + last.verdict())))
        .orElse(null);
  }

  private String text(String key, Object... values) {
    return texts.of("jury." + key, values);
  }

  private static String escaped(String text) {
    return SafeHtml.escape(text);
  }
}
