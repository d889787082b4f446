package fr.fabrique.jury.process;

import fr.fabrique.engine.Dossier;
import fr.fabrique.engine.EngineClock;
import fr.fabrique.engine.SafeHtml;
import fr.fabrique.engine.ShownTo;
import fr.fabrique.engine.Texts;
import fr.fabrique.idea.AuthorsVeil;
import fr.fabrique.idea.Ideas;
import fr.fabrique.jury.domain.Assessment;
import fr.fabrique.jury.domain.Words;
import fr.fabrique.jury.store.AssessmentTable;
import fr.fabrique.jury.store.SeatTable;
import fr.fabrique.jury.store.SeatTable.Seat;
import fr.fabrique.jury.store.SeatTable.SeatState;
import fr.fabrique.jury.store.VerdictTable;
import fr.fabrique.people.Group;
import fr.fabrique.people.People;
import fr.fabrique.people.People.Person;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What the jury's tables have to show in forms and pages, each to those who may see it. */
@ShownTo(
    entries = {
      "jury_assessments",
      "jury_distribution",
      "jury_late",
      "jury_tally",
      "jury_panel",
      "jury_turns",
      "jury_candidates"
    },
    person = "chair",
    groups = "juryChairs")
@ShownTo(
    entries = {"jury_colleagues", "jury_named_in_text"},
    person = "juror")
@Component
class JuryDossier implements Dossier, AuthorsVeil {

  private final SeatTable seats;
  private final AssessmentTable assessments;
  private final VerdictTable verdicts;
  private final Panel panel;
  private final Conflicts conflicts;
  private final JuryRoom room;
  private final SideBySide sideBySide;
  private final Ideas ideas;
  private final People people;
  private final Texts texts;

  JuryDossier(
      SeatTable seats,
      AssessmentTable assessments,
      VerdictTable verdicts,
      Panel panel,
      Conflicts conflicts,
      JuryRoom room,
      SideBySide sideBySide,
      Ideas ideas,
      People people,
      Texts texts) {
    this.seats = seats;
    this.assessments = assessments;
    this.verdicts = verdicts;
    this.panel = panel;
    this.conflicts = conflicts;
    this.room = room;
    this.sideBySide = sideBySide;
    this.ideas = ideas;
    this.people = people;
    this.texts = texts;
  }

  @Override
  public Map<String, Function<Opened, Object>> entries() {
    Map<String, Function<Opened, Object>> entries = new LinkedHashMap<>();
    entries.put("jury_assessments", forChairs(sideBySide::assessments));
    entries.put("jury_distribution", forChairs(sideBySide::distribution));
    entries.put("jury_late", forChairs(sideBySide::late));
    entries.put("jury_tally", forChairs(this::tally));
    entries.put("jury_panel", forChairs(this::panel));
    entries.put("jury_turns", forChairs(this::turns));
    entries.put("jury_candidates", forChairs(this::candidates));
    entries.put("jury_colleagues", this::colleagues);
    entries.put("jury_named_in_text", this::namedInText);
    entries.put("jury_feedback", opened -> feedback(opened.subject()));
    entries.put("jury_verdict", opened -> verdict(opened.subject()));
    return entries;
  }

  /**
   * Whatever form an owner puts these on, only those see them who may preside and to whom the idea
   * is open. An administrator presides where every chair has a conflict of interest.
   */
  private Function<Opened, Object> forChairs(Function<String, Object> view) {
    return opened ->
        people.presides(opened.viewer()) && !room.isClosedTo(opened.viewer(), opened.subject())
            ? view.apply(opened.subject())
            : null;
  }

  private String tally(String idea) {
    return verdicts
        .tally(idea, verdicts.round(idea))
        .map(
            tally ->
                "<p>%s</p>"
                    .formatted(
                        escaped(
                            text(
                                "tally",
                                tally.reviews(),
                                tally.seats(),
                                tally.mean(),
                                tally.correctedMean(),
                                tally.spread(),
                                Math.round(100 * tally.agreement()),
                                tally.showstoppers()))))
        .orElse(null);
  }

  /** Those for whom a seat is kept, with whatever speaks for looking twice. */
  private String panel(String idea) {
    return list(
        seats.seats(idea, verdicts.round(idea)).stream()
            .filter(turn -> turn.is(SeatState.PLANNED, SeatState.INVITED, SeatState.REVIEWED))
            .map(turn -> people.nameAndUnit(turn.juror()) + mention(turn.juror(), idea))
            .toList());
  }

  private String mention(String juror, String idea) {
    return isNamedIn(juror, idea) ? " — " + text("named_in_text") : "";
  }

  /** Who had a turn on the seats and what came of it. */
  private String turns(String idea) {
    return list(
        seats.seats(idea, verdicts.round(idea)).stream()
            .map(
                turn ->
                    "%s: %s%s"
                        .formatted(
                            people.nameAndUnit(turn.juror()),
                            text("state." + turn.state()),
                            turn.reason() == null ? "" : " — " + turn.reason()))
            .toList());
  }

  private static String list(List<String> lines) {
    return lines.isEmpty()
        ? null
        : lines.stream()
            .map(line -> "<li>%s</li>".formatted(escaped(line)))
            .collect(Collectors.joining("", "<ul>", "</ul>"));
  }

  private List<Option> candidates(String idea) {
    return options(panel.candidates(idea, verdicts.round(idea)));
  }

  /**
   * Only the juror whose turn it is learns whom they may hand the review to. Where the jury is
   * blind all jurors are offered: who is not would tell whose unit the author's is.
   */
  private List<Option> colleagues(Opened opened) {
    return turn(opened)
        .map(
            turn ->
                conflicts.isBlind(turn.idea())
                    ? options(
                        people.members(Group.JURORS).stream()
                            .filter(person -> !person.id().equals(turn.juror()))
                            .filter(person -> !people.presides(person.id()))
                            .toList())
                    : options(
                        panel.colleagues(
                            turn.idea(),
                            turn.round(),
                            turn.dueAt() == null ? today() : turn.dueAt().toLocalDate())))
        .orElse(List.of());
  }

  private static LocalDate today() {
    return EngineClock.now().toLocalDate();
  }

  private List<Option> options(List<Person> persons) {
    return persons.stream()
        .map(person -> new Option(people.nameAndUnit(person.id()), person.id()))
        .toList();
  }

  private Optional<Seat> turn(Opened opened) {
    return Optional.ofNullable(opened.taskId())
        .flatMap(seats::ofTask)
        .filter(turn -> turn.juror().equals(opened.viewer()) && turn.is(SeatState.INVITED));
  }

  /** A word of warning for a juror whose own name stands in the idea. */
  private String namedInText(Opened opened) {
    return turn(opened)
        .filter(turn -> isNamedIn(turn.juror(), turn.idea()))
        .map(turn -> "<p>%s</p>".formatted(escaped(text("you_are_named"))))
        .orElse(null);
  }

  private boolean isNamedIn(String juror, String idea) {
    String name = people.name(juror);
    return !name.equals(juror)
        && ideas
            .find(idea)
            .map(
                i ->
                    Words.of(
                        i.title(),
                        SafeHtml.toText(i.problem()),
                        SafeHtml.toText(i.solution()),
                        SafeHtml.toText(i.beneficiaries()),
                        SafeHtml.toText(i.effect()),
                        SafeHtml.toText(i.links())))
            .filter(words -> words.containName(name))
            .isPresent();
  }

  /** What the jurors of the last finished round wish to say to the author, unsigned. */
  private String feedback(String idea) {
    return verdicts
        .lastVerdict(idea)
        .map(last -> assessments.counted(idea, last.round()))
        .map(
            given ->
                said("valued", given, Assessment::valued)
                    + said("would_help", given, Assessment::wouldHelp))
        .filter(html -> !html.isEmpty())
        .orElse(null);
  }

  private String said(
      String heading, List<Assessment> given, Function<Assessment, String> comment) {
    String words =
        given.stream()
            .map(comment)
            .filter(Objects::nonNull)
            .map(SafeHtml::fromText)
            .filter(Objects::nonNull)
            .collect(Collectors.joining("<hr>"));
    return words.isEmpty() ? "" : "<h4>%s</h4>%s".formatted(escaped(text(heading)), words);
  }

  private String verdict(String idea) {
    return verdicts
        .lastVerdict(idea)
        .map(last -> escaped(texts.of("verdict." + last.verdict())))
        .orElse(null);
  }

  @Override
  public boolean hidesAuthors(String idea, String viewer) {
    return conflicts.isBlind(idea)
        && !ideas.authors(idea).contains(viewer)
        && seats.ofIdea(idea).stream().anyMatch(turn -> turn.juror().equals(viewer));
  }

  private String text(String key, Object... values) {
    return texts.of("jury." + key, values);
  }

  private static String escaped(String text) {
    return SafeHtml.escape(text);
  }
}
