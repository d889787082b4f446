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

import fr.fabrique.jury.store.AssessmentTable;
import fr.fabrique.jury.store.SeatTable;
import fr.fabrique.jury.store.SeatTable.Seat;
import fr.fabrique.jury.store.SeatTable.SeatState;
import fr.fabrique.jury.store.VerdictTable;
import fr.fabrique.jury.store.VerdictTable.Verdict;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.history.HistoricVariableInstance;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@PathsOf("jury-review.bpmn")
class JuryReviewTest {

  private static final String REVIEW = "jury_review";

  @Autowired Route route;
  @Autowired SeatTable seats;
  @Autowired AssessmentTable assessments;
  @Autowired VerdictTable verdicts;
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
      assertThat(jurors(idea)).isEmpty();

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
    void seat_stays_empty_when_nobody_is_left() {
      Journey idea = underReview();
      idea.letTimePassFor(jurors(idea).get(0), "event_silent");

      String substitute = idea.assigneesOf("task_review_idea").get(0);
      idea.letTimePassFor(substitute, "event_silent");

      assertThat(idea.assigneesOf("task_review_idea")).hasSize(2);
      idea.on(REVIEW).hasPassed("end_seat_empty").hasNotPassed("end_reviewed");
    }

    @Test
    void no_more_substitutes_are_sought_than_the_bound_allows() {
      Journey idea =
          route.keepIdea(AUTHOR_OF_ANOTHER_UNIT).enter(REVIEW, "seats", 1, "maxSubstitutes", 1);

      idea.letTimePass("event_silent").letTimePass("event_silent");

      assertThat(jurors(idea)).hasSize(2);
      idea.on(REVIEW).hasPassed("end_seat_empty").hasNotPassed("end_reviewed");
      assertThat(idea.whereIs()).containsExactly("task_deliberate");
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

      assertThat(idea.told("review_reminder")).containsExactly(slow);
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
      Journey challenge = route.openChallenge("P7D");
      Journey idea = route.submitIdea(challenge.subject(), "Bicycles", Route.TEXT);
      idea.perform("task_screen_idea", Sheet.of("screening", "to_jury"));
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

      idea.on(REVIEW).isWaitingAt("task_deliberate").hasPassed("end_seat_empty", "end_reviewed");
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
