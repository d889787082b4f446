package fr.fabrique.journal;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import fr.fabrique.engine.Answers;
import fr.fabrique.engine.Dossier;
import fr.fabrique.engine.EngineClock;
import fr.fabrique.engine.Journal;
import fr.fabrique.engine.SafeHtml;
import fr.fabrique.engine.Texts;
import fr.fabrique.idea.AuthorsVeil;
import fr.fabrique.idea.Ideas;
import fr.fabrique.people.People;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The journal in its tables, and the dossier keys {@code journal} and {@code last_<answer key>}. An
 * answer whose property {@code aside} is {@code true} is for the forms that ask for it by name: it
 * is not in the journal, and no author sees it.
 */
@Component
class JournalStore implements Journal, Dossier {

  private static final String LAST = "last_";
  private static final String ASIDE = "aside";

  /** The newest entries, whose answers a form shows without being asked to. */
  private static final int SHOWN_AT_ONCE = 2;

  private final JdbcClient jdbc;
  private final People people;
  private final Ideas ideas;
  private final AuthorsVeil veil;
  private final Texts texts;
  private final DateTimeFormatter day;

  JournalStore(JdbcClient jdbc, People people, Ideas ideas, AuthorsVeil veil, Texts texts) {
    this.jdbc = jdbc;
    this.people = people;
    this.ideas = ideas;
    this.veil = veil;
    this.texts = texts;
    this.day = texts.day();
  }

  private record Line(
      String entry,
      String step,
      String person,
      OffsetDateTime writtenAt,
      String key,
      String label,
      String answer,
      boolean aside) {}

  @Override
  public void keep(Answers answers) {
    if (answers.given().isEmpty()) {
      return;
    }
    String entry = UUID.randomUUID().toString();
    jdbc.sql(
            "insert into journal_entry (id, subject, step, form, person, written_at)"
                + " values (?, ?, ?, ?, ?, ?)")
        .params(
            entry,
            answers.subject(),
            answers.step(),
            answers.form(),
            answers.person(),
            EngineClock.now())
        .update();
    int number = 0;
    for (Answers.Answer answer : answers.given()) {
      jdbc.sql(
              "insert into journal_answer (entry, number, answer_key, label, answer, aside)"
                  + " values (?, ?, ?, ?, ?, ?)")
          .params(
              entry,
              number++,
              answer.key(),
              answer.label(),
              answer.text(),
              Boolean.parseBoolean(answer.properties().get(ASIDE)))
          .update();
    }
  }

  @Override
  public Map<String, Function<Opened, Object>> entries() {
    return Map.of("journal", this::journal);
  }

  @Override
  public Optional<Function<Opened, Object>> entry(String key) {
    return key.startsWith(LAST)
        ? Optional.of(opened -> last(opened, key.substring(LAST.length())))
        : Optional.ofNullable(entries().get(key));
  }

  private String last(Opened opened, String key) {
    return lines(opened.subject())
        .filter(line -> line.key().equals(key))
        .findFirst()
        .filter(line -> !line.aside() || !isAuthor(opened))
        .map(line -> SafeHtml.fromText(line.answer()))
        .orElse(null);
  }

  /**
   * Entry by entry, the newest first. The form's style shows the answers of the older ones on
   * demand: it knows them by their class.
   */
  private String journal(Opened opened) {
    Map<String, List<Line>> entries =
        lines(opened.subject())
            .filter(line -> !line.aside())
            .collect(groupingBy(Line::entry, LinkedHashMap::new, toList()));
    Set<String> authorsHidden =
        veil.hidesAuthors(opened.subject(), opened.viewer())
            ? ideas.authors(opened.subject())
            : Set.of();
    StringBuilder journal = new StringBuilder();
    int number = 0;
    for (List<Line> entry : entries.values()) {
      journal
          .append(
              number++ < SHOWN_AT_ONCE ? "<div class=\"entry\">" : "<div class=\"entry older\">")
          .append(heading(entry.get(0), authorsHidden))
          .append("<div class=\"said\">");
      for (Line line : entry) {
        journal
            .append("<p class=\"asked\">")
            .append(SafeHtml.escape(line.label()))
            .append("</p>")
            .append(SafeHtml.fromText(line.answer()));
      }
      journal.append("</div></div>");
    }
    return entries.isEmpty() ? null : journal.toString();
  }

  /** All answers, the newest entry first. */
  private Stream<Line> lines(String subject) {
    return jdbc
        .sql(
            "select e.id as entry, e.step, e.person, e.written_at, a.answer_key as \"key\", a.label,"
                + " a.answer, a.aside"
                + " from journal_entry e join journal_answer a on a.entry = e.id"
                + " where e.subject = ? order by e.written_at desc, e.id, a.number")
        .param(subject)
        .query(Line.class)
        .list()
        .stream();
  }

  private boolean isAuthor(Opened opened) {
    return ideas.authors(opened.subject()).contains(opened.viewer());
  }

  private String heading(Line line, Set<String> hidden) {
    String by =
        line.person() == null
            ? ""
            : hidden.contains(line.person())
                ? texts.of("journal.author")
                : people.name(line.person());
    return "<h4>%s</h4><p class=\"by\">%s, %s</p>"
        .formatted(SafeHtml.escape(line.step()), SafeHtml.escape(by), line.writtenAt().format(day));
  }
}
