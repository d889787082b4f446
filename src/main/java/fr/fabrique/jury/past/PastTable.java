package fr.fabrique.jury.past;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What an import of past reviews reads and writes, in few statements for many rows. */
@Component
class PastTable {

  /** The setting of a challenge that was imported with its reviews. */
  private static final String PAST = "past_reviews";

  /** What a file of scores does not tell of advice and confidence. */
  private static final String NONE = "none";

  private static final int FIRST_ROUND = 1;
  private static final int BATCH = 1_000;

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;

  PastTable(JdbcClient jdbc, JdbcTemplate batches) {
    this.jdbc = jdbc;
    this.batches = batches;
  }

  /** An entry as an idea. */
  record Entry(String idea, String entry, String session, String author, String authorUnit) {

    static Entry of(String idea, PastReview review) {
      return new Entry(
          idea, review.entry(), review.session(), review.author(), review.authorUnit());
    }

    List<String> about() {
      return List.of(session, author, authorUnit);
    }
  }

  /** Makes other imports wait for this one; false when there is no such challenge. */
  boolean lock(String challenge) {
    return jdbc.sql("select id from challenge where id = ? for update")
        .param(challenge)
        .query(String.class)
        .optional()
        .isPresent();
  }

  boolean isPast(String challenge) {
    return jdbc.sql("select count(*) from challenge_setting where challenge = ? and name = ?")
            .params(challenge, PAST)
            .query(Integer.class)
            .single()
        > 0;
  }

  void insertChallenge(String id, String title, String question) {
    jdbc.sql(
            "insert into challenge (id, title, question, permanent, phase)"
                + " values (?, ?, ?, false, 'PUBLISHED')")
        .params(id, title, question)
        .update();
    jdbc.sql("insert into challenge_setting (challenge, name, setting) values (?, ?, 'true')")
        .params(id, PAST)
        .update();
  }

  /** The criteria of the challenge's assessments, in alphabetical order. */
  List<String> criteria(String challenge) {
    return jdbc
        .sql(
            "select distinct s.criterion from assessment_score s"
                + " join assessment a on a.id = s.assessment join idea i on i.id = a.idea"
                + " where i.challenge = ?")
        .param(challenge)
        .query(String.class)
        .list()
        .stream()
        .sorted()
        .toList();
  }

  /** The entries imported so far, by their key in the file. */
  Map<String, Entry> entries(String challenge) {
    Map<String, Entry> entries = new HashMap<>();
    jdbc.sql(
            "select distinct i.id, i.external_id, i.theme, i.author, a.idea_unit from idea i"
                + " join assessment a on a.idea = i.id where i.challenge = ?")
        .param(challenge)
        .query(
            row -> {
              Entry entry =
                  new Entry(
                      row.getString("id"),
                      row.getString("external_id"),
                      row.getString("theme"),
                      row.getString("author"),
                      row.getString("idea_unit"));
              entries.put(entry.entry(), entry);
            });
    return entries;
  }

  /** The scores imported so far, by entry and juror, in the order of the criteria. */
  Map<List<String>, List<Double>> scores(String challenge, List<String> criteria) {
    Map<List<String>, List<Double>> scores = new HashMap<>();
    jdbc.sql(
            "select i.external_id, a.juror, s.criterion, s.score from assessment_score s"
                + " join assessment a on a.id = s.assessment join idea i on i.id = a.idea"
                + " where i.challenge = ?")
        .param(challenge)
        .query(
            row -> {
              scores
                  .computeIfAbsent(
                      List.of(row.getString("external_id"), row.getString("juror")),
                      review -> new ArrayList<>(Collections.nCopies(criteria.size(), null)))
                  .set(criteria.indexOf(row.getString("criterion")), row.getDouble("score"));
            });
    return scores;
  }

  void insertMissingUnits(Collection<String> units) {
    Set<String> known = new HashSet<>(jdbc.sql("select id from unit").query(String.class).list());
    insert(
        "insert into unit (id, name) values (?, ?)",
        units.stream()
            .filter(unit -> !known.contains(unit))
            .map(unit -> new Object[] {unit, unit})
            .toList());
  }

  void insertMissingMembers(Map<String, String> unitOfPerson) {
    Set<String> known =
        new HashSet<>(jdbc.sql("select person from unit_member").query(String.class).list());
    insert(
        "insert into unit_member (person, unit) values (?, ?)",
        unitOfPerson.entrySet().stream()
            .filter(member -> !known.contains(member.getKey()))
            .map(member -> new Object[] {member.getKey(), member.getValue()})
            .toList());
  }

  /** Settled from the start: no challenge waits for them. */
  void insertEntries(String challenge, List<Entry> entries, OffsetDateTime now) {
    insert(
        "insert into idea (id, challenge, external_id, title, theme, author, submitted_at,"
            + " settled_at) values (?, ?, ?, ?, ?, ?, ?, ?)",
        entries.stream()
            .map(
                entry ->
                    new Object[] {
                      entry.idea(),
                      challenge,
                      entry.entry(),
                      entry.entry(),
                      entry.session(),
                      entry.author(),
                      now,
                      now
                    })
            .toList());
  }

  void insertReviews(
      List<PastReview> reviews,
      Map<String, Entry> entries,
      List<String> criteria,
      OffsetDateTime now) {
    List<String> ids = reviews.stream().map(review -> UUID.randomUUID().toString()).toList();
    insert(
        "insert into assessment (id, idea, round, juror, advice, confidence, submitted_at,"
            + " juror_unit, idea_unit, mean) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        IntStream.range(0, ids.size())
            .mapToObj(
                place -> {
                  PastReview review = reviews.get(place);
                  return new Object[] {
                    ids.get(place),
                    entries.get(review.entry()).idea(),
                    FIRST_ROUND,
                    review.juror(),
                    NONE,
                    NONE,
                    now,
                    review.jurorUnit(),
                    review.authorUnit(),
                    review.scores().stream().mapToDouble(Number::doubleValue).average().orElse(0)
                  };
                })
            .toList());
    insert(
        "insert into assessment_score (assessment, criterion, label, weight, score)"
            + " values (?, ?, ?, 1, ?)",
        IntStream.range(0, ids.size())
            .boxed()
            .flatMap(
                place ->
                    IntStream.range(0, criteria.size())
                        .mapToObj(
                            number ->
                                new Object[] {
                                  ids.get(place),
                                  criteria.get(number),
                                  criteria.get(number),
                                  reviews.get(place).scores().get(number)
                                }))
            .toList());
  }

  private void insert(String sql, List<Object[]> rows) {
    for (int from = 0; from < rows.size(); from += BATCH) {
      batches.batchUpdate(sql, rows.subList(from, Math.min(rows.size(), from + BATCH)));
    }
  }
}
