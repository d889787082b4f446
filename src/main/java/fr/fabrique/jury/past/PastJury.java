package fr.fabrique.jury.past;

import fr.fabrique.engine.EngineClock;
import fr.fabrique.engine.Texts;
import fr.fabrique.jury.past.PastReviewsRefused.Cause;
import fr.fabrique.jury.past.PastTable.Entry;
import fr.fabrique.people.People;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes in the reviews of a jury of the past as a published challenge: entries as settled ideas,
 * units as units, authors and jurors as people who cannot sign in and are not asked for reviews.
 * Nothing of it sets out on a route.
 */
@Component
class PastJury {

  private static final Pattern KEY = Pattern.compile("[a-z0-9-]{3,60}");

  private final PastTable past;
  private final People people;
  private final Texts texts;
  private final TransactionTemplate transaction;

  PastJury(PastTable past, People people, Texts texts, TransactionTemplate transaction) {
    this.past = past;
    this.people = people;
    this.texts = texts;
    this.transaction = transaction;
  }

  /**
   * What became of a file of past reviews.
   *
   * @param criteria the columns taken as criteria, equally weighted
   * @param ignoredColumns columns of the file that mean nothing here
   * @param ideas how many entries became ideas
   * @param accepted how many lines became assessments
   * @param existing how many lines an earlier import had taken
   */
  record ImportReport(
      String challenge,
      List<String> criteria,
      List<String> ignoredColumns,
      int ideas,
      int accepted,
      int existing,
      List<Refused> refused) {}

  /** A line that was not taken. Lines are counted from 1, the header being line 1. */
  record Refused(long line, String reason) {}

  /**
   * Takes every line that can be taken, all of them or, when something fails, none; the same line
   * twice creates one assessment.
   *
   * @param challenge the key of a past challenge, which is created when there is none
   * @throws PastReviewsRefused when the file as a whole cannot be taken
   */
  ImportReport importCsv(String challenge, byte[] csv) {
    if (!KEY.matcher(challenge).matches()) {
      throw new PastReviewsRefused(
          Cause.INVALID, "A challenge's key has 3 to 60 small letters, digits and hyphens.");
    }
    ReviewsFile file = ReviewsFile.read(csv);
    try {
      return transaction.execute(begun -> take(challenge, file));
    } catch (IllegalArgumentException notAnAccount) {
      throw new PastReviewsRefused(Cause.INVALID, notAnAccount.getMessage());
    } catch (RuntimeException failure) {
      if (isCollision(failure)) {
        throw new PastReviewsRefused(
            Cause.BUSY,
            "Others import the same at this moment: send it again in a while. Nothing was taken.");
      }
      throw failure;
    }
  }

  private ImportReport take(String challenge, ReviewsFile file) {
    if (file.reviews().isEmpty()) {
      return report(challenge, file, 0, List.of(), 0, file.refused());
    }
    OffsetDateTime now = EngineClock.now();
    ensurePast(challenge);
    checkCriteria(challenge, file.criteria());
    Map<String, Entry> entries = past.entries(challenge);
    Map<List<String>, List<Double>> given = past.scores(challenge, file.criteria());
    List<Entry> newEntries = new ArrayList<>();
    List<PastReview> accepted = new ArrayList<>();
    List<Refused> refused = new ArrayList<>(file.refused());
    int existing = 0;
    for (PastReview review : file.reviews()) {
      Entry entry = entries.get(review.entry());
      List<Double> earlier = given.get(List.of(review.entry(), review.juror()));
      if (entry != null && !entry.about().equals(review.about())) {
        refused.add(
            new Refused(
                review.line(),
                "This entry was imported earlier with another session, author or unit."));
      } else if (earlier == null) {
        if (entry == null) {
          Entry fresh = Entry.of(UUID.randomUUID().toString(), review);
          entries.put(review.entry(), fresh);
          newEntries.add(fresh);
        }
        accepted.add(review);
      } else if (earlier.equals(review.scores())) {
        existing++;
      } else {
        refused.add(
            new Refused(review.line(), "This review was imported earlier with other scores."));
      }
    }
    registerAll(accepted);
    past.insertEntries(challenge, newEntries, now);
    past.insertReviews(accepted, entries, file.criteria(), now);
    return report(challenge, file, newEntries.size(), accepted, existing, refused);
  }

  private static ImportReport report(
      String challenge,
      ReviewsFile file,
      int ideas,
      List<PastReview> accepted,
      int existing,
      List<Refused> refused) {
    return new ImportReport(
        challenge,
        file.criteria(),
        file.ignoredColumns(),
        ideas,
        accepted.size(),
        existing,
        refused.stream().sorted(Comparator.comparingLong(Refused::line)).toList());
  }

  private void ensurePast(String challenge) {
    if (!past.lock(challenge)) {
      past.insertChallenge(
          challenge,
          texts.of("challenge.past.title", challenge),
          texts.of("challenge.past.question"));
    } else if (!past.isPast(challenge)) {
      throw new PastReviewsRefused(
          Cause.NOT_PAST,
          "There is a challenge with this key whose ideas are on their own route: choose another"
              + " key for the past one.");
    }
  }

  /** Totals are sums: they compare only where all have the same criteria. */
  private void checkCriteria(String challenge, List<String> criteria) {
    List<String> earlier = past.criteria(challenge);
    if (!earlier.isEmpty() && !earlier.equals(criteria.stream().sorted().toList())) {
      throw new PastReviewsRefused(
          Cause.INVALID,
          "This challenge was imported with the criteria %s: other criteria need another challenge."
              .formatted(String.join(", ", earlier)));
    }
  }

  /** Who is in a unit already stays there: people move, and the assessments keep the former one. */
  private void registerAll(List<PastReview> reviews) {
    Map<String, String> unitOfPerson = new LinkedHashMap<>();
    Set<String> units = new LinkedHashSet<>();
    for (PastReview review : reviews) {
      unitOfPerson.putIfAbsent(review.author(), review.authorUnit());
      unitOfPerson.putIfAbsent(review.juror(), review.jurorUnit());
      units.add(review.authorUnit());
      units.add(review.jurorUnit());
    }
    past.insertMissingUnits(units);
    unitOfPerson.keySet().forEach(person -> people.register(person, person));
    past.insertMissingMembers(new HashMap<>(unitOfPerson));
  }

  /** A key that exists, a transaction that had to give way, a lock that could not be had. */
  private static boolean isCollision(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .filter(SQLException.class::isInstance)
        .map(cause -> String.valueOf(((SQLException) cause).getSQLState()))
        .anyMatch(
            state -> state.equals("23505") || state.startsWith("40") || state.equals("HYT00"));
  }
}
