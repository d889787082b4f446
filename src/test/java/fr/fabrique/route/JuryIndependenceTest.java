package fr.fabrique.route;

import static fr.fabrique.route.Personas.AUTHOR;
import static fr.fabrique.route.Personas.CHAIR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.fabrique.FabriqueTest;
import fr.fabrique.change.forecast.PastReader;
import fr.fabrique.demo.DemoPeople;
import fr.fabrique.engine.EngineClock;
import fr.fabrique.jury.domain.Assessment;
import fr.fabrique.jury.process.JuryRoom;
import fr.fabrique.jury.store.AssessmentTable;
import fr.fabrique.jury.store.AssignmentTable;
import fr.fabrique.jury.store.AssignmentTable.Shortfall;
import fr.fabrique.jury.store.LateTable;
import fr.fabrique.jury.store.LateTable.Late;
import fr.fabrique.jury.store.PanelTable;
import fr.fabrique.jury.store.PanelTable.PairRule;
import fr.fabrique.jury.store.PanelTable.Rule;
import fr.fabrique.jury.store.PanelTable.Tie;
import fr.fabrique.jury.store.SeatTable;
import fr.fabrique.jury.store.SeatTable.Seat;
import fr.fabrique.jury.store.SeatTable.SeatState;
import fr.fabrique.jury.store.VerdictTable;
import fr.fabrique.people.Group;
import fr.fabrique.people.People;
import fr.fabrique.people.People.Person;
import fr.fabrique.portal.Reader;
import fr.fabrique.rehearsal.TasklistClient;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Nobody judges while knowing what others think, and nothing that anybody typed is lost. */
@FabriqueTest
class JuryIndependenceTest {

  private static final String REVIEW = "jury_review";

  private static final int ALL = 100_000;

  @LocalServerPort int port;
  @Autowired Route route;
  @Autowired SeatTable seats;
  @Autowired PanelTable panels;
  @Autowired LateTable late;
  @Autowired JuryRoom room;
  @Autowired JdbcClient jdbc;
  @Autowired AssessmentTable assessments;
  @Autowired People people;
  @Autowired IdentityService identity;
  @Autowired TaskService tasks;
  @Autowired PastReader past;
  @Autowired VerdictTable verdicts;
  @Autowired AssignmentTable runs;

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

    @Test
    void does_not_become_a_substitute_once_reviews_are_under_way() {
      Journey idea = route.keepIdea(AUTHOR).enter(REVIEW, "seats", 1);
      String juror = jurors(idea).get(0);
      List<String> others =
          people.members(Group.JURORS).stream()
              .map(Person::id)
              .filter(other -> !other.equals(juror))
              .toList();
      others.forEach(other -> identity.createMembership(other, Group.JURY_CHAIRS.id()));
      try {
        idea.letTimePassFor(juror, "event_silent");

        assertThat(idea.whereIs()).contains("task_fill_seat").doesNotContain("task_review_idea");
      } finally {
        others.forEach(other -> identity.deleteMembership(other, Group.JURY_CHAIRS.id()));
      }
    }

    @Test
    void finds_the_same_figures_before_and_after_somebody_reviews_their_own_idea() {
      Journey own = route.keepIdea(CHAIR).enter(REVIEW, "seats", 3);
      Reader chair = new Reader(port, "en").signIn(CHAIR);
      List<String> before = pages(chair);

      own.performAs(jurors(own).get(0), "task_review_idea", Sheet.review(4, "incubate"));

      assertThat(pages(chair)).isEqualTo(before);
      assertThat(String.join(" ", before)).doesNotContain("have found a juror");
    }

    private List<String> pages(Reader chair) {
      return Stream.of(
              "/jury",
              "/jury/permanent",
              "/jury/permanent/panel",
              "/jury/permanent/meeting",
              "/jury/permanent/assignments.csv",
              "/jury/permanent/assessments.csv",
              "/jury/permanent/tallies.csv")
          .map(path -> chair.open(path).content().text())
          .toList();
    }

    private void seatTheChair(Journey idea, String inPlaceOf) {
      jdbc.sql("update seat set juror = ? where idea = ? and juror = ?")
          .params(CHAIR, idea.subject(), inPlaceOf)
          .update();
    }
  }

  @Test
  void a_chair_does_not_find_who_judges_their_own_idea_among_the_tasks() {
    Journey own = route.keepIdea(CHAIR).enter(REVIEW, "seats", 3);

    List<String> reviews =
        own.tasks().stream()
            .filter(task -> task.getTaskDefinitionKey().equals("task_review_idea"))
            .map(Task::getId)
            .toList();
    assertThat(visible("admin")).containsAll(reviews);
    assertThat(visible(CHAIR)).doesNotContainAnyElementsOf(reviews);
  }

  @Test
  void an_administrator_who_decides_where_every_chair_is_in_conflict_sees_what_was_given() {
    Journey idea = disputed("juror4");

    assertThat(idea.shownTo(CHAIR, "task_deliberate").get("jury_assessments")).isNull();
    assertThat(String.valueOf(idea.shownTo("admin", "task_deliberate").get("jury_assessments")))
        .contains("Thank you for this idea.");
  }

  @Test
  void an_administrator_does_not_judge_where_they_are_in_conflict_themselves() {
    Journey own = disputed("admin");
    TasklistClient admin = browser("admin");
    String task = own.the("task_deliberate").getId();
    Map<String, Object> decision = Sheet.of("verdict", "incubate", "reason", "It is mine.");

    assertThat(admin.claim(task, "admin").statusCode()).isEqualTo(403);
    assertThat(admin.submit(task, decision).statusCode()).isEqualTo(403);
    assertThat(admin.claim(task, CHAIR).statusCode()).isEqualTo(204);
    assertThat(admin.submit(task, decision).statusCode()).as("it is the chair's").isEqualTo(403);
    assertThat(own.whereIs()).contains("task_deliberate");
  }

  @Test
  void a_chair_who_comes_into_conflict_gives_the_decision_back_and_administrators_are_asked() {
    Journey idea = disputed("author2");
    String task = idea.the("task_deliberate").getId();
    assertThat(browser(CHAIR).claim(task, CHAIR).statusCode()).isEqualTo(204);
    assertThat(groupsOf(task)).doesNotContain(Group.ADMINISTRATORS.id());

    administratorsAreAskedOnceTheChairIsTied(idea, task);
    assertThat(idea.the("task_deliberate").getAssignee()).isNull();
  }

  @Test
  void where_every_chair_is_in_conflict_from_the_start_administrators_are_asked_at_once() {
    Journey idea = disputed("juror4");

    assertThat(groupsOf(idea.the("task_deliberate").getId())).contains(Group.ADMINISTRATORS.id());
    assertThat(idea.told("no_chair")).containsExactly("admin");
  }

  @Test
  void administrators_are_asked_when_the_last_chair_comes_into_conflict_with_what_nobody_holds() {
    Journey idea = disputed("author2");
    String task = idea.the("task_deliberate").getId();

    administratorsAreAskedOnceTheChairIsTied(idea, task);
  }

  private void administratorsAreAskedOnceTheChairIsTied(Journey idea, String task) {
    room.declare(new Tie(CHAIR, "author2", "My sister.", CHAIR, EngineClock.now()));
    try {
      assertThat(groupsOf(task)).contains(Group.ADMINISTRATORS.id());
      assertThat(idea.told("no_chair")).containsExactly("admin");
    } finally {
      panels.takeBack(CHAIR, "author2", EngineClock.now());
    }
  }

  @Test
  void nobody_is_given_a_chairs_task_who_is_in_conflict() {
    Journey own = disputed(CHAIR);
    String task = own.the("task_deliberate").getId();
    TasklistClient admin = browser("admin");
    String path = "/camunda/api/engine/engine/default/task/" + task;

    assertThat(admin.call("POST", path + "/assignee", "{\"userId\": \"chair\"}").statusCode())
        .isEqualTo(403);
    assertThat(admin.call("PUT", path, "{\"assignee\": \"chair\"}").statusCode()).isEqualTo(403);
    assertThat(
            admin
                .call(
                    "POST",
                    path + "/identity-links",
                    "{\"userId\": \"chair\", \"type\": \"assignee\"}")
                .statusCode())
        .isEqualTo(403);
    assertThat(
            admin
                .call(
                    "POST",
                    "/camunda/api/engine/engine/default/process-instance/message-async",
                    "{\"messageName\": \"review_withdrawn\"}")
                .statusCode())
        .isEqualTo(403);
    assertThat(own.the("task_deliberate").getAssignee()).isNull();
  }

  @Test
  void a_later_assignment_does_not_open_what_was_short_to_a_chair_in_conflict() {
    Journey challenge = route.openChallenge("reviews_per_idea", 9);
    Journey idea =
        route
            .submitIdea(challenge.subject(), "Bicycles between sites", Route.TEXT)
            .perform("task_screen_idea", Sheet.of("screening", "to_jury"));
    challenge.letTimePass("event_closes");
    String task = challenge.the("task_settle_assignment").getId();
    panels.set(
        new PairRule(
            idea.subject(), CHAIR, Rule.BARRED, "Wrote with them.", CHAIR, EngineClock.now()));

    runs.keep(
        AssignmentTable.run(challenge.subject(), EngineClock.now().plusMinutes(1), 1, 2, 1, true),
        List.of(new Shortfall(2, 1, List.of("another"), List.of("juror1"))));

    assertThat(browser(CHAIR).claim(task, CHAIR).statusCode()).isEqualTo(403);
    assertThat(challenge.shownTo(CHAIR, "task_settle_assignment").get("jury_assignment")).isNull();
  }

  @Test
  void whose_account_is_removed_has_their_reviews_passed_on() {
    String leaver = "leaver";
    identity.saveUser(identity.newUser(leaver));
    Stream.of(Group.AGENTS, Group.JURORS)
        .forEach(group -> identity.createMembership(leaver, group.id()));
    Journey idea = route.keepIdea(AUTHOR);
    panels.set(
        new PairRule(idea.subject(), leaver, Rule.FIXED, "Knows it.", CHAIR, EngineClock.now()));
    idea.enter(REVIEW, "seats", 1);
    assertThat(jurors(idea)).containsExactly(leaver);

    assertThat(
            browser("admin")
                .call("DELETE", "/camunda/api/engine/engine/default/user/" + leaver, "{}")
                .statusCode())
        .isEqualTo(204);

    assertThat(turn(idea, leaver).state()).isEqualTo(SeatState.WITHDRAWN);
    assertThat(jurors(idea)).hasSize(1).doesNotContain(leaver);
  }

  @Test
  void a_tie_taken_back_while_the_chair_deliberates_brings_the_review_back() {
    Journey idea = disputed("author2");
    String juror = jurors(idea).get(0);

    room.declare(new Tie(juror, "author2", "By mistake.", juror, EngineClock.now()));
    try {
      assertThat(verdicts.tally(idea.subject(), 1).orElseThrow().reviews()).isEqualTo(2);
    } finally {
      room.takeBack(juror, "author2");
    }

    assertThat(verdicts.tally(idea.subject(), 1).orElseThrow().reviews()).isEqualTo(3);
  }

  @Test
  void a_conflict_said_while_the_chair_deliberates_is_counted_out() {
    Journey idea = disputed("author2");
    List<String> jurors = jurors(idea);
    String first = idea.subject();
    String task =
        seats.ofIdea(first).stream()
            .filter(seat -> seat.juror().equals(jurors.get(0)))
            .map(Seat::task)
            .findFirst()
            .orElseThrow();

    browser(jurors.get(0)).submit(task, Sheet.of("recusal", "conflict"));
    room.declare(new Tie(jurors.get(1), "author2", "Cousins.", jurors.get(1), EngineClock.now()));
    try {
      assertThat(verdicts.tally(first, 1).orElseThrow().reviews()).isEqualTo(1);
      assertThat(assessments.counted(first, 1))
          .extracting(Assessment::juror)
          .containsExactly(jurors.get(2));

      idea.perform("task_deliberate", Sheet.of("verdict", "rework", "reason", "One is too few."));

      assertThat(verdicts.lastVerdict(first).orElseThrow().reviews()).isEqualTo(1);
      assertThat(
              browser(CHAIR)
                  .get("/jury/permanent/tallies.csv")
                  .body()
                  .lines()
                  .filter(line -> line.startsWith(first)))
          .as("what the table was asked, for replay")
          .singleElement()
          .asString()
          .containsPattern("[,;]1[,;]3[,;]1[,;]5[.,]0[,;]")
          .containsPattern("[,;]3[.,]33[,;]3[,;]2[.,]89[,;]");
    } finally {
      room.takeBack(jurors.get(1), "author2");
    }
  }

  @Test
  void a_bar_that_is_lifted_while_the_chair_deliberates_brings_the_review_back() {
    Journey idea = disputed("author2");
    String juror = jurors(idea).get(0);
    String subject = idea.subject();

    room.settle(new PairRule(subject, juror, Rule.BARRED, "By mistake", CHAIR, EngineClock.now()));
    assertThat(verdicts.tally(subject, 1).orElseThrow().reviews()).isEqualTo(2);

    room.lift(subject, juror);
    assertThat(verdicts.tally(subject, 1).orElseThrow().reviews()).isEqualTo(3);
  }

  @Test
  void an_idea_that_is_withdrawn_waits_for_no_verdict() {
    Journey idea =
        route
            .keepIdea("author2")
            .enter("idea_route")
            .perform("task_screen_idea", Sheet.of("screening", "to_jury"))
            .passSavePoints();
    List<String> jurors = jurors(idea);
    for (int i = 0; i < jurors.size(); i++) {
      idea.performAs(
          jurors.get(i),
          "task_review_idea",
          Sheet.review(5 * (i % 2), i % 2 == 0 ? "decline" : "incubate"));
    }
    idea.passSavePoints();
    assertThat(verdicts.tally(idea.subject(), 1)).isPresent();

    idea.withdraw();

    assertThat(verdicts.tally(idea.subject(), 1)).isEmpty();
  }

  @Test
  void of_two_jurors_who_hand_over_to_the_same_colleague_at_once_one_is_refused() {
    Journey idea = route.keepIdea(AUTHOR).enter(REVIEW, "seats", 2);
    List<String> jurors = jurors(idea);
    String colleague =
        people.members(Group.JURORS).stream()
            .map(Person::id)
            .filter(id -> !jurors.contains(id) && !id.equals("juror5"))
            .findFirst()
            .orElseThrow();

    List<Integer> statuses =
        jurors.parallelStream()
            .map(
                juror ->
                    browser(juror)
                        .submit(
                            idea.taskOf(juror, "task_review_idea").getId(),
                            Sheet.of(
                                "recusal",
                                "delegate",
                                "delegate_to",
                                colleague,
                                "recusal_reason",
                                "I am away."))
                        .statusCode())
            .toList();

    assertThat(statuses).filteredOn(status -> status == 204).hasSize(1);
    assertThat(statuses).allMatch(status -> status < 500);
    assertThat(seats.seats(idea.subject(), 1))
        .filteredOn(seat -> seat.juror().equals(colleague))
        .hasSize(1);
  }

  @Test
  void a_conflict_said_about_an_earlier_round_withdraws_the_review_of_this_one() {
    Journey idea = route.keepIdea(AUTHOR).enter(REVIEW, "seats", 1);
    String juror = jurors(idea).get(0);
    String before = idea.taskOf(juror, "task_review_idea").getId();
    browser(juror).submit(before, Sheet.review(2, "rework"));
    idea.passSavePoints()
        .perform("task_deliberate", Sheet.of("verdict", "rework", "reason", "Not yet."))
        .carryOn("step_send_feedback");
    idea.enter(REVIEW, "seats", 1);
    bringBack(idea, juror);

    browser(juror).submit(before, Sheet.of("recusal", "conflict"));

    assertThat(idea.assigneesOf("task_review_idea")).isNotEmpty().doesNotContain(juror);
  }

  /** Whoever was chosen for the second round, the juror of the first has it. */
  private void bringBack(Journey idea, String juror) {
    Task review = idea.the("task_review_idea");
    jdbc.sql("update seat set juror = ? where task = ?").params(juror, review.getId()).update();
    tasks.setAssignee(review.getId(), juror);
  }

  private List<String> groupsOf(String task) {
    return tasks.getIdentityLinksForTask(task).stream()
        .map(IdentityLink::getGroupId)
        .filter(Objects::nonNull)
        .toList();
  }

  /** An idea on which three jurors disagree. */
  private Journey disputed(String author) {
    Journey idea = route.keepIdea(author).enter(REVIEW, "seats", 3);
    List<String> jurors = jurors(idea);
    idea.performAs(jurors.get(0), "task_review_idea", Sheet.review(5, "incubate"));
    idea.performAs(jurors.get(1), "task_review_idea", Sheet.review(0, "decline"));
    idea.performAs(jurors.get(2), "task_review_idea", Sheet.review(5, "incubate"));
    return idea.passSavePoints();
  }

  @Test
  void what_a_jury_gives_is_not_in_the_past_before_its_verdict() {
    Journey idea =
        route
            .keepIdea(AUTHOR)
            .enter("idea_route")
            .perform("task_screen_idea", Sheet.of("screening", "to_jury"))
            .passSavePoints();
    List<String> jurors = jurors(idea);
    int before = known("task_review_idea");
    for (String juror : jurors.subList(1, jurors.size())) {
      idea.performAs(juror, "task_review_idea", Sheet.review(4, "incubate"));
    }
    assertThat(known("task_review_idea")).isEqualTo(before);

    idea.performAs(jurors.get(0), "task_review_idea", Sheet.review(4, "incubate"));
    idea.passSavePoints().carryOn("step_send_feedback");
    assertThat(known("task_review_idea")).isEqualTo(before + jurors.size());
  }

  private int known(String element) {
    return past.read().cases().getOrDefault(element, List.of()).size();
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
    void in_two_windows_at_once_is_kept_twice() throws IOException {
      Journey idea = route.keepIdea(AUTHOR).enter(REVIEW, "seats", 1);
      String juror = jurors(idea).get(0);
      String task = idea.taskOf(juror, "task_review_idea").getId();
      TasklistClient browser = browser(juror);

      draft(browser, task, "desk", "{\"valued\": \"A heron stands still\"}");
      draft(browser, task, "home?from=desk&version=1", "{\"valued\": \"A heron flies\"}");
      assertThat(drafts(browser, task))
          .as("home went on from desk")
          .containsExactly("A heron flies");

      draft(browser, task, "desk?from=desk&version=1", "{\"valued\": \"A heron stands\"}");
      draft(browser, task, "desk?from=desk&version=1", "{\"valued\": \"A heron stands up\"}");
      draft(browser, task, "home?from=desk&version=1", "{\"valued\": \"A heron flies off\"}");
      assertThat(drafts(browser, task)).containsExactly("A heron flies off", "A heron stands up");

      browser.submit(task, Sheet.of("recusal", "unavailable", "recusal_reason", "Ill."));

      assertThat(late.of(idea.subject(), 1).toString())
          .contains("A heron flies off", "A heron stands up");
    }

    @Test
    void in_a_second_window_after_giving_the_review_is_kept_for_the_chair() {
      Journey idea = route.keepIdea(AUTHOR).enter(REVIEW, "seats", 1);
      String juror = jurors(idea).get(0);
      String task = idea.taskOf(juror, "task_review_idea").getId();
      TasklistClient browser = browser(juror);
      assertThat(browser.submit(task, Sheet.review(4, "incubate")).statusCode()).isEqualTo(204);

      assertThat(browser.submit(task, Sheet.review(4, "incubate")).body())
          .contains("it is kept as you sent it first");
      assertThat(late.of(idea.subject(), 1)).as("the same once more").isEmpty();

      Map<String, Object> other =
          Sheet.with(Sheet.review(4, "incubate"), "valued", "A heron stands still");
      for (int i = 0; i < 2; i++) {
        HttpResponse<String> answer = browser.submit(task, other);
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("What you have sent now is kept beside it");
      }

      assertThat(late.of(idea.subject(), 1))
          .singleElement()
          .satisfies(
              kept -> {
                assertThat(kept.kind()).isEqualTo(LateTable.Kind.AGAIN);
                assertThat(kept.answers().toString()).contains("A heron stands still");
              });
      assertThat(assessments.of(idea.subject(), 1))
          .extracting(Assessment::valued)
          .containsExactly("Thank you for this idea.");
    }

    @Test
    void however_odd_keeps_nobody_from_giving_the_review_or_losing_it() {
      Journey idea = route.keepIdea(AUTHOR).enter(REVIEW, "seats", 2);
      String odd = "{\"valued\": [1, null, {\"x\": null}], \"would_help\": null}";
      for (String juror : jurors(idea)) {
        draft(browser(juror), turn(idea, juror).task(), "w1", odd);
      }
      String first = jurors(idea).get(0);
      String second = jurors(idea).get(1);

      assertThat(
              browser(first)
                  .submit(turn(idea, first).task(), Sheet.review(4, "incubate"))
                  .statusCode())
          .isEqualTo(204);
      room.settle(
          new PairRule(idea.subject(), second, Rule.BARRED, "Close.", CHAIR, EngineClock.now()));

      assertThat(turn(idea, second).state()).isEqualTo(SeatState.WITHDRAWN);
    }

    @Test
    void at_length_is_kept_to_its_last_word() {
      Journey idea = route.keepIdea(AUTHOR).enter(REVIEW, "seats", 1);
      String juror = jurors(idea).get(0);
      String task = turn(idea, juror).task();
      String words = "A heron stands still. ".repeat(1_000);
      draft(browser(juror), task, "w1", "{\"valued\": \"%s\"}".formatted(words));

      room.settle(
          new PairRule(idea.subject(), juror, Rule.BARRED, "Close.", CHAIR, EngineClock.now()));

      assertThat(late.of(idea.subject(), 1))
          .singleElement()
          .satisfies(
              kept -> assertThat(kept.answers().get(0).text().strip()).isEqualTo(words.strip()));
    }

    @Test
    void in_another_window_when_giving_the_review_is_kept_for_the_juror_alone() {
      Journey idea = route.keepIdea(AUTHOR).enter(REVIEW, "seats", 1);
      String juror = jurors(idea).get(0);
      String task = idea.taskOf(juror, "task_review_idea").getId();
      TasklistClient browser = browser(juror);
      draft(browser, task, "desk", "{\"valued\": \"Thank you\"}");
      draft(browser, task, "home", "{\"valued\": \"A heron stands still\"}");

      browser.submit(task, Sheet.review(4, "incubate"));

      assertThat(late.unsent(idea.subject(), 1, juror))
          .as("what the review does not say")
          .singleElement()
          .satisfies(
              kept -> assertThat(kept.answers().toString()).contains("A heron stands still"));
      assertThat(late.of(idea.subject(), 1)).isEmpty();
      assertThat(new Reader(port, "en").signIn(juror).open("/reviews").content().text())
          .contains("Only you see it", "A heron stands still");
      assertThat(new Reader(port, "en").signIn(CHAIR).open("/jury/permanent").content().text())
          .doesNotContain("A heron stands still");
    }

    @Test
    void when_the_review_is_over_is_kept_for_the_juror_alone() {
      Journey idea = route.keepIdea(AUTHOR).enter(REVIEW, "seats", 1);
      String juror = jurors(idea).get(0);
      String task = idea.taskOf(juror, "task_review_idea").getId();
      idea.letTimePassFor(juror, "event_silent");

      for (String typed : List.of("A heron", "A heron stands still")) {
        HttpResponse<String> answer =
            browser(juror)
                .call(
                    "PUT",
                    "/api/tasks/%s/drafts/desk".formatted(task),
                    "{\"valued\": \"%s\"}".formatted(typed));
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("kept for you alone");
      }

      assertThat(late.unsent(juror))
          .filteredOn(kept -> kept.idea().equals(idea.subject()))
          .singleElement()
          .satisfies(kept -> assertThat(kept.answers().toString()).contains("stands still"));
      assertThat(late.of(idea.subject(), 1)).isEmpty();
      assertThat(
              browser("juror2".equals(juror) ? "juror3" : "juror2")
                  .call("PUT", "/api/tasks/%s/drafts/desk".formatted(task), "{}")
                  .statusCode())
          .isEqualTo(404);
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

  @Test
  void a_conflict_said_after_the_review_undoes_it_and_bars() {
    Journey idea = route.keepIdea(AUTHOR).enter(REVIEW, "seats", 3);
    List<String> jurors = jurors(idea);
    String task = idea.taskOf(jurors.get(0), "task_review_idea").getId();
    TasklistClient browser = browser(jurors.get(0));
    browser.submit(task, Sheet.review(5, "incubate"));

    assertThat(browser.submit(task, Sheet.of("recusal", "conflict")).body())
        .contains("Your conflict of interest is noted");
    idea.performAs(jurors.get(1), "task_review_idea", Sheet.review(4, "incubate"));
    idea.performAs(jurors.get(2), "task_review_idea", Sheet.review(4, "incubate"));
    idea.passSavePoints();

    assertThat(assessments.counted(idea.subject(), 1))
        .extracting(Assessment::juror)
        .containsExactlyInAnyOrder(jurors.get(1), jurors.get(2));
    assertThat(turn(idea, jurors.get(0)).state()).isEqualTo(SeatState.RECUSED);
  }

  private void draft(String task, String juror) {
    draft(browser(juror), task, "desk", "{\"valued\": \"A heron stands still\"}");
  }

  private static void draft(TasklistClient browser, String task, String window, String answers) {
    assertThat(
            browser
                .call("PUT", "/api/tasks/%s/drafts/%s".formatted(task, window), answers)
                .statusCode())
        .isEqualTo(200);
  }

  private static List<String> drafts(TasklistClient browser, String task) throws IOException {
    List<String> said = new ArrayList<>();
    new ObjectMapper()
        .readTree(browser.get("/api/tasks/" + task + "/drafts").body())
        .forEach(draft -> said.add(draft.path("answers").path("valued").asText()));
    return said;
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

  private List<String> visible(String person) {
    return browser(person).tasks(ALL).findValuesAsText("id");
  }

  private TasklistClient browser(String account) {
    return new TasklistClient("http://127.0.0.1:" + port).signIn(account, DemoPeople.PASSWORD);
  }
}
