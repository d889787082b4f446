package fr.fabrique.route;

import static fr.fabrique.route.Personas.AUTHOR;
import static fr.fabrique.route.Personas.CHAIR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.fabrique.FabriqueTest;
import fr.fabrique.demo.DemoPeople;
import fr.fabrique.draft.Drafts;
import fr.fabrique.draft.store.DraftTable;
import fr.fabrique.engine.EngineClock;
import fr.fabrique.idea.Journeys;
import fr.fabrique.jury.process.JuryRoom;
import fr.fabrique.jury.store.AssessmentTable;
import fr.fabrique.jury.store.LateTable;
import fr.fabrique.jury.store.LateTable.Said;
import fr.fabrique.jury.store.PanelTable;
import fr.fabrique.jury.store.PanelTable.PairRule;
import fr.fabrique.jury.store.PanelTable.Rule;
import fr.fabrique.jury.store.PanelTable.Tie;
import fr.fabrique.jury.store.SeatTable;
import fr.fabrique.jury.store.SeatTable.Seat;
import fr.fabrique.jury.store.SeatTable.SeatState;
import fr.fabrique.jury.store.VerdictTable;
import fr.fabrique.rehearsal.TasklistClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Whoever changes the jury of an idea at the same moment as somebody else sees what they did. */
@FabriqueTest
class JuryAtOnceTest {

  private static final String REVIEW = "jury_review";
  private static final String TASK = "task_review_idea";

  @LocalServerPort int port;
  @Autowired Route route;
  @Autowired SeatTable seats;
  @Autowired AssessmentTable assessments;
  @Autowired VerdictTable verdicts;
  @Autowired JuryRoom room;
  @Autowired Journeys journeys;
  @Autowired LateTable late;
  @Autowired Drafts drafts;
  @Autowired PanelTable panels;
  @Autowired DraftTable table;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;

  @RepeatedTest(2)
  void reviews_that_are_sent_while_they_are_assigned_again_stay_given() throws Exception {
    List<Journey> ideas =
        IntStream.range(0, 8)
            .mapToObj(i -> route.keepIdea(AUTHOR).enter(REVIEW, "seats", 3))
            .toList();
    List<Callable<Integer>> all = new ArrayList<>();
    for (Journey idea : ideas) {
      for (Seat seat : seats.seats(idea.subject(), 1)) {
        TasklistClient juror = browser(seat.juror());
        all.add(() -> juror.submit(seat.task(), Sheet.review(4, "incubate")).statusCode());
      }
    }
    all.add(
        0,
        () -> {
          try {
            room.assignAgain("permanent", "admin");
          } catch (ConcurrencyFailureException toldToTryAgain) {
            return 409;
          }
          return 204;
        });

    assertThat(atOnce(all)).allMatch(status -> status < 500);

    for (Journey idea : ideas) {
      for (Seat seat : seats.seats(idea.subject(), 1)) {
        assertThat(assessments.of(idea.subject(), 1, seat.juror()).isPresent())
            .as("%s is %s", seat.juror(), seat.state())
            .isEqualTo(seat.is(SeatState.REVIEWED));
      }
    }
  }

  @RepeatedTest(4)
  void two_seats_that_become_free_are_not_given_to_the_same_juror() throws Exception {
    Journey idea = route.keepIdea(AUTHOR).enter(REVIEW, "seats", 2);
    List<Seat> turns = seats.seats(idea.subject(), 1);

    atOnce(turns.stream().map(turn -> (Callable<Boolean>) () -> bar(idea, turn.juror())).toList());

    assertThat(seats.seats(idea.subject(), 1))
        .filteredOn(turn -> turn.is(SeatState.INVITED))
        .extracting(Seat::juror)
        .hasSize(2)
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(turns.stream().map(Seat::juror).toList());
  }

  @RepeatedTest(4)
  void two_conflicts_that_are_said_while_the_verdict_waits_are_both_heard() throws Exception {
    Journey idea = route.keepIdea(AUTHOR).enter(REVIEW, "seats", 3);
    List<Seat> turns = seats.seats(idea.subject(), 1);
    for (int i = 0; i < turns.size(); i++) {
      idea.performAs(turns.get(i).juror(), TASK, Sheet.review(5 * (i % 2), "incubate"));
    }
    idea.passSavePoints();

    List<Integer> statuses =
        atOnce(
            turns.subList(0, 2).stream()
                .map(
                    turn ->
                        submission(
                            turn.juror(),
                            turn.task(),
                            Sheet.of("recusal", "conflict", "recusal_reason", "My cousin.")))
                .toList());

    assertThat(statuses).allMatch(status -> status < 500);
    assertThat(verdicts.tally(idea.subject(), 1).orElseThrow().reviews()).isEqualTo(1);
    assertThat(seats.seats(idea.subject(), 1))
        .filteredOn(turn -> turn.is(SeatState.RECUSED))
        .hasSize(2);
  }

  @RepeatedTest(5)
  void an_idea_that_is_withdrawn_while_it_is_reviewed_is_gone() throws Exception {
    Journey idea =
        route
            .keepIdea(AUTHOR)
            .enter("idea_route")
            .perform("task_screen_idea", Sheet.of("screening", "to_jury"))
            .passSavePoints();
    List<Seat> turns = seats.seats(idea.subject(), 1);

    List<Integer> statuses =
        atOnce(
            Stream.concat(
                    Stream.of((Callable<Integer>) () -> journeys.withdraw(idea.subject()) ? 1 : 0),
                    turns.stream()
                        .map(
                            turn ->
                                submission(turn.juror(), turn.task(), Sheet.review(4, "incubate"))))
                .toList());

    assertThat(statuses).allMatch(status -> status < 500).startsWith(1);
    assertThat(seats.seats(idea.subject(), 1))
        .noneMatch(turn -> turn.is(SeatState.INVITED, SeatState.PLANNED));
  }

  @RepeatedTest(3)
  void what_is_typed_while_a_review_is_taken_away_is_kept() throws Exception {
    Journey idea = route.keepIdea(AUTHOR).enter(REVIEW, "seats", 1);
    Seat turn = seats.seats(idea.subject(), 1).get(0);
    TasklistClient juror = browser(turn.juror());
    AtomicInteger typed = new AtomicInteger();
    AtomicBoolean taken = new AtomicBoolean();

    atOnce(
        List.of(
            () -> {
              int status = 200;
              while (status == 200) {
                int word = typed.incrementAndGet();
                status =
                    juror
                        .call(
                            "PUT",
                            "/api/tasks/%s/drafts/w1".formatted(turn.task()),
                            "{\"valued\": \"word %d.\"}".formatted(word))
                        .statusCode();
              }
              assertThat(status).isEqualTo(409);
              return taken.get();
            },
            () -> {
              while (typed.get() < 5) {
                Thread.onSpinWait();
              }
              taken.set(bar(idea, turn.juror()));
              return true;
            }));

    List<String> kept =
        Stream.concat(
                late.of(idea.subject(), 1).stream(),
                late.unsent(idea.subject(), 1, turn.juror()).stream())
            .flatMap(each -> each.answers().stream())
            .map(Said::text)
            .toList();
    assertThat(kept).contains("word %d.".formatted(typed.get()));
    assertThat(kept).contains("word %d.".formatted(typed.get() - 1));
    assertThat(drafts.find(turn.task(), turn.juror())).isEmpty();
  }

  @Test
  void a_review_that_is_begun_while_others_are_sought_stays() throws Exception {
    Journey idea = route.keepIdea(AUTHOR).enter(REVIEW, "seats", 1);
    Seat turn = seats.seats(idea.subject(), 1).get(0);
    panels.setYearlyQuota(turn.juror(), Optional.of(0));
    try {
      meanwhile(
          () -> drafts.close(turn.task()),
          () -> room.assignAgain("permanent", "admin"),
          () -> table.keep(turn.task(), turn.juror(), "w1", null, "{\"valued\": \"Begun.\"}"));
    } finally {
      panels.setYearlyQuota(turn.juror(), Optional.empty());
    }

    assertThat(seats.ofTask(turn.task()).orElseThrow().state()).isEqualTo(SeatState.INVITED);
    assertThat(drafts.find(turn.task(), turn.juror())).hasSize(1);
  }

  @Test
  void who_changes_several_juries_holds_none_while_another_does() throws Exception {
    Journey one = route.keepIdea(AUTHOR).enter(REVIEW, "seats", 3);
    String juror = seats.seats(one.subject(), 1).get(0).juror();
    List<String> ideas =
        seats.of(juror).stream()
            .map(Seat::idea)
            .collect(Collectors.toCollection(TreeSet::new))
            .stream()
            .toList();
    assertThat(ideas).hasSizeGreaterThan(1);
    try {
      meanwhile(
          () -> seats.lockAll(() -> Stream.of(ideas.get(ideas.size() - 1))),
          () -> room.declare(new Tie(juror, "author2", "Cousins.", juror, EngineClock.now())),
          () -> seats.lock(ideas.get(0)));

      assertThat(panels.ties(juror)).extracting(Tie::person).contains("author2");
    } finally {
      room.takeBack(juror, "author2");
    }
  }

  /** What the other does has to wait for what is held first, and goes on after the rest. */
  private void meanwhile(Runnable first, Runnable other, Runnable rest) throws Exception {
    ExecutorService person = Executors.newSingleThreadExecutor();
    try {
      Future<?> waiting =
          transaction.execute(
              status -> {
                first.run();
                Future<?> begun = person.submit(other);
                await()
                    .atMost(Duration.ofMinutes(1))
                    .until(
                        () ->
                            jdbc.sql(
                                        "select count(*) from information_schema.sessions"
                                            + " where blocker_id is not null")
                                    .query(Integer.class)
                                    .single()
                                > 0);
                rest.run();
                return begun;
              });
      waiting.get();
    } finally {
      person.shutdownNow();
    }
  }

  @Test
  void an_idea_that_is_withdrawn_while_the_challenge_closes_has_no_jurors() throws Exception {
    Journey challenge = route.openChallenge();
    List<Journey> ideas =
        IntStream.range(0, 2)
            .mapToObj(
                i ->
                    route
                        .submitIdea(challenge.subject(), "A lamp for shed " + i, Route.TEXT)
                        .perform("task_screen_idea", Sheet.of("screening", "to_jury")))
            .toList();
    Journey withdrawn = ideas.get(0);

    meanwhile(
        () -> seats.lock(withdrawn.subject()),
        () -> challenge.letTimePass("event_closes"),
        () -> journeys.withdraw(withdrawn.subject()));

    assertThat(seats.ofIdea(withdrawn.subject())).isEmpty();
    assertThat(seats.ofIdea(ideas.get(1).subject())).hasSize(3);
    challenge.on("challenge").hasPassed("step_send_reviews");
  }

  @Test
  void nobody_is_named_for_two_seats_of_an_idea() {
    Journey idea = route.keepIdea(AUTHOR).enter(REVIEW, "seats", 2, "maxSubstitutes", 0);
    for (Seat turn : seats.seats(idea.subject(), 1)) {
      idea.performAs(
          turn.juror(), TASK, Sheet.of("recusal", "unavailable", "recusal_reason", "Away."));
    }
    List<Integer> statuses =
        idea.tasks().stream()
            .map(Task::getId)
            .map(
                task -> {
                  TasklistClient chair = browser(CHAIR);
                  chair.claim(task, CHAIR);
                  return chair
                      .submit(task, Sheet.of("seatDecision", "name", "named_juror", "operations"))
                      .statusCode();
                })
            .toList();

    assertThat(statuses).containsExactly(204, 400);
    assertThat(seats.seats(idea.subject(), 1))
        .filteredOn(turn -> turn.juror().equals("operations"))
        .hasSize(1);
  }

  private boolean bar(Journey idea, String juror) {
    return room.settle(
        new PairRule(idea.subject(), juror, Rule.BARRED, "Too close.", CHAIR, EngineClock.now()));
  }

  private Callable<Integer> submission(String juror, String task, Map<String, Object> answers) {
    TasklistClient browser = browser(juror);
    return () -> browser.submit(task, answers).statusCode();
  }

  private static <T> List<T> atOnce(List<Callable<T>> all) throws Exception {
    ExecutorService people = Executors.newFixedThreadPool(all.size());
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> each : people.invokeAll(all)) {
        results.add(each.get());
      }
      return results;
    } finally {
      people.shutdownNow();
    }
  }

  private TasklistClient browser(String account) {
    return new TasklistClient("http://127.0.0.1:" + port).signIn(account, DemoPeople.PASSWORD);
  }
}
