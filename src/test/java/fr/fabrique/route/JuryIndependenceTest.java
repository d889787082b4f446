package fr.fabrique.route;

import static fr.fabrique.route.Personas.AUTHOR;
import static fr.fabrique.route.Personas.CHAIR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import fr.fabrique.FabriqueTest;
import fr.fabrique.demo.DemoPeople;
import fr.fabrique.engine.EngineClock;
import fr.fabrique.jury.process.JuryRoom;
import fr.fabrique.jury.store.LateTable;
import fr.fabrique.jury.store.LateTable.Late;
import fr.fabrique.jury.store.PanelTable;
import fr.fabrique.jury.store.PanelTable.PairRule;
import fr.fabrique.jury.store.PanelTable.Rule;
import fr.fabrique.jury.store.SeatTable;
import fr.fabrique.jury.store.SeatTable.Seat;
import fr.fabrique.jury.store.SeatTable.SeatState;
import fr.fabrique.portal.Reader;
import fr.fabrique.rehearsal.TasklistClient;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Nobody judges while knowing what others think, and nothing that anybody typed is lost. */
@FabriqueTest
class JuryIndependenceTest {

  private static final String REVIEW = "jury_review";

  @LocalServerPort int port;
  @Autowired Route route;
  @Autowired SeatTable seats;
  @Autowired PanelTable panels;
  @Autowired LateTable late;
  @Autowired JuryRoom room;
  @Autowired JdbcClient jdbc;

  @Nested
  class A_chair_who_judges_an_idea {

    @Test
    void sees_nothing_of_its_reviews_until_they_are_counted() {
      Journey idea = route.keepIdea(AUTHOR).enter(REVIEW, "seats", 3);
      List<String> jurors = jurors(idea);
      seatTheChair(idea, jurors.get(2));
      idea.performAs(
          jurors.get(0),
          "task_review_idea",
          Sheet.with(Sheet.review(4, "incubate"), "comment_to_jury", "Heron"));

      assertThat(room.isClosedTo(CHAIR, idea.subject())).isTrue();
      assertThat(room.closedTo(CHAIR, "permanent")).contains(idea.subject());
      Reader chair = new Reader(port, "en").signIn(CHAIR);
      for (String path :
          List.of(
              "/jury/permanent",
              "/jury/permanent/assessments.csv",
              "/jury/permanent/assignments.csv",
              "/jury/permanent/tallies.csv",
              "/jury/permanent/meeting")) {
        assertThat(chair.open(path).content().html())
            .as(path)
            .doesNotContain("Heron", idea.subject());
      }

      jdbc.sql("update seat set state = 'REVIEWED' where idea = ? and juror = ?")
          .params(idea.subject(), CHAIR)
          .update();
      assertThat(room.isClosedTo(CHAIR, idea.subject())).as("given, and not counted yet").isTrue();
    }

    @Test
    void sees_them_once_they_are_counted() {
      Journey idea = route.keepIdea(AUTHOR).enter(REVIEW, "seats", 3);
      List<String> jurors = jurors(idea);
      idea.performAs(jurors.get(0), "task_review_idea", Sheet.review(5, "incubate"));
      idea.performAs(jurors.get(1), "task_review_idea", Sheet.review(0, "decline"));
      idea.performAs(jurors.get(2), "task_review_idea", Sheet.review(5, "incubate"));
      idea.passSavePoints();
      jdbc.sql("update seat set juror = ? where idea = ? and juror = ?")
          .params(CHAIR, idea.subject(), jurors.get(2))
          .update();

      assertThat(room.isClosedTo(CHAIR, idea.subject())).isFalse();
      assertThat(room.closedTo(CHAIR, "permanent")).doesNotContain(idea.subject());
    }

    @Test
    void is_not_among_those_who_may_complete_the_panel() {
      Journey idea = route.keepIdea(AUTHOR).enter(REVIEW, "seats", 1, "maxSubstitutes", 0);
      idea.letTimePass("event_silent");

      assertThat(String.valueOf(idea.shownTo(CHAIR, "task_fill_seat").get("jury_candidates")))
          .contains("operations")
          .doesNotContain("\"" + CHAIR + "\"");
    }

    private void seatTheChair(Journey idea, String inPlaceOf) {
      jdbc.sql("update seat set juror = ? where idea = ? and juror = ?")
          .params(CHAIR, idea.subject(), inPlaceOf)
          .update();
    }
  }

  @Test
  void assigning_again_leaves_alone_who_judges_the_chairs_own_idea() {
    Journey own = route.keepIdea(CHAIR).enter(REVIEW, "seats", 1);
    String juror = jurors(own).get(0);
    panels.setYearlyQuota(juror, Optional.of(0));
    try {
      room.assignAgain("permanent", CHAIR);
      assertThat(jurors(own)).containsExactly(juror);

      room.assignAgain("permanent", "admin");
      assertThat(own.assigneesOf("task_review_idea")).doesNotContain(juror);
    } finally {
      panels.setYearlyQuota(juror, Optional.empty());
    }
  }

  @Nested
  class What_a_juror_typed {

    @Test
    void before_stepping_out_is_kept_for_the_chair() {
      Journey idea = route.keepIdea(AUTHOR).enter(REVIEW, "seats", 1);
      String juror = jurors(idea).get(0);
      String task = idea.taskOf(juror, "task_review_idea").getId();
      draft(task, juror);

      assertThat(
              browser(juror)
                  .submit(task, Sheet.of("recusal", "unavailable", "recusal_reason", "Ill."))
                  .statusCode())
          .isEqualTo(204);

      assertThat(late.of(idea.subject(), 1))
          .extracting(Late::juror, l -> l.answers().toString().contains("A heron stands still"))
          .containsExactly(tuple(juror, true));
    }

    @Test
    void before_giving_the_review_is_in_the_review_and_kept_once() {
      Journey idea = route.keepIdea(AUTHOR).enter(REVIEW, "seats", 1);
      String juror = jurors(idea).get(0);
      String task = idea.taskOf(juror, "task_review_idea").getId();
      draft(task, juror);

      browser(juror).submit(task, Sheet.review(4, "incubate"));

      assertThat(late.of(idea.subject(), 1)).isEmpty();
    }
  }

  @Test
  void a_conflict_said_after_the_deadline_bars_all_the_same() {
    Journey idea = route.keepIdea(AUTHOR).enter(REVIEW, "seats", 1);
    String juror = jurors(idea).get(0);
    String task = idea.taskOf(juror, "task_review_idea").getId();
    idea.letTimePassFor(juror, "event_silent");

    int status =
        browser(juror)
            .submit(task, Sheet.of("recusal", "conflict", "recusal_reason", "My brother wrote it."))
            .statusCode();

    assertThat(status).isEqualTo(409);
    assertThat(turn(idea, juror).state()).isEqualTo(SeatState.RECUSED);
    assertThat(
            room.settle(
                new PairRule(
                    idea.subject(), juror, Rule.FIXED, "No other", CHAIR, EngineClock.now())))
        .isFalse();
  }

  private void draft(String task, String juror) {
    assertThat(
            browser(juror)
                .call(
                    "PUT",
                    "/api/tasks/" + task + "/draft",
                    "{\"valued\": \"A heron stands still\"}")
                .statusCode())
        .isLessThan(300);
  }

  private List<String> jurors(Journey idea) {
    return seats.seats(idea.subject(), 1).stream()
        .filter(turn -> turn.is(SeatState.INVITED, SeatState.REVIEWED))
        .map(Seat::juror)
        .toList();
  }

  private Seat turn(Journey idea, String juror) {
    return seats.ofIdea(idea.subject()).stream()
        .filter(seat -> seat.juror().equals(juror))
        .findFirst()
        .orElseThrow();
  }

  private TasklistClient browser(String account) {
    return new TasklistClient("http://127.0.0.1:" + port).signIn(account, DemoPeople.PASSWORD);
  }
}
