package fr.fabrique.journal;

import fr.fabrique.engine.Answers;
import fr.fabrique.engine.Dossier;
import fr.fabrique.engine.EngineClock;
import fr.fabrique.engine.Journal;
import fr.fabrique.engine.SafeHtml;
import fr.fabrique.engine.Texts;
import fr.fabrique.people.People;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The journal in its tables, and the dossier keys {@code journal} and {@code last_<answer key>}.
 */
@Component
class JournalStore implements Journal, Dossier {

  private static final String LAST = "last_";

  private final JdbcClient jdbc;
  private final People people;
  private final DateTimeFormatter day;

  JournalStore(JdbcClient jdbc, People people, Texts texts) {
    this.jdbc = jdbc;
    this.people = people;
    this.day = texts.day();
  }

  private record Line(
      String entry,
      String step,
      String person,
      OffsetDateTime writtenAt,
      String label,
      String answer) {}

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
              "insert into journal_answer (entry, number, answer_key, label, answer)"
                  + " values (?, ?, ?, ?, ?)")
          .params(entry, number++, answer.key(), answer.label(), answer.text())
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
        ? Optional.of(opened -> last(opened.subject(), key.substring(LAST.length())))
        : Optional.ofNullable(entries().get(key));
  }

  private String last(String subject, String key) {
    return jdbc.sql(
            "select a.answer from journal_answer a join journal_entry e on e.id = a.entry"
                + " where e.subject = ? and a.answer_key = ? order by e.written_at desc limit 1")
        .params(subject, key)
        .query(String.class)
        .optional()
        .map(SafeHtml::fromText)
        .orElse(null);
  }

  private String journal(Opened opened) {
    List<Line> lines =
        jdbc.sql(
                "select e.id as entry, e.step, e.person, e.written_at, a.label, a.answer"
                    + " from journal_entry e join journal_answer a on a.entry = e.id"
                    + " where e.subject = ? order by e.written_at desc, e.id, a.number")
            .param(opened.subject())
            .query(Line.class)
            .list();
    Map<String, StringBuilder> entries = new LinkedHashMap<>();
    for (Line line : lines) {
      entries
          .computeIfAbsent(line.entry(), id -> new StringBuilder(heading(line)))
          .append("<p><strong>")
          .append(SafeHtml.escape(line.label()))
          .append("</strong></p>")
          .append(SafeHtml.fromText(line.answer()));
    }
    return entries.isEmpty() ? null : String.join("", entries.values());
  }

  private String heading(Line line) {
    return "<h4>%s</h4><p><em>%s, %s</em></p>"
        .formatted(
            SafeHtml.escape(line.step()),
            SafeHtml.escape(line.person() == null ? "" : people.name(line.person())),
            line.writtenAt().format(day));
  }
}
