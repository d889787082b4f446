package fr.fabrique.route;

import static fr.fabrique.route.Personas.AUTHOR;
import static fr.fabrique.route.Personas.AUTHOR_OF_ANOTHER_UNIT;
import static fr.fabrique.route.Personas.CHAIR;
import static fr.fabrique.route.Personas.JUROR;
import static fr.fabrique.route.Personas.JUROR_OF_THE_AUTHORS_UNIT;
import static fr.fabrique.route.Personas.OUTSIDER;
import static fr.fabrique.route.Personas.PROCESS_OWNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.fabrique.engine.EngineClock;
import fr.fabrique.engine.LateAnswers;
import fr.fabrique.idea.AuthorsChanged;
import fr.fabrique.idea.Program;
import fr.fabrique.idea.store.IdeaTable;
import fr.fabrique.jury.store.AssessmentTable;
import fr.fabrique.jury.store.LateTable;
import fr.fabrique.jury.store.PanelTable;
import fr.fabrique.jury.store.PanelTable.Tie;
import fr.fabrique.jury.store.SeatTable;
import fr.fabrique.jury.store.SeatTable.Chosen;
import fr.fabrique.jury.store.SeatTable.Seat;
import fr.fabrique.jury.store.SeatTable.SeatState;
import fr.fabrique.jury.store.VerdictTable;
import fr.fabrique.jury.store.VerdictTable.Verdict;
import fr.fabrique.people.People;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.history.HistoricVariableInstance;
import org.camunda.bpm.engine.impl.form.validator.FormFieldValidationException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

@PathsOf("jury-review.bpmn")
class JuryReviewTest {

  private static final String REVIEW = "jury_review";

  @LocalServerPort int port;
  @Autowired Route route;
  @Autowired SeatTable seats;
  @Autowired AssessmentTable assessments;
  @Autowired VerdictTable verdicts;
  @Autowired IdeaTable ideas;
  @Autowired HistoryService history;

  @Nested
  class Enough_jurors_without_conflict {

    @Test
    void three_jurors_are_seated_at_once() {
      Journey idea = underReview();

      assertThat(idea.assigneesOf("task_review_idea")).hasSize(3).doesNotHaveDuplicates();
      idea.on(REVIEW).hasNotPassed("task_complete_panel", "end_seat_empty");
    }

    @Test
    void nobody_of_the_authors_unit_is_seated() {
      Journey idea = underReview();

      assertThat(jurors(idea)).hasSize(3).doesNotContain(JUROR_OF_THE_AUTHORS_UNIT, AUTHOR);
    }

    @Test
    void chair_completes_a_panel_with_too_few_jurors() {
      Journey idea = route.keepIdea(AUTHOR, JUROR).enter(REVIEW);
      assertThat(idea.whereIs()).containsExactly("task_complete_panel");
      assertThat(idea.assigneesOf("task_review_idea")).isEmpty();

      idea.perform(
          "task_complete_panel",
          Sheet.of("jurors", List.of("operations"), "panel_reason", "Runs the bicycle shed."));

      assertThat(idea.assigneesOf("task_review_idea"))
          .containsExactly("juror3", "juror4", "operations");
      idea.on(REVIEW).hasPassed("task_complete_panel").hasNotPassed("end_seat_empty");
    }

    @Test
    void chair_is_asked_again_while_the_panel_is_too_small() {
      Journey idea = route.keepIdea(AUTHOR, JUROR).enter(REVIEW, "seats", 4);

      idea.perform("task_complete_panel", Sheet.of("jurors", List.of("operations")));

      assertThat(idea.whereIs()).containsExactly("task_complete_panel");
    }
  }

  @Nested
  class Juror_available {

    @Test
    void silent_juror_is_replaced_by_a_substitute() {
      Journey idea = underReview();
      String silent = jurors(idea).get(0);

      idea.letTimePassFor(silent, "event_silent");

      assertThat(idea.assigneesOf("task_review_idea")).hasSize(3).doesNotContain(silent);
      assertThat(state(idea, silent)).isEqualTo(SeatState.SILENT);
      idea.on(REVIEW).hasPassed("event_silent").hasNotPassed("end_seat_empty", "event_remind");
    }

    @Test
    void chair_is_asked_when_nobody_is_left() {
      Journey idea = underReview();
      idea.letTimePassFor(jurors(idea).get(0), "event_silent");

      String substitute = idea.assigneesOf("task_review_idea").get(0);
      idea.letTimePassFor(substitute, "event_silent");

      assertThat(idea.assigneesOf("task_review_idea")).hasSize(2);
      idea.on(REVIEW).isWaitingAt("task_fill_seat").hasNotPassed("end_seat_empty");
    }

    @Test
    void no_more_substitutes_are_sought_than_the_bound_allows() {
      Journey idea =
          route.keepIdea(AUTHOR_OF_ANOTHER_UNIT).enter(REVIEW, "seats", 1, "maxSubstitutes", 1);

      idea.letTimePass("event_silent").letTimePass("event_silent");

      assertThat(jurors(idea)).hasSize(2);
      assertThat(idea.whereIs()).containsExactly("task_fill_seat");
    }
  }

  @Nested
  class Somebody_named {

    @Test
    void seat_that_the_chair_leaves_empty_goes_without_a_review() {
      Journey idea = chainExhausted();

      idea.perform("task_fill_seat", Sheet.of("seatDecision", "empty"));

      idea.on(REVIEW).hasPassed("end_seat_empty").hasNotPassed("end_reviewed");
      assertThat(idea.whereIs()).containsExactly("task_deliberate");
    }

    @Test
    void somebody_whom_the_chair_names_reviews_the_idea() {
      Journey idea = chainExhausted();

      idea.perform("task_fill_seat", Sheet.of("seatDecision", "name", "named_juror", "operations"));

      assertThat(idea.assigneesOf("task_review_idea")).containsExactly("operations");
      assertThat(seat(idea, "operations").chosen()).isEqualTo(Chosen.CHAIR);
      assertThat(seat(idea, "operations").chosenBy()).isEqualTo(CHAIR);
      idea.on(REVIEW).hasNotPassed("end_seat_empty");
    }

    @Test
    void nobody_with_a_conflict_is_offered_to_the_chair() {
      Journey idea = chainExhausted();

      assertThat(String.valueOf(idea.shownTo(CHAIR, "task_fill_seat").get("jury_candidates")))
          .contains("operations")
          .doesNotContain("\"author\"", JUROR_OF_THE_AUTHORS_UNIT);
      assertThatThrownBy(
              () ->
                  idea.perform(
                      "task_fill_seat",
                      Sheet.of("seatDecision", "name", "named_juror", JUROR_OF_THE_AUTHORS_UNIT)))
          .isInstanceOf(FormFieldValidationException.class);
    }

    private Journey chainExhausted() {
      Journey idea = route.keepIdea(AUTHOR).enter(REVIEW, "seats", 1, "maxSubstitutes", 0);
      return idea.letTimePass("event_silent");
    }
  }

  @Nested
  class A_conflict_appears {

    @Autowired PanelTable panels;
    @Autowired People people;
    @Autowired TransactionTemplate inOne;
    @Autowired ApplicationEventPublisher events;

    @Test
    void juror_who_moves_to_the_authors_unit_is_replaced() {
      Journey idea = underReview();
      String partial = jurors(idea).get(0);
      String home = people.unit(partial).orElseThrow();

      people.move(partial, people.unit(AUTHOR).orElseThrow());
      try {
        assertThat(idea.assigneesOf("task_review_idea")).hasSize(3).doesNotContain(partial);
        assertThat(state(idea, partial)).isEqualTo(SeatState.WITHDRAWN);
        assertThat(seat(idea, partial).reason()).contains("same unit");
        assertThat(idea.told("review_withdrawn")).containsExactly(partial);
        idea.on(REVIEW).hasPassed("event_withdrawn").hasNotPassed("event_silent");
      } finally {
        people.move(partial, home);
      }
    }

    @Test
    void juror_whom_an_administrator_moves_is_replaced_for_good() {
      Journey idea = underReview();
      String partial = jurors(idea).get(0);
      String home = people.unit(partial).orElseThrow();
      try {
        assertThat(move(partial, people.unit(AUTHOR).orElseThrow())).isEqualTo(200);

        List<String> seated = idea.assigneesOf("task_review_idea");
        assertThat(seated).hasSize(3).doesNotContain(partial);
        assertThat(state(idea, partial)).isEqualTo(SeatState.WITHDRAWN);
        assertThat(idea.told("review_withdrawn")).containsExactly(partial);
        idea.on(REVIEW).hasPassed("event_withdrawn").hasNotPassed("event_silent");

        assertThat(move(partial, home)).isEqualTo(200);

        assertThat(idea.assigneesOf("task_review_idea")).isEqualTo(seated);
        assertThat(state(idea, partial)).isEqualTo(SeatState.WITHDRAWN);
      } finally {
        people.move(partial, home);
      }
    }

    @Test
    void juror_who_comes_near_the_author_with_their_unit_is_replaced() {
      Journey idea = underReview();
      String partial = jurors(idea).get(0);
      String unit = people.unit(partial).orElseThrow();
      String name = people.nameAndUnit(partial).split(", ")[1];
      try {
        place(unit, name, people.unit(AUTHOR).orElseThrow());

        assertThat(idea.assigneesOf("task_review_idea")).doesNotContain(partial);
        assertThat(state(idea, partial)).isEqualTo(SeatState.WITHDRAWN);
      } finally {
        place(unit, name, "sg");
      }
    }

    private int move(String person, String unit) {
      return new Program(port, "admin")
          .put("/api/people/%s/unit".formatted(person), "{\"unit\": \"%s\"}".formatted(unit))
          .status();
    }

    private void place(String unit, String name, String parent) {
      assertThat(
              new Program(port, "admin")
                  .put(
                      "/api/units/" + unit,
                      "{\"name\": \"%s\", \"parent\": \"%s\"}".formatted(name, parent))
                  .status())
          .isEqualTo(200);
    }

    @Test
    void author_who_moves_to_a_jurors_unit_is_noticed_as_well() {
      Journey idea = underReview();
      String partial = jurors(idea).get(0);
      String home = people.unit(AUTHOR).orElseThrow();

      people.move(AUTHOR, people.unit(partial).orElseThrow());
      try {
        assertThat(idea.assigneesOf("task_review_idea")).doesNotContain(partial);
      } finally {
        people.move(AUTHOR, home);
      }
    }

    @Test
    void juror_who_has_become_an_author_is_replaced() {
      Journey idea = underReview();
      String partial = jurors(idea).get(0);

      inOne.executeWithoutResult(
          status -> {
            ideas.addCoAuthor(idea.subject(), partial);
            events.publishEvent(new AuthorsChanged(idea.subject()));
          });

      assertThat(idea.assigneesOf("task_review_idea")).doesNotContain(partial);
      assertThat(state(idea, partial)).isEqualTo(SeatState.WITHDRAWN);
    }

    @Test
    void juror_with_a_declared_tie_is_never_asked() {
      panels.declare(new Tie("juror3", AUTHOR, "Friends", "juror3", EngineClock.now()));
      try {
        Journey idea = route.keepIdea(AUTHOR).enter(REVIEW);

        assertThat(jurors(idea)).hasSize(3).doesNotContain("juror3");
      } finally {
        panels.takeBack("juror3", AUTHOR, EngineClock.now());
      }
    }

    @Test
    void juror_who_stepped_out_for_a_conflict_is_not_asked_in_a_later_round() {
      Journey idea = route.keepIdea(AUTHOR).enter(REVIEW, "seats", 1, "quorum", 1);
      String partial = jurors(idea).get(0);
      idea.performAs(partial, "task_review_idea", Sheet.stepOut());
      idea.reviewedByAll(3, "rework").carryOn("step_send_feedback");

      idea.enter(REVIEW, "seats", 3);

      assertThat(idea.assigneesOf("task_review_idea")).hasSize(3).doesNotContain(partial);
    }
  }

  @Nested
  class Handing_on {

    @Test
    void colleague_whom_the_juror_names_takes_over() {
      Journey idea = route.keepIdea(AUTHOR).enter(REVIEW, "seats", 1);
      String juror = jurors(idea).get(0);
      String colleague = juror.equals("juror3") ? "juror4" : "juror3";

      idea.performAs(juror, "task_review_idea", handOn(colleague));

      assertThat(idea.assigneesOf("task_review_idea")).containsExactly(colleague);
      assertThat(state(idea, juror)).isEqualTo(SeatState.DELEGATED);
      assertThat(seat(idea, colleague).chosenBy()).isEqualTo(juror);
    }

    @Test
    void colleague_with_a_conflict_is_refused_and_the_review_stays() {
      Journey idea = route.keepIdea(AUTHOR).enter(REVIEW, "seats", 1);
      String juror = jurors(idea).get(0);

      assertThatThrownBy(
              () -> idea.performAs(juror, "task_review_idea", handOn(JUROR_OF_THE_AUTHORS_UNIT)))
          .isInstanceOf(FormFieldValidationException.class);

      assertThat(idea.assigneesOf("task_review_idea")).containsExactly(juror);
      assertThat(state(idea, juror)).isEqualTo(SeatState.INVITED);
    }

    @Test
    void juror_without_time_is_replaced_without_being_barred() {
      Journey idea = route.keepIdea(AUTHOR).enter(REVIEW, "seats", 1);
      String juror = jurors(idea).get(0);

      idea.performAs(
          juror, "task_review_idea", Sheet.of("recusal", "unavailable", "recusal_reason", "Away."));

      assertThat(idea.assigneesOf("task_review_idea")).hasSize(1).doesNotContain(juror);
      assertThat(state(idea, juror)).isEqualTo(SeatState.UNAVAILABLE);
    }

    private Map<String, Object> handOn(String colleague) {
      return Sheet.of(
          "recusal", "delegate", "delegate_to", colleague, "recusal_reason", "Knows the field.");
    }
  }

  @Nested
  class Challenge_still_gathers {

    @Test
    void review_waits_until_the_challenge_closes() {
      Journey challenge = route.openChallenge();
      Journey idea = route.submitIdea(challenge.subject(), "Bicycles", Route.TEXT);
      idea.perform("task_screen_idea", Sheet.of("screening", "to_jury"));

      assertThat(idea.whereIs()).containsExactly("event_panel_assigned");
      assertThat(jurors(idea)).isEmpty();

      challenge.letTimePass("event_closes");
      idea.passSavePoints();

      assertThat(idea.assigneesOf("task_review_idea")).hasSize(3);
      assertThat(seats.seats(idea.subject(), 1))
          .allMatch(turn -> turn.chosen() == Chosen.OPTIMUM && turn.loadThen() != null);
      idea.on(REVIEW).hasPassed("event_panel_assigned").hasNotPassed("task_complete_panel");
    }
  }

  @Nested
  class Late {

    @Autowired LateTable late;
    @Autowired LateAnswers lateAnswers;

    @Test
    void what_is_sent_after_the_deadline_is_kept_and_shown_to_the_chair() {
      Journey idea = route.keepIdea(AUTHOR).enter(REVIEW, "seats", 1, "maxSubstitutes", 0);
      String slow = jurors(idea).get(0);
      String task = idea.taskOf(slow, "task_review_idea").getId();
      idea.letTimePass("event_silent");

      assertThat(lateAnswers.keep(task, slow, Sheet.review(4, "incubate"))).isPresent();
      assertThat(lateAnswers.keep(task, OUTSIDER, Sheet.review(4, "incubate"))).isEmpty();

      assertThat(late.of(idea.subject(), 1))
          .singleElement()
          .satisfies(
              review -> {
                assertThat(review.juror()).isEqualTo(slow);
                assertThat(review.answers())
                    .anySatisfy(
                        said -> assertThat(said.text()).isEqualTo("Thank you for this idea."));
              });
      idea.perform("task_fill_seat", Sheet.of("seatDecision", "empty"));
      assertThat(String.valueOf(idea.shownTo(CHAIR, "task_deliberate").get("jury_late")))
          .contains("Thank you for this idea.");
      assertThat(assessments.of(idea.subject(), 1)).isEmpty();
    }
  }

  @Nested
  class Did_the_juror_step_out {

    @Test
    void juror_with_a_conflict_is_replaced_and_not_heard() {
      Journey idea = underReview();
      String partial = jurors(idea).get(0);

      idea.performAs(partial, "task_review_idea", Sheet.stepOut());

      assertThat(idea.assigneesOf("task_review_idea")).hasSize(3).doesNotContain(partial);
      assertThat(state(idea, partial)).isEqualTo(SeatState.RECUSED);
      assertThat(assessments.of(idea.subject(), 1)).isEmpty();
      idea.on(REVIEW).hasNotPassed("end_reviewed", "event_silent");
    }

    @Test
    void why_a_juror_stepped_out_is_kept() {
      Journey idea = underReview();
      String partial = jurors(idea).get(0);

      idea.performAs(partial, "task_review_idea", Sheet.stepOut());

      assertThat(seat(idea, partial).reason()).isEqualTo("The author is a friend.");
    }

    @Test
    void juror_without_conflict_is_heard() {
      Journey idea = underReview();
      String heard = jurors(idea).get(0);

      idea.performAs(heard, "task_review_idea", Sheet.review(4, "incubate"));

      assertThat(idea.assigneesOf("task_review_idea")).hasSize(2).doesNotContain(heard);
      assertThat(state(idea, heard)).isEqualTo(SeatState.REVIEWED);
      assertThat(assessments.of(idea.subject(), 1)).hasSize(1);
      idea.on(REVIEW).hasPassed("end_reviewed").hasNotPassed("end_seat_empty");
      assertThat(seats.seats(idea.subject(), 1)).hasSize(3);
    }
  }

  @Nested
  class Reminder {

    @Test
    void reminded_juror_keeps_the_review() {
      Journey idea = underReview();
      String slow = jurors(idea).get(0);

      idea.letTimePassFor(slow, "event_remind");

      assertThat(route.about(slow).told("reviews_open")).contains(slow);
      assertThat(idea.assigneesOf("task_review_idea")).contains(slow).hasSize(3);
      idea.on(REVIEW).hasPassed("event_remind", "end_reminded").hasNotPassed("event_silent");

      idea.performAs(slow, "task_review_idea", Sheet.review(4, "incubate"));
      assertThat(state(idea, slow)).isEqualTo(SeatState.REVIEWED);
    }

    @Test
    void reminded_juror_who_stays_silent_is_replaced_all_the_same() {
      Journey idea = underReview();
      String silent = jurors(idea).get(0);

      idea.letTimePassFor(silent, "event_remind").letTimePassFor(silent, "event_silent");

      assertThat(idea.assigneesOf("task_review_idea")).hasSize(3).doesNotContain(silent);
    }

    @Test
    void reminder_comes_before_the_deadline_when_a_challenge_shortens_the_review() {
      Journey challenge = route.openChallenge("review_time", "P7D");
      Journey idea = route.submitIdea(challenge.subject(), "Bicycles", Route.TEXT);
      idea.perform("task_screen_idea", Sheet.of("screening", "to_jury"));
      challenge.letTimePass("event_closes");
      idea.passSavePoints();
      String juror = jurors(idea).get(0);

      long reminder = idea.timerFor(juror, "event_remind").getDuedate().getTime();
      long deadline = idea.timerFor(juror, "event_silent").getDuedate().getTime();
      long start = idea.taskOf(juror, "task_review_idea").getCreateTime().getTime();

      assertThat(days(deadline - start)).isEqualTo(7);
      assertThat(days(reminder - start)).isEqualTo(3.5);
    }

    private static double days(long milliseconds) {
      return Math.round(milliseconds / 43_200_000d) / 2d;
    }
  }

  @Nested
  class Does_the_jury_agree {

    @Test
    void jury_that_agrees_needs_no_chair() {
      Journey idea = underReview().reviewedByAll(4, "incubate");

      idea.on(REVIEW).hasPassed("step_record_verdict").hasNotPassed("task_deliberate");
      assertThat(verdict(idea).verdict()).isEqualTo("incubate");
      assertThat(verdict(idea).reviews()).isEqualTo(3);
      assertThat(verdict(idea).mean()).isEqualTo(4);
    }

    @Test
    void chair_decides_when_the_jurors_disagree() {
      Journey idea = underReview();
      List<String> jurors = jurors(idea);
      idea.performAs(jurors.get(0), "task_review_idea", Sheet.review(5, "incubate"));
      idea.performAs(jurors.get(1), "task_review_idea", Sheet.review(5, "incubate"));
      idea.performAs(jurors.get(2), "task_review_idea", Sheet.review(0, "decline"));
      idea.on(REVIEW).isWaitingAt("task_deliberate").hasNotPassed("step_record_verdict");

      idea.perform(
          "task_deliberate",
          Sheet.of("verdict", "rework", "reason", "Two readings of the same idea."));

      idea.on(REVIEW).hasPassedInOrder("task_deliberate", "step_record_verdict");
      assertThat(verdict(idea).verdict()).isEqualTo("rework");
      assertThat(verdict(idea).reason()).isEqualTo("Two readings of the same idea.");
    }

    @Test
    void chair_decides_when_too_few_are_heard() {
      Journey idea = underReview();
      List<String> jurors = jurors(idea);
      idea.performAs(jurors.get(0), "task_review_idea", Sheet.review(5, "incubate"));
      for (int left = 3; left > 0; left--) {
        idea.letTimePassFor(idea.assigneesOf("task_review_idea").get(0), "event_silent");
      }
      while (!idea.whereIs().contains("task_deliberate")) {
        idea.leaveASeatEmpty();
      }

      idea.on(REVIEW).isWaitingAt("task_deliberate").hasPassed("end_seat_empty", "end_reviewed");
    }
  }

  @Nested
  class What_a_verdict_rests_on {

    @Test
    void inputs_the_table_and_the_rule_that_fired_are_kept() {
      Journey idea = underReview().reviewedByAll(4, "incubate");

      Verdict verdict = verdict(idea);
      assertThat(verdict.rule()).isEqualTo("rule_incubate");
      assertThat(verdict.ruleSentence()).isNotBlank();
      assertThat(verdict.decisionVersion()).isPositive();
      assertThat(verdict.proposed()).isEqualTo("incubate");
      assertThat(verdicts.inputs(idea.subject(), 1))
          .containsEntry("mean", "4.0")
          .containsEntry("agreement", "1.0")
          .containsEntry("quorum", "2")
          .containsEntry("reviews", "3");
    }

    @Test
    void evenly_split_advice_is_settled_by_the_chair() {
      Journey idea = route.keepIdea(AUTHOR).enter(REVIEW, "seats", 2);
      List<String> jurors = jurors(idea);

      idea.performAs(jurors.get(0), "task_review_idea", Sheet.review(4, "incubate"));
      idea.performAs(jurors.get(1), "task_review_idea", Sheet.review(4, "quick_win"));

      idea.on(REVIEW).isWaitingAt("task_deliberate").hasNotPassed("step_record_verdict");
      idea.perform("task_deliberate", Sheet.of("verdict", "quick_win", "reason", "It is simple."));
      assertThat(verdict(idea).rule()).isEqualTo("rule_no_majority");
      assertThat(verdict(idea).proposed()).isEqualTo("deliberate");
    }

    @Test
    void chair_with_a_conflict_sees_no_assessment() {
      Journey idea = route.keepIdea("juror4").enter(REVIEW, "seats", 2);
      List<String> jurors = jurors(idea);
      idea.performAs(jurors.get(0), "task_review_idea", Sheet.review(5, "incubate"));
      idea.performAs(jurors.get(1), "task_review_idea", Sheet.review(0, "decline"));

      assertThat(idea.shownTo(CHAIR, "task_deliberate"))
          .doesNotContainKeys("jury_assessments", "jury_distribution", "jury_tally");
    }
  }

  @Nested
  class Feedback {

    @Test
    void verdict_stands_before_the_author_is_told() {
      Journey idea = underReview().reviewedByAll(4, "incubate");
      assertThat(idea.whereIs()).containsExactly("step_send_feedback");
      assertThat(idea.told("idea_verdict")).isEmpty();

      idea.carryOn("step_send_feedback");

      assertThat(idea.told("idea_verdict")).containsExactly(AUTHOR);
      idea.on(REVIEW).isEnded().hasPassed("end_verdict_given");
    }
  }

  @Nested
  class Parallel_seats {

    @Test
    void facts_of_one_seat_do_not_reach_another() {
      Journey idea = underReview();
      List<String> jurors = jurors(idea);

      idea.performAs(jurors.get(0), "task_review_idea", Sheet.stepOut());
      idea.performAs(jurors.get(1), "task_review_idea", Sheet.review(4, "incubate"));

      assertThat(facts(idea, "juror")).hasSize(3).doesNotHaveDuplicates();
      assertThat(facts(idea, "recusal")).containsExactlyInAnyOrder("conflict", "none", null);
      assertThat(factsOfTheWhole(idea)).doesNotContainKeys("juror", "seated", "recusal");
    }

    private List<Object> facts(Journey idea, String name) {
      return variables(idea).stream()
          .filter(variable -> variable.getName().equals(name))
          .map(HistoricVariableInstance::getValue)
          .toList();
    }

    private Map<String, Long> factsOfTheWhole(Journey idea) {
      return variables(idea).stream()
          .filter(v -> v.getActivityInstanceId().equals(v.getProcessInstanceId()))
          .collect(Collectors.groupingBy(HistoricVariableInstance::getName, Collectors.counting()));
    }

    private List<HistoricVariableInstance> variables(Journey idea) {
      return history
          .createHistoricVariableInstanceQuery()
          .processInstanceId(idea.runs(REVIEW).get(0).getId())
          .list();
    }
  }

  @Nested
  class Who_may_review {

    @Test
    void nobody_else_answers_in_a_jurors_place() {
      Journey idea = route.keepIdea(AUTHOR).enter(REVIEW, "seats", 1);

      for (String other : List.of(OUTSIDER, CHAIR, PROCESS_OWNER, AUTHOR)) {
        assertThatThrownBy(
                () -> idea.attempt(other, "task_review_idea", Sheet.review(5, "incubate")))
            .as(other)
            .isInstanceOf(AuthorizationException.class);
      }

      assertThat(assessments.of(idea.subject(), 1)).isEmpty();
      assertThat(idea.assigneesOf("task_review_idea")).hasSize(1);
    }
  }

  private Journey underReview() {
    return route.keepIdea(AUTHOR).enter(REVIEW);
  }

  /** Those who were ever seated, in the order of the seats. */
  private List<String> jurors(Journey idea) {
    return seats.seats(idea.subject(), 1).stream().map(Seat::juror).toList();
  }

  private Seat seat(Journey idea, String juror) {
    return seats.seats(idea.subject(), 1).stream()
        .filter(seat -> seat.juror().equals(juror))
        .findFirst()
        .orElseThrow();
  }

  private SeatState state(Journey idea, String juror) {
    return seat(idea, juror).state();
  }

  private Verdict verdict(Journey idea) {
    return verdicts.lastVerdict(idea.subject()).orElseThrow();
  }
}
