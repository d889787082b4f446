package fr.fabrique.idea.process;

import fr.fabrique.challenge.Challenges;
import fr.fabrique.challenge.Challenges.Challenge;
import fr.fabrique.engine.EngineClock;
import fr.fabrique.engine.SafeHtml;
import fr.fabrique.idea.Ideas.Idea;
import fr.fabrique.idea.Submission;
import fr.fabrique.idea.Submission.SubmissionRefused.Cause;
import fr.fabrique.idea.store.IdeaTable;
import fr.fabrique.people.People;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jsoup.Jsoup;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes ideas in, one by one or from a file, and sets each out on its route. */
@Component
class Reception implements Submission {

  /** Longest title, in characters, as the column holds it. */
  private static final int LONGEST_TITLE = 240;

  /** Longest text of one field, in characters with its HTML. */
  private static final int LONGEST_TEXT = 100_000;

  private static final int LONGEST_REFERENCE = 200;

  /** ISO 8601, the offset written with or without a colon. */
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX][X]")
          .toFormatter();

  private static final CSVFormat CSV =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreSurroundingSpaces(false)
          .setAllowMissingColumnNames(true)
          .get();

  private final IdeaTable ideas;
  private final IdeaRoute route;
  private final Challenges challenges;
  private final People people;
  private final TransactionTemplate transaction;

  Reception(
      IdeaTable ideas,
      IdeaRoute route,
      Challenges challenges,
      People people,
      TransactionTemplate transaction) {
    this.ideas = ideas;
    this.route = route;
    this.challenges = challenges;
    this.people = people;
    this.transaction = transaction;
  }

  @Override
  public String submit(String challengeId, String author, NewIdea submitted) {
    Challenge challenge = open(challengeId);
    Idea idea = checked(challenge, author, submitted);
    if (idea.externalId() != null
        && ideas.findExternal(challengeId, idea.externalId()).isPresent()) {
      throw invalid(
          "There is already an idea with the external id '%s' in this challenge."
              .formatted(idea.externalId()));
    }
    List<String> unknown =
        coAuthors(submitted).stream().filter(person -> !people.exists(person)).toList();
    if (!unknown.isEmpty()) {
      throw invalid(
          "Unknown co-authors: %s. Name them by their account."
              .formatted(String.join(", ", unknown)));
    }
    transaction.executeWithoutResult(done -> take(idea, coAuthors(submitted)));
    return idea.id();
  }

  @Override
  public ImportReport importCsv(String challengeId, String importer, InputStream csv) {
    Challenge challenge = open(challengeId);
    ImportReport report = new ImportReport(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    try (CSVParser lines = CSV.parse(strictUtf8(csv))) {
      List<String> columns = lines.getHeaderNames();
      if (!columns.containsAll(List.of("external_id", "title"))) {
        throw invalid(
            "The first line must name the columns, among them external_id and title. Found: %s."
                .formatted(String.join(", ", columns.stream().limit(20).toList())));
      }
      readLines(challenge, importer, lines, report);
    } catch (CharacterCodingException wrongEncoding) {
      throw invalid("The file is not UTF-8: save it as CSV UTF-8 and send it again.");
    } catch (IOException | UncheckedIOException | IllegalArgumentException unreadable) {
      throw invalid(
          "The file is not CSV as RFC 4180 describes it: %s".formatted(rootMessage(unreadable)));
    }
    return report;
  }

  private void readLines(
      Challenge challenge, String importer, CSVParser lines, ImportReport report) {
    Set<String> seen = new HashSet<>();
    Iterator<CSVRecord> records = lines.iterator();
    while (true) {
      long line = lines.getCurrentLineNumber() + 1;
      CSVRecord record;
      try {
        if (!records.hasNext()) {
          return;
        }
        record = records.next();
      } catch (UncheckedIOException | IllegalStateException broken) {
        report.refused().add(new Refused(line, "From here on not CSV: " + rootMessage(broken)));
        return;
      }
      if (record.size() == 1 && record.get(0).isBlank()) {
        continue;
      }
      try {
        takeLine(challenge, importer, record, line, seen, report);
      } catch (SubmissionRefused refused) {
        report.refused().add(new Refused(line, refused.getMessage()));
      }
    }
  }

  private void takeLine(
      Challenge challenge,
      String importer,
      CSVRecord line,
      long number,
      Set<String> seen,
      ImportReport report) {
    String externalId =
        cell(line, "external_id").orElseThrow(() -> invalid("external_id is missing."));
    if (!seen.add(externalId)) {
      throw invalid("external_id '%s' stands on an earlier line too.".formatted(externalId));
    }
    Optional<Idea> existing = ideas.findExternal(challenge.id(), externalId);
    if (existing.isPresent()) {
      report.existing().add(new Accepted(number, externalId, existing.get().id()));
      return;
    }
    NewIdea submitted =
        new NewIdea(
            externalId,
            cell(line, "title").map(title -> Jsoup.parseBodyFragment(title).text()).orElse(null),
            cell(line, "problem").orElse(null),
            cell(line, "solution").or(() -> cell(line, "body")).orElse(null),
            cell(line, "beneficiaries").orElse(null),
            cell(line, "effect").orElse(null),
            cell(line, "links").orElse(null),
            cell(line, "theme").orElse(null),
            List.of(),
            cell(line, "submitted_at").map(Reception::time).orElse(null));
    String author = cell(line, "author").orElse(importer);
    Idea idea = checked(challenge, author, submitted);
    transaction.executeWithoutResult(
        done -> {
          register(author);
          take(idea, List.of());
        });
    report.accepted().add(new Accepted(number, externalId, idea.id()));
  }

  private void take(Idea idea, List<String> coAuthors) {
    ideas.insert(idea);
    coAuthors.forEach(person -> ideas.addCoAuthor(idea.id(), person));
    route.setOut(idea);
  }

  private void register(String author) {
    try {
      people.register(author, author);
    } catch (IllegalArgumentException notAnAccount) {
      throw invalid("author: " + notAnAccount.getMessage());
    }
  }

  private Challenge open(String id) {
    Challenge challenge =
        challenges
            .find(id)
            .orElseThrow(
                () ->
                    new SubmissionRefused(
                        Cause.UNKNOWN_CHALLENGE, "There is no challenge with this key."));
    if (!challenge.isOpen()) {
      throw new SubmissionRefused(
          Cause.CHALLENGE_NOT_OPEN,
          "This challenge does not take ideas now: submit to the permanent challenge instead.");
    }
    return challenge;
  }

  private static Idea checked(Challenge challenge, String author, NewIdea submitted) {
    String title = submitted.title() == null ? "" : submitted.title().strip();
    if (title.isEmpty()) {
      throw invalid("The title is missing.");
    }
    atMost("The title", title, LONGEST_TITLE);
    atMost("The external id", submitted.externalId(), LONGEST_REFERENCE);
    atMost("The theme", submitted.theme(), LONGEST_TITLE);
    return new Idea(
        UUID.randomUUID().toString(),
        challenge.id(),
        submitted.externalId(),
        title,
        clean("The problem", submitted.problem()),
        clean("The solution", submitted.solution()),
        clean("Who benefits", submitted.beneficiaries()),
        clean("The expected effect", submitted.effect()),
        clean("The links", submitted.links()),
        submitted.theme(),
        author,
        submitted.submittedAt() == null ? EngineClock.now() : submitted.submittedAt(),
        null);
  }

  private static String clean(String name, String text) {
    atMost(name, text, LONGEST_TEXT);
    return SafeHtml.clean(text == null ? null : text.replace("\u0000", ""));
  }

  private static void atMost(String name, String text, int longest) {
    if (text != null && text.length() > longest) {
      throw invalid(
          "%s has %,d characters; at most %,d are kept: shorten it."
              .formatted(name, text.length(), longest));
    }
  }

  private static List<String> coAuthors(NewIdea idea) {
    return idea.coAuthors() == null ? List.of() : idea.coAuthors();
  }

  private static Optional<String> cell(CSVRecord line, String column) {
    return line.isMapped(column) && line.isSet(column)
        ? Optional.of(line.get(column).strip()).filter(text -> !text.isEmpty())
        : Optional.empty();
  }

  private static OffsetDateTime time(String text) {
    try {
      return OffsetDateTime.parse(text, TIME);
    } catch (DateTimeException malformed) {
      throw invalid(
          "submitted_at must be a time with its offset, such as 2027-01-31T09:30:00+01:00.");
    }
  }

  private static InputStreamReader strictUtf8(InputStream csv) throws IOException {
    return new InputStreamReader(
        org.apache.commons.io.input.BOMInputStream.builder().setInputStream(csv).get(),
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  private static SubmissionRefused invalid(String reason) {
    return new SubmissionRefused(Cause.INVALID, reason);
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage();
  }
}
