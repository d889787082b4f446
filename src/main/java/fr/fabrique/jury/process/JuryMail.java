package fr.fabrique.jury.process;

import fr.fabrique.engine.Texts;
import fr.fabrique.idea.Ideas;
import fr.fabrique.idea.Ideas.Idea;
import fr.fabrique.jury.domain.Assessment;
import fr.fabrique.jury.store.AssessmentTable;
import fr.fabrique.jury.store.SeatTable;
import fr.fabrique.jury.store.SeatTable.Seat;
import fr.fabrique.jury.store.VerdictTable;
import fr.fabrique.jury.store.VerdictTable.Verdict;
import fr.fabrique.notification.Letter;
import fr.fabrique.notification.Letter.Line;
import fr.fabrique.notification.Letter.Section;
import fr.fabrique.notification.MailContent;
import fr.fabrique.people.Group;
import fr.fabrique.people.People;
import fr.fabrique.people.People.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** What the jury's messages say: to a juror all that waits, to an author what was said. */
@Component
class JuryMail implements MailContent {

  /** Gathers all reviews that wait for a juror. */
  static final String REVIEWS_OPEN = "reviews_open";

  static final String IDEA_VERDICT = "idea_verdict";

  private static final String DECLINE = "decline";

  private final SeatTable seats;
  private final AssessmentTable assessments;
  private final VerdictTable verdicts;
  private final Ideas ideas;
  private final People people;
  private final Texts texts;

  JuryMail(
      SeatTable seats,
      AssessmentTable assessments,
      VerdictTable verdicts,
      Ideas ideas,
      People people,
      Texts texts) {
    this.seats = seats;
    this.assessments = assessments;
    this.verdicts = verdicts;
    this.ideas = ideas;
    this.people = people;
    this.texts = texts;
  }

  @Override
  public Set<String> templates() {
    return Set.of(REVIEWS_OPEN, IDEA_VERDICT);
  }

  @Override
  public Map<String, String> gatheredTasks() {
    return Map.of("task_review_idea", REVIEWS_OPEN);
  }

  @Override
  public Optional<Letter> content(String recipient, String template, String subject) {
    return template.equals(REVIEWS_OPEN) ? open(recipient) : verdict(subject);
  }

  private Optional<Letter> open(String juror) {
    List<Line> lines = seats.open(juror).stream().map(this::line).toList();
    return lines.isEmpty()
        ? Optional.empty()
        : Optional.of(new Letter(List.of(), List.of(new Section(null, lines)), null, null));
  }

  private Line line(Seat turn) {
    return new Line(
        ideas.find(turn.idea()).map(Idea::title).orElse(turn.idea()),
        turn.dueAt() == null ? null : turn.dueAt().toLocalDate(),
        null);
  }

  private Optional<Letter> verdict(String idea) {
    return verdicts
        .lastVerdict(idea)
        .map(
            last -> {
              List<Assessment> given = assessments.counted(idea, last.round());
              List<Section> sections = new ArrayList<>();
              section(sections, "valued", given, Assessment::valued);
              section(sections, "would_help", given, Assessment::wouldHelp);
              return new Letter(said(last), sections, offer(last), null);
            });
  }

  private List<String> said(Verdict last) {
    List<String> paragraphs = new ArrayList<>();
    paragraphs.add(texts.of("jury.mail.verdict", texts.of("verdict." + last.verdict())));
    Optional.ofNullable(last.reason()).ifPresent(paragraphs::add);
    return paragraphs;
  }

  private void section(
      List<Section> sections,
      String heading,
      List<Assessment> given,
      Function<Assessment, String> comment) {
    List<Line> lines = given.stream().map(comment).filter(Objects::nonNull).map(Line::of).toList();
    if (!lines.isEmpty()) {
      sections.add(new Section(texts.of("jury." + heading), lines));
    }
  }

  /** Nobody is turned away without help. */
  private String offer(Verdict last) {
    return last.verdict().equals(DECLINE)
        ? facilitator(last.idea())
            .map(person -> texts.of("jury.mail.offer", people.nameAndUnit(person.id())))
            .orElse(null)
        : null;
  }

  /** One of the author's unit where there is one; else each idea has its own, always the same. */
  private Optional<Person> facilitator(String idea) {
    List<Person> roster = people.members(Group.FACILITATORS);
    Optional<String> unit = ideas.find(idea).flatMap(found -> people.unit(found.author()));
    return roster.stream()
        .filter(person -> unit.isPresent() && unit.get().equals(person.unit()))
        .findFirst()
        .or(
            () ->
                roster.isEmpty()
                    ? Optional.empty()
                    : Optional.of(roster.get(Math.floorMod(idea.hashCode(), roster.size()))));
  }
}
