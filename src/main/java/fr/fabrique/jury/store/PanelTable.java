package fr.fabrique.jury.store;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who may be asked for reviews, on what terms, and whom they have a tie with. */
@Component
public class PanelTable {

  private final JdbcClient jdbc;

  PanelTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A member of a challenge's panel.
   *
   * @param quota how many reviews of the challenge they may be asked for; null for no bound
   */
  public record Member(String person, boolean chair, Integer quota) {}

  /** Days on which a juror is away, both included. */
  public record Absence(String person, LocalDate firstDay, LocalDate lastDay) {}

  /** A tie between a juror and somebody who may write ideas. */
  public record Tie(
      String juror, String person, String reason, String declaredBy, OffsetDateTime declaredAt) {}

  /** What the chair has settled about an idea and a juror. */
  public enum Rule {
    FIXED,
    BARRED
  }

  /** A rule for one pair. */
  public record PairRule(
      String idea, String juror, Rule rule, String reason, String chair, OffsetDateTime setAt) {}

  /** The challenge's own panel; empty where the whole standing jury serves. */
  public List<Member> members(String challenge) {
    return jdbc.sql(
            "select person, chair, quota from panel_member where challenge = ? order by person")
        .param(challenge)
        .query(Member.class)
        .list();
  }

  /** Adds a member, or changes the terms of one. */
  public void put(String challenge, Member member) {
    remove(challenge, member.person());
    jdbc.sql("insert into panel_member (challenge, person, chair, quota) values (?, ?, ?, ?)")
        .params(challenge, member.person(), member.chair(), member.quota())
        .update();
  }

  public void remove(String challenge, String person) {
    jdbc.sql("delete from panel_member where challenge = ? and person = ?")
        .params(challenge, person)
        .update();
  }

  /**
   * How many reviews each juror may be asked for in a calendar year; without an entry: no bound.
   */
  public Map<String, Integer> yearlyQuotas() {
    Map<String, Integer> quotas = new HashMap<>();
    jdbc.sql("select person, yearly_quota from juror_terms where yearly_quota is not null")
        .query(
            row -> {
              quotas.put(row.getString("person"), row.getInt("yearly_quota"));
            });
    return quotas;
  }

  /** An empty quota takes the bound away. */
  public void setYearlyQuota(String juror, Optional<Integer> quota) {
    jdbc.sql("delete from juror_terms where person = ?").param(juror).update();
    quota.ifPresent(
        reviews ->
            jdbc.sql("insert into juror_terms (person, yearly_quota) values (?, ?)")
                .params(juror, reviews)
                .update());
  }

  /** Everybody's fields. */
  public Map<String, Set<String>> expertise() {
    Map<String, Set<String>> fields = new HashMap<>();
    jdbc.sql("select person, tag from expertise")
        .query(
            row -> {
              fields
                  .computeIfAbsent(row.getString("person"), p -> new HashSet<>())
                  .add(row.getString("tag"));
            });
    return fields;
  }

  public List<String> expertise(String person) {
    return jdbc.sql("select tag from expertise where person = ? order by tag")
        .param(person)
        .query(String.class)
        .list();
  }

  public void setExpertise(String person, Set<String> fields) {
    jdbc.sql("delete from expertise where person = ?").param(person).update();
    fields.forEach(
        field ->
            jdbc.sql("insert into expertise (person, tag) values (?, ?)")
                .params(person, field)
                .update());
  }

  /** Absences that end on the day or later. */
  public List<Absence> absences(LocalDate from) {
    return jdbc.sql(
            "select person, first_day, last_day from absence where last_day >= ?"
                + " order by person, first_day")
        .param(from)
        .query(Absence.class)
        .list();
  }

  public List<Absence> absences(String person) {
    return jdbc.sql(
            "select person, first_day, last_day from absence where person = ? order by first_day")
        .param(person)
        .query(Absence.class)
        .list();
  }

  public void add(Absence absence) {
    removeAbsence(absence.person(), absence.firstDay());
    jdbc.sql("insert into absence (person, first_day, last_day) values (?, ?, ?)")
        .params(absence.person(), absence.firstDay(), absence.lastDay())
        .update();
  }

  public void removeAbsence(String person, LocalDate firstDay) {
    jdbc.sql("delete from absence where person = ? and first_day = ?")
        .params(person, firstDay)
        .update();
  }

  /** Everybody's ties that hold. */
  public List<Tie> ties() {
    return jdbc.sql("select * from declared_tie where taken_back_at is null order by juror, person")
        .query(Tie.class)
        .list();
  }

  /** The juror's ties that hold. */
  public List<Tie> ties(String juror) {
    return jdbc.sql(
            "select * from declared_tie where juror = ? and taken_back_at is null order by person")
        .param(juror)
        .query(Tie.class)
        .list();
  }

  /** Whether the juror has declared a tie after that time, taken back or not. */
  public boolean hasDeclaredSince(String juror, OffsetDateTime time) {
    return jdbc.sql("select count(*) from declared_tie where juror = ? and declared_at > ?")
            .params(juror, time)
            .query(Integer.class)
            .single()
        > 0;
  }

  /** Keeps the tie in the place of what was declared about the two before. */
  public void declare(Tie tie) {
    jdbc.sql("delete from declared_tie where juror = ? and person = ?")
        .params(tie.juror(), tie.person())
        .update();
    jdbc.sql(
            "insert into declared_tie (juror, person, reason, declared_by, declared_at)"
                + " values (?, ?, ?, ?, ?)")
        .params(tie.juror(), tie.person(), tie.reason(), tie.declaredBy(), tie.declaredAt())
        .update();
  }

  /** The tie no longer holds. */
  public void takeBack(String juror, String person, OffsetDateTime now) {
    jdbc.sql("update declared_tie set taken_back_at = ? where juror = ? and person = ?")
        .params(now, juror, person)
        .update();
  }

  public List<PairRule> rules(String idea) {
    return jdbc.sql("select * from pair_rule where idea = ? order by juror")
        .param(idea)
        .query(PairRule.class)
        .list();
  }

  public List<PairRule> rulesOfChallenge(String challenge) {
    return jdbc.sql("select * from pair_rule where " + OfChallenge.IDEA + " order by idea, juror")
        .param(challenge)
        .query(PairRule.class)
        .list();
  }

  /** Sets the pair's rule in the place of an earlier one. */
  public void set(PairRule rule) {
    unset(rule.idea(), rule.juror());
    jdbc.sql(
            "insert into pair_rule (idea, juror, rule, reason, chair, set_at)"
                + " values (?, ?, ?, ?, ?, ?)")
        .params(
            rule.idea(),
            rule.juror(),
            rule.rule().name(),
            rule.reason(),
            rule.chair(),
            rule.setAt())
        .update();
  }

  public void unset(String idea, String juror) {
    jdbc.sql("delete from pair_rule where idea = ? and juror = ?").params(idea, juror).update();
  }

  /** Agents whom the chair has asked to this idea's panel. */
  public List<String> additions(String idea) {
    return jdbc.sql("select juror from panel_addition where idea = ? order by juror")
        .param(idea)
        .query(String.class)
        .list();
  }

  /** The same for every idea of a challenge that has some, by idea. */
  public Map<String, List<String>> additionsIn(String challenge) {
    Map<String, List<String>> additions = new HashMap<>();
    jdbc.sql(
            "select idea, juror from panel_addition"
                + " where "
                + OfChallenge.IDEA
                + " order by idea, juror")
        .param(challenge)
        .query(
            row -> {
              additions
                  .computeIfAbsent(row.getString("idea"), i -> new ArrayList<>())
                  .add(row.getString("juror"));
            });
    return additions;
  }

  public void add(String idea, String juror, String reason) {
    if (!additions(idea).contains(juror)) {
      jdbc.sql("insert into panel_addition (idea, juror, reason) values (?, ?, ?)")
          .params(idea, juror, reason)
          .update();
    }
  }
}
