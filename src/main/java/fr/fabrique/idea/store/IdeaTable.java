package fr.fabrique.idea.store;

import fr.fabrique.idea.Ideas.Idea;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Ideas and who wrote them. */
@Component
public class IdeaTable {

  private final JdbcClient jdbc;

  IdeaTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Until this transaction is over, who else changes the idea or its jury waits. */
  public void lock(String id) {
    jdbc.sql("select id from idea where id = ? for update").param(id).query(String.class).list();
  }

  public Optional<Idea> find(String id) {
    return jdbc.sql("select * from idea where id = ?").param(id).query(Idea.class).optional();
  }

  public Optional<Idea> findExternal(String challenge, String externalId) {
    return jdbc.sql("select * from idea where challenge = ? and external_id = ?")
        .params(challenge, externalId)
        .query(Idea.class)
        .optional();
  }

  public void insert(Idea idea) {
    jdbc.sql(
            "insert into idea (id, challenge, external_id, title, problem, solution, beneficiaries,"
                + " effect, links, theme, author, submitted_at)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .params(
            idea.id(),
            idea.challenge(),
            idea.externalId(),
            idea.title(),
            idea.problem(),
            idea.solution(),
            idea.beneficiaries(),
            idea.effect(),
            idea.links(),
            idea.theme(),
            idea.author(),
            idea.submittedAt())
        .update();
  }

  public void rewrite(Idea idea) {
    jdbc.sql(
            "update idea set title = ?, problem = ?, solution = ?, beneficiaries = ?, effect = ?,"
                + " links = ? where id = ?")
        .params(
            idea.title(),
            idea.problem(),
            idea.solution(),
            idea.beneficiaries(),
            idea.effect(),
            idea.links(),
            idea.id())
        .update();
  }

  public void mergeInto(String idea, String similar) {
    jdbc.sql("update idea set merged_into = ? where id = ?").params(similar, idea).update();
  }

  public Set<String> authors(String idea) {
    return new LinkedHashSet<>(
        jdbc.sql(
                "select author from idea where id = ? union select person from co_author where idea = ?")
            .params(idea, idea)
            .query(String.class)
            .list());
  }

  /** The authors of each idea of a challenge, by idea. */
  public Map<String, Set<String>> authorsIn(String challenge) {
    Map<String, Set<String>> authors = new HashMap<>();
    jdbc.sql(
            "select id, author from idea where challenge = ? union all select c.idea, c.person"
                + " from co_author c join idea i on i.id = c.idea where i.challenge = ?")
        .params(challenge, challenge)
        .query(
            row -> {
              authors
                  .computeIfAbsent(row.getString(1), idea -> new LinkedHashSet<>())
                  .add(row.getString(2));
            });
    return authors;
  }

  public void addCoAuthor(String idea, String person) {
    if (!authors(idea).contains(person)) {
      jdbc.sql("insert into co_author (idea, person) values (?, ?)").params(idea, person).update();
    }
  }

  public List<Idea> in(String challenge) {
    return jdbc.sql("select * from idea where challenge = ? order by submitted_at, id")
        .param(challenge)
        .query(Idea.class)
        .list();
  }

  public List<Idea> of(String person) {
    return jdbc.sql(
            "select * from idea where author = ? or id in (select idea from co_author where person = ?)"
                + " order by submitted_at desc")
        .params(person, person)
        .query(Idea.class)
        .list();
  }

  /** Titles of the other ideas of the same challenge that go their own way, by id. */
  public Map<String, String> otherTitles(Idea idea) {
    Map<String, String> titles = new LinkedHashMap<>();
    jdbc.sql(
            "select id, title from idea where challenge = ? and id <> ? and merged_into is null"
                + " order by submitted_at, id")
        .params(idea.challenge(), idea.id())
        .query(
            row -> {
              titles.put(row.getString("id"), row.getString("title"));
            });
    return titles;
  }

  public int awaitingVerdict(String challenge) {
    return jdbc.sql("select count(*) from idea where challenge = ? and settled_at is null")
        .param(challenge)
        .query(Integer.class)
        .single();
  }

  /**
   * From now on no challenge waits for this idea: it has a verdict or left without one. Whether
   * this is new.
   */
  public boolean settle(String idea, OffsetDateTime at) {
    return jdbc.sql("update idea set settled_at = ? where id = ? and settled_at is null")
            .params(at, idea)
            .update()
        > 0;
  }

  public Map<String, Integer> verdicts(String challenge) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    jdbc.sql(
            "select v.verdict, count(*) as n from verdict v join idea i on i.id = v.idea"
                + " where i.challenge = ? and v.round = (select max(w.round) from verdict w"
                + " where w.idea = v.idea) group by v.verdict order by v.verdict")
        .param(challenge)
        .query(
            row -> {
              counts.put(row.getString("verdict"), row.getInt("n"));
            });
    return counts;
  }
}
