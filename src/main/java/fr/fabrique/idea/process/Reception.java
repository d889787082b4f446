package fr.fabrique.idea.process;

import static fr.fabrique.idea.process.IdeaCheck.invalid;

import fr.fabrique.challenge.Challenges;
import fr.fabrique.challenge.Challenges.Challenge;
import fr.fabrique.idea.CsvIdeas;
import fr.fabrique.idea.CsvLines;
import fr.fabrique.idea.Ideas.Idea;
import fr.fabrique.idea.Submission;
import fr.fabrique.idea.Submission.SubmissionRefused.Cause;
import fr.fabrique.idea.Wording;
import fr.fabrique.idea.store.IdeaTable;
import fr.fabrique.people.People;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes ideas in, one by one or from a file, and sets each out on its route. */
@Component
class Reception implements Submission {

  private static final int LONGEST_TITLE_WITH_HTML = 5_000;

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
    Idea idea = IdeaCheck.checked(challenge.id(), author, submitted);
    List<String> coAuthors = IdeaCheck.coAuthors(submitted);
    List<String> unknown = coAuthors.stream().filter(person -> !people.exists(person)).toList();
    if (!unknown.isEmpty()) {
      throw invalid(
          "Unknown co-authors: %s. Name them by their account."
              .formatted(Wording.beginning(String.join(", ", unknown))));
    }
    return inOneGo(
        begun -> {
          if (existing(idea).isPresent()) {
            throw new SubmissionRefused(
                Cause.TAKEN,
                "There is already an idea with the external id '%s' in this challenge."
                    .formatted(idea.externalId()));
          }
          take(idea, coAuthors);
          return idea.id();
        });
  }

  @Override
  public ImportReport importCsv(String challengeId, String importer, byte[] csv) {
    Challenge challenge = open(challengeId);
    CsvIdeas lines = CsvIdeas.read(csv);
    ImportReport report =
        new ImportReport(
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            lines.ignoredColumns());
    Set<String> seen = new HashSet<>();
    for (CsvLines.Line line : lines) {
      try {
        takeLine(challenge, importer, line, seen, report);
      } catch (SubmissionRefused refused) {
        report.refused().add(new Refused(line.number(), refused.getMessage()));
      }
    }
    return report;
  }

  private void takeLine(
      Challenge challenge,
      String importer,
      CsvLines.Line line,
      Set<String> seen,
      ImportReport report) {
    if (line.mistake() != null) {
      throw invalid(line.mistake());
    }
    String externalId =
        line.cell("external_id")
            .map(IdeaCheck::reference)
            .orElseThrow(() -> invalid("external_id is missing."));
    if (seen.contains(externalId)) {
      throw invalid("external_id '%s' stands on an earlier line too.".formatted(externalId));
    }
    String author = line.cell("author").orElse(importer);
    // Before looking for an earlier idea, so that the same file is read the same way each time.
    Idea idea = IdeaCheck.checked(challenge.id(), author, submitted(externalId, line));
    Taken taken =
        inOneGo(
            begun -> {
              // Asked even of a line that was taken before, for the same answer each time.
              boolean isNew = register(author);
              Optional<Idea> earlier = existing(idea);
              if (earlier.isPresent()) {
                begun.setRollbackOnly();
                return new Taken(earlier, false);
              }
              take(idea, List.of());
              return new Taken(earlier, isNew);
            });
    seen.add(externalId);
    if (taken.authorIsNew()) {
      report.registered().add(author);
    }
    taken
        .earlier()
        .ifPresentOrElse(
            existing ->
                report.existing().add(new Accepted(line.number(), externalId, existing.id())),
            () -> report.accepted().add(new Accepted(line.number(), externalId, idea.id())));
  }

  private record Taken(Optional<Idea> earlier, boolean authorIsNew) {}

  private static NewIdea submitted(String externalId, CsvLines.Line line) {
    return new NewIdea(
        externalId,
        line.cell("title").map(Reception::plain).orElse(null),
        line.cell("problem").orElse(null),
        NewIdea.solution(line.cell("solution").orElse(null), line.cell("body").orElse(null)),
        line.cell("beneficiaries").orElse(null),
        line.cell("effect").orElse(null),
        line.cell("links").orElse(null),
        line.cell("theme").orElse(null),
        List.of(),
        line.cell("submitted_at").map(time -> Wording.time("submitted_at", time)).orElse(null));
  }

  private static String plain(String title) {
    if (title.length() > LONGEST_TITLE_WITH_HTML) {
      throw invalid("The title has %,d characters: shorten it.".formatted(title.length()));
    }
    return Jsoup.parseBodyFragment(title).text();
  }

  private <T> T inOneGo(TransactionCallback<T> work) {
    return Collision.safely(() -> transaction.execute(work));
  }

  private Optional<Idea> existing(Idea idea) {
    return Optional.ofNullable(idea.externalId())
        .flatMap(externalId -> ideas.findExternal(idea.challenge(), externalId));
  }

  private void take(Idea idea, List<String> coAuthors) {
    ideas.insert(idea);
    coAuthors.forEach(person -> ideas.addCoAuthor(idea.id(), person));
    route.setOut(idea);
  }

  private boolean register(String author) {
    try {
      return people.register(author, author);
    } catch (IllegalArgumentException notAnAccount) {
      throw invalid("author: " + notAnAccount.getMessage());
    }
  }

  private Challenge open(String id) {
    Challenge challenge =
        Optional.ofNullable(id)
            .filter(Wording::isReadable)
            .flatMap(challenges::find)
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
}
