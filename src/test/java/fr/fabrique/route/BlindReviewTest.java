package fr.fabrique.route;

import static fr.fabrique.route.Personas.AUTHOR;
import static fr.fabrique.route.Personas.AUTHOR_OF_ANOTHER_UNIT;
import static fr.fabrique.route.Personas.CHAIR;
import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.FabriqueTest;
import fr.fabrique.challenge.Challenges;
import fr.fabrique.demo.DemoPeople;
import fr.fabrique.engine.Dossier;
import fr.fabrique.engine.Dossier.Opened;
import fr.fabrique.engine.EngineClock;
import fr.fabrique.idea.Ideas.Idea;
import fr.fabrique.idea.store.IdeaTable;
import fr.fabrique.jury.domain.Assessment;
import fr.fabrique.jury.past.JuryReports;
import fr.fabrique.jury.store.AssessmentTable;
import fr.fabrique.jury.store.PanelTable;
import fr.fabrique.jury.store.PanelTable.Member;
import fr.fabrique.jury.store.PanelTable.PairRule;
import fr.fabrique.jury.store.PanelTable.Rule;
import fr.fabrique.jury.store.PanelTable.Tie;
import fr.fabrique.jury.store.SeatTable;
import fr.fabrique.jury.store.SeatTable.Seat;
import fr.fabrique.jury.store.SeatTable.SeatState;
import fr.fabrique.jury.store.VerdictTable;
import fr.fabrique.notification.MailContent;
import fr.fabrique.people.Group;
import fr.fabrique.people.People;
import fr.fabrique.people.People.Person;
import fr.fabrique.portal.Reader;
import fr.fabrique.portal.Reader.Page;
import fr.fabrique.rehearsal.TasklistClient;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where a jury is blind, nothing that a juror declares tells them who wrote an idea. */
@FabriqueTest
class BlindReviewTest {

  private static final String REVIEW = "jury_review";

  @LocalServerPort int port;
  @Autowired Route route;
  @Autowired IdeaTable ideas;
  @Autowired SeatTable seats;
  @Autowired PanelTable panels;
  @Autowired AssessmentTable assessments;
  @Autowired VerdictTable verdicts;
  @Autowired JuryReports reports;
  @Autowired People people;
  @Autowired JdbcClient jdbc;
  @Autowired List<Dossier> dossiers;
  @Autowired List<MailContent> mails;

  private final String challenge = "blind-" + UUID.randomUUID().toString().substring(0, 8);

  @BeforeEach
  void aBlindChallenge() {
    jdbc.sql(
            "insert into challenge (id, title, question, permanent, phase)"
                + " values (?, ?, 'What?', false, 'CLOSED')")
        .params(challenge, "Unseen " + challenge)
        .update();
    set(Challenges.BLIND, "true");
    set(Challenges.SHOWN_AFTER, "assessments");
  }

  /** Ties hold in all challenges and would reach other tests. */
  @AfterEach
  void untie() {
    jdbc.sql("delete from declared_tie").update();
  }

  @Nested
  class The_juror_who_declares_a_tie {

    @Test
    void notices_no_difference_whether_it_is_with_an_author_or_not() {
      Journey idea = underReview();
      String juror = jurors(idea).get(0);
      String before = openReviews(juror);
      Map<String, Object> form = form(idea, juror);

      Page miss = declare(juror, AUTHOR_OF_ANOTHER_UNIT);
      Page hit = declare(juror, AUTHOR);

      assertThat(hit.text("[role=status]")).isEqualTo(miss.text("[role=status]"));
      assertThat(openReviews(juror)).isEqualTo(before).contains("An unsigned bench");
      assertThat(form(idea, juror)).isEqualTo(form);
      assertThat(idea.assigneesOf("task_review_idea")).hasSize(3).contains(juror);
      assertThat(idea.told("review_withdrawn")).isEmpty();
      assertThat(idea.told("review_passed_on")).isEmpty();
      idea.on(REVIEW).hasNotPassed("event_withdrawn");
    }

    @Test
    void is_asked_for_nothing_more_of_that_author() {
      Journey idea = underReview();
      String juror = jurors(idea).get(0);
      declare(juror, AUTHOR);

      assertThat(jurors(underReview())).hasSize(3).doesNotContain(juror);
      Journey another = idea(AUTHOR).enter(REVIEW, "seats", 1, "maxSubstitutes", 0);
      assertThat(jurors(another)).doesNotContain(juror);
      String seated = jurors(another).get(0);
      handsOn(another, seated, juror);
      assertThat(String.valueOf(another.shownTo(CHAIR, "task_fill_seat").get("jury_candidates")))
          .contains("operations")
          .doesNotContain("\"" + juror + "\"");
    }

    @Test
    void sends_the_review_as_ever() {
      Journey idea = underReview();
      String juror = jurors(idea).get(0);
      declare(juror, AUTHOR);

      assertThat(send(idea, juror, "Well built.")).isEqualTo(204);
      idea.passSavePoints();

      assertThat(turn(idea, juror).state()).isEqualTo(SeatState.REVIEWED);
      assertThat(assessments.of(idea.subject(), 1, juror)).isPresent();
      idea.on(REVIEW).hasPassed("end_reviewed").hasNotPassed("event_withdrawn");
    }

    @Test
    void learns_nothing_from_what_is_shown_after_the_verdict() {
      Journey idea = underReview();
      String hit = jurors(idea).get(0);
      String miss = jurors(idea).get(1);
      String silent = jurors(idea).get(2);
      declare(hit, AUTHOR);
      declare(miss, AUTHOR_OF_ANOTHER_UNIT);
      for (String juror : jurors(idea)) {
        send(idea, juror, "Said by " + juror);
      }
      idea.passSavePoints();
      assertThat(verdicts.round(idea.subject())).isEqualTo(2);

      assertThat(given(silent)).contains("Said by " + miss, "2 of 3").doesNotContain(hit);
      assertThat(given(hit)).contains("Said by " + hit).doesNotContain("Said by " + miss, "of 3");
      assertThat(given(miss)).contains("Said by " + miss).doesNotContain("Said by " + silent);

      takeBack(hit, AUTHOR);
      takeBack(miss, AUTHOR_OF_ANOTHER_UNIT);

      assertThat(given(hit)).doesNotContain("Said by " + miss, "of 3");
      assertThat(given(miss)).doesNotContain("Said by " + silent, "of 3");
    }

    @Test
    void of_long_ago_compares_as_others_do() {
      String early = "juror1";
      declare(early, AUTHOR_OF_ANOTHER_UNIT);
      Journey idea = idea(AUTHOR).enter(REVIEW, "seats", 4);
      for (String juror : jurors(idea)) {
        send(idea, juror, "Said by " + juror);
      }
      idea.passSavePoints();

      assertThat(given(early)).contains("Said by juror3", "4 of 4");
    }
  }

  @Nested
  class Whoever_hands_a_review_on {

    @Test
    void is_offered_all_jurors_so_that_nobody_missing_tells_of_the_author() {
      Journey idea = idea(AUTHOR).enter(REVIEW, "seats", 2);
      Journey control = idea(AUTHOR_OF_ANOTHER_UNIT).enter(REVIEW, "seats", 2);

      for (Journey each : List.of(idea, control)) {
        String juror = jurors(each).get(0);
        assertThat(form(each, juror).toString())
            .contains(
                people.members(Group.JURORS).stream()
                    .map(Person::id)
                    .filter(other -> !other.equals(juror))
                    .toList());
      }
    }

    @Test
    void to_somebody_in_conflict_notices_nothing_and_somebody_else_is_asked() {
      Journey idea = idea(AUTHOR).enter(REVIEW, "seats", 1);
      String juror = jurors(idea).get(0);

      handsOn(idea, juror, Personas.JUROR_OF_THE_AUTHORS_UNIT);

      assertThat(turn(idea, juror).state()).isEqualTo(SeatState.DELEGATED);
      assertThat(idea.assigneesOf("task_review_idea"))
          .hasSize(1)
          .doesNotContain(juror, Personas.JUROR_OF_THE_AUTHORS_UNIT);
    }

    @Test
    void to_somebody_whose_quota_is_reached_has_somebody_else_asked() {
      Journey idea = idea(AUTHOR).enter(REVIEW, "seats", 1);
      String juror = jurors(idea).get(0);
      String other = juror.equals("juror4") ? "juror3" : "juror4";
      for (Person member : people.members(Group.JURORS)) {
        panels.put(challenge, new Member(member.id(), false, member.id().equals(other) ? 0 : null));
      }

      handsOn(idea, juror, other);

      assertThat(turn(idea, juror).state()).isEqualTo(SeatState.DELEGATED);
      assertThat(idea.assigneesOf("task_review_idea")).hasSize(1).doesNotContain(juror, other);
    }

    @Test
    void to_somebody_without_conflict_is_followed() {
      Journey idea = idea(AUTHOR).enter(REVIEW, "seats", 1);
      String juror = jurors(idea).get(0);
      String other = juror.equals("juror4") ? "juror3" : "juror4";

      handsOn(idea, juror, other);

      assertThat(idea.assigneesOf("task_review_idea")).containsExactly(other);
    }
  }

  @Nested
  class A_review_in_spite_of_a_tie {

    @Test
    void does_not_count_and_neither_author_nor_figures_hear_of_it() {
      Journey idea = underReview();
      String tied = jurors(idea).get(0);
      declare(tied, AUTHOR);
      for (String juror : jurors(idea)) {
        send(idea, juror, juror.equals(tied) ? "Dear friend" : "Well seen");
      }
      idea.passSavePoints();

      assertThat(verdicts.tally(idea.subject(), 1).orElseThrow().reviews()).isEqualTo(2);
      assertThat(leftOut(idea, tied)).isEqualTo("TIE");
      assertThat(assessments.of(idea.subject(), 1)).filteredOn(Assessment::counts).hasSize(2);
      assertThat(told(idea)).contains("Well seen").doesNotContain("Dear friend");
    }

    @Test
    void says_nothing_of_how_severe_the_others_are() {
      Journey idea = underReview();
      String tied = jurors(idea).get(0);
      declare(tied, AUTHOR);
      for (String juror : jurors(idea)) {
        idea.performAs(
            juror, "task_review_idea", Sheet.review(juror.equals(tied) ? 0 : 5, "incubate"));
      }
      idea.passSavePoints();

      assertThat(verdicts.tally(idea.subject(), 1).orElseThrow().correctedMean()).isEqualTo(5);
      assertThat(reports.of(challenge).reviews()).isEqualTo(2);
    }

    @Test
    void is_marked_where_the_chair_deliberates() {
      Journey idea = underReview();
      List<String> jurors = jurors(idea);
      declare(jurors.get(0), AUTHOR);
      idea.performAs(jurors.get(0), "task_review_idea", Sheet.review(5, "decline"));
      idea.performAs(jurors.get(1), "task_review_idea", Sheet.review(5, "incubate"));
      idea.performAs(jurors.get(2), "task_review_idea", Sheet.review(0, "decline"));

      Map<String, Object> shown = idea.shownTo(CHAIR, "task_deliberate");

      assertThat(String.valueOf(shown.get("jury_assessments")))
          .containsOnlyOnce("declared tie with an author")
          .containsOnlyOnce("not counted");
      assertThat(String.valueOf(shown.get("jury_distribution"))).doesNotContain("▮▮");
      assertThat(String.valueOf(shown.get("jury_tally"))).contains("2 of 3 reviews");
    }

    @Test
    void counts_when_the_tie_was_taken_back_in_time() {
      Journey idea = underReview();
      String juror = jurors(idea).get(0);
      declare(juror, AUTHOR);
      send(idea, juror, "Well seen");
      takeBack(juror, AUTHOR);

      idea.reviewedByAll(4, "incubate");

      assertThat(verdicts.tally(idea.subject(), 1).orElseThrow().reviews()).isEqualTo(3);
      assertThat(leftOut(idea, juror)).isNull();
    }
  }

  @Nested
  class The_chair {

    @Test
    void sees_who_has_a_tie_and_gives_the_open_review_to_somebody_else() {
      Journey idea = underReview();
      String tied = jurors(idea).get(0);
      assertThat(panel(CHAIR).content().select("#tied")).isEmpty();
      declare(tied, AUTHOR_OF_ANOTHER_UNIT);
      assertThat(panel(CHAIR).content().select("#tied")).isEmpty();
      declare(tied, AUTHOR);
      assertThat(new Reader(port, "en").signIn(CHAIR).open("/jury/" + challenge).text(".note"))
          .contains("One review is with a juror who has a tie");

      Page page = panel(CHAIR);
      assertThat(page.text("[aria-labelledby=tied] li"))
          .contains("An unsigned bench", people.name(tied), "Camille Moreau", "Old friends");
      Page after = passOn();

      assertThat(after.content().select("#tied")).isEmpty();
      assertThat(turn(idea, tied).state()).isEqualTo(SeatState.WITHDRAWN);
      assertThat(idea.assigneesOf("task_review_idea")).hasSize(3).doesNotContain(tied);
      assertThat(idea.told("review_passed_on")).containsExactly(tied);
      assertThat(idea.told("review_withdrawn")).isEmpty();
      idea.on(REVIEW).hasPassed("event_withdrawn");
    }

    @Test
    void sees_that_a_given_review_does_not_count_and_nothing_after_the_verdict() {
      Journey idea = underReview();
      String tied = jurors(idea).get(0);
      declare(tied, AUTHOR);
      send(idea, tied, "Well seen");

      assertThat(panel(CHAIR).text("[aria-labelledby=tied] li")).contains("does not count");
      assertThat(panel(CHAIR).content().select("[aria-labelledby=tied] form")).isEmpty();

      idea.reviewedByAll(4, "incubate");
      assertThat(panel(CHAIR).content().select("#tied")).isEmpty();
    }

    @Test
    void in_conflict_is_not_told() {
      Journey idea = idea("juror4").enter(REVIEW);
      declare(jurors(idea).get(0), "juror4");

      assertThat(panel(CHAIR).content().select("#tied")).isEmpty();
      assertThat(panel("admin").content().select("#tied")).hasSize(1);
    }

    @Test
    void with_a_tie_takes_no_task_of_the_chairs() {
      Journey idea = idea(AUTHOR).enter(REVIEW, "seats", 1, "maxSubstitutes", 0);
      idea.letTimePass("event_silent");
      panels.declare(new Tie(CHAIR, AUTHOR, "Friends", CHAIR, EngineClock.now()));
      String task = idea.the("task_fill_seat").getId();

      assertThat(browser(CHAIR).claim(task, CHAIR).statusCode()).isEqualTo(403);
    }
  }

  @Nested
  class Other_conflicts {

    @Test
    void take_the_review_away_at_once_here_too() {
      Journey idea = underReview();
      String juror = jurors(idea).get(0);
      String home = people.unit(juror).orElseThrow();
      try {
        people.move(juror, people.unit(AUTHOR).orElseThrow());

        assertThat(turn(idea, juror).state()).isEqualTo(SeatState.WITHDRAWN);
        assertThat(idea.told("review_withdrawn")).containsExactly(juror);
      } finally {
        people.move(juror, home);
      }
    }

    @Test
    void a_barred_jurors_given_review_does_not_count_whether_the_jury_is_blind_or_not() {
      jdbc.sql("delete from challenge_setting where challenge = ? and name = ?")
          .params(challenge, Challenges.BLIND)
          .update();
      Journey idea = underReview();
      String juror = jurors(idea).get(0);
      send(idea, juror, "Well seen");
      panels.set(
          new PairRule(
              idea.subject(), juror, Rule.BARRED, "Shares a desk", CHAIR, EngineClock.now()));

      idea.reviewedByAll(4, "incubate");

      assertThat(leftOut(idea, juror)).isEqualTo("BARRED");
      assertThat(verdicts.tally(idea.subject(), 1).orElseThrow().reviews()).isEqualTo(2);
    }

    @Test
    void who_has_become_an_author_has_not_judged_and_who_has_moved_since_has() {
      Journey idea = underReview();
      String coAuthor = jurors(idea).get(0);
      String moved = jurors(idea).get(1);
      String home = people.unit(moved).orElseThrow();
      send(idea, coAuthor, "Well seen");
      send(idea, moved, "Well seen");
      ideas.addCoAuthor(idea.subject(), coAuthor);
      try {
        people.move(moved, people.unit(AUTHOR).orElseThrow());

        idea.reviewedByAll(4, "incubate");

        assertThat(leftOut(idea, coAuthor)).isEqualTo("AUTHOR");
        assertThat(leftOut(idea, moved)).isNull();
        assertThat(verdicts.tally(idea.subject(), 1).orElseThrow().reviews()).isEqualTo(2);
      } finally {
        people.move(moved, home);
      }
    }
  }

  private Journey underReview() {
    return idea(AUTHOR).enter(REVIEW);
  }

  private Journey idea(String author) {
    String id = UUID.randomUUID().toString();
    ideas.insert(
        new Idea(
            id,
            challenge,
            null,
            "An unsigned bench",
            null,
            "<p>%s</p>".formatted(Route.TEXT),
            null,
            null,
            null,
            null,
            author,
            EngineClock.now(),
            null));
    return route.about(id);
  }

  private void set(String name, String setting) {
    jdbc.sql("insert into challenge_setting (challenge, name, setting) values (?, ?, ?)")
        .params(challenge, name, setting)
        .update();
  }

  private List<String> jurors(Journey idea) {
    return seats.seats(idea.subject(), 1).stream().map(Seat::juror).toList();
  }

  private Seat turn(Journey idea, String juror) {
    return seats.seats(idea.subject(), 1).stream()
        .filter(seat -> seat.juror().equals(juror))
        .findFirst()
        .orElseThrow();
  }

  private String leftOut(Journey idea, String juror) {
    return assessments.of(idea.subject(), 1, juror).orElseThrow().leftOut();
  }

  /** What the juror's review shows, over HTTP as Tasklist asks for it. */
  private Map<String, Object> form(Journey idea, String juror) {
    String task = idea.taskOf(juror, "task_review_idea").getId();
    return Map.of("form", browser(juror).formVariables(task).toString());
  }

  /** As Tasklist sends a review; answers the status. */
  private int send(Journey idea, String juror, String valued) {
    return browser(juror)
        .submit(
            idea.taskOf(juror, "task_review_idea").getId(),
            Sheet.with(Sheet.review(4, "incubate"), "valued", valued))
        .statusCode();
  }

  private TasklistClient browser(String account) {
    return new TasklistClient("http://127.0.0.1:" + port).signIn(account, DemoPeople.PASSWORD);
  }

  private Page declare(String juror, String person) {
    Reader reader = new Reader(port, "en").signIn(juror);
    return reader.submit(
        reader.open("/reviews"),
        "/reviews/ties",
        Map.of("person", person, "reason", "Old friends"));
  }

  private void takeBack(String juror, String person) {
    Reader reader = new Reader(port, "en").signIn(juror);
    Page page = reader.open("/reviews");
    assertThat(
            reader
                .post(
                    "/reviews/ties/removal",
                    "_csrf=%s&person=%s"
                        .formatted(page.content().select("[name=_csrf]").first().val(), person))
                .text("[role=status]"))
        .contains("removed");
  }

  private String openReviews(String juror) {
    return new Reader(port, "en").signIn(juror).open("/reviews").text("[aria-labelledby=open]");
  }

  private String given(String juror) {
    return new Reader(port, "en")
        .signIn(juror)
        .open("/reviews")
        .text("[aria-labelledby=given] details:contains(" + challenge + ")");
  }

  /** What the author reads of the jury, in forms and in the mail. */
  private String told(Journey idea) {
    Function<Opened, Object> feedback =
        dossiers.stream()
            .map(dossier -> dossier.entries().get("jury_feedback"))
            .filter(Objects::nonNull)
            .findFirst()
            .orElseThrow();
    MailContent mail =
        mails.stream()
            .filter(m -> m.templates().contains("idea_verdict"))
            .findFirst()
            .orElseThrow();
    return feedback.apply(new Opened(idea.subject(), null, AUTHOR))
        + String.valueOf(mail.content(AUTHOR, "idea_verdict", idea.subject()));
  }

  private static void handsOn(Journey idea, String juror, String colleague) {
    idea.performAs(
        juror,
        "task_review_idea",
        Sheet.of("recusal", "delegate", "delegate_to", colleague, "recusal_reason", "Away."));
    idea.passSavePoints();
  }

  private Page panel(String account) {
    return new Reader(port, "en").signIn(account).open("/jury/" + challenge + "/panel");
  }

  private Page passOn() {
    Reader chair = new Reader(port, "en").signIn(CHAIR);
    Page page = chair.open("/jury/" + challenge + "/panel");
    return chair.submit(page, "/jury/" + challenge + "/panel/pairs", Map.of());
  }
}
