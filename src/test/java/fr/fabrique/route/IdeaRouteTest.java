package fr.fabrique.route;

import static fr.fabrique.route.Personas.AUTHOR;
import static fr.fabrique.route.Personas.OUTSIDER;
import static fr.fabrique.route.Personas.SPONSOR;
import static fr.fabrique.route.Stations.handOver;
import static fr.fabrique.route.Stations.incubate;
import static fr.fabrique.route.Stations.judge;
import static fr.fabrique.route.Stations.measureImpact;
import static fr.fabrique.route.Stations.sendToJury;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.fabrique.engine.EngineClock;
import fr.fabrique.idea.Ideas;
import fr.fabrique.idea.Ideas.Idea;
import fr.fabrique.jury.store.AssessmentTable;
import fr.fabrique.jury.store.SeatTable;
import fr.fabrique.jury.store.VerdictTable;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.camunda.bpm.engine.AuthorizationException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@PathsOf("idea-route.bpmn")
class IdeaRouteTest {

  private static final String ROUTE = "idea_route";
  private static final String JURY = "jury_review";
  private static final String INCUBATION = "incubation";
  private static final String PERMANENT = "permanent";

  @Autowired Route route;
  @Autowired Ideas ideas;
  @Autowired VerdictTable verdicts;
  @Autowired AssessmentTable assessments;
  @Autowired SeatTable seats;
  @Autowired JdbcClient jdbc;

  @Nested
  class Eligible {

    @Test
    void complete_idea_is_screened() {
      Journey idea = route.submitIdea();

      assertThat(idea.whereIs()).containsExactly("task_screen_idea");
      idea.on(ROUTE).hasNotPassed("task_complete_idea", "task_offer_help");
    }

    @Test
    void incomplete_idea_goes_back_to_its_author_and_is_screened_once_complete() {
      Journey idea = route.submitIdea(PERMANENT, "Bicycles", "Lend some.");
      assertThat(idea.assigneesOf("task_complete_idea")).containsExactly(AUTHOR);
      idea.on(ROUTE).hasNotPassed("task_offer_help");

      idea.perform("task_complete_idea");

      assertThat(idea.whereIs()).containsExactly("task_screen_idea");
      assertThat(kept(idea).title()).isEqualTo("Bicycles between sites");
      idea.on(ROUTE).hasNotPassed("event_no_answer");
    }

    @Test
    void author_reads_which_rule_asks_for_more() {
      Journey idea = route.submitIdea(PERMANENT, "Bicycles", "Lend some.");

      assertThat(idea.shownTo(AUTHOR, "task_complete_idea").get("idea_eligibility"))
          .asString()
          .contains("A text this short cannot be judged");
    }

    @Test
    void idea_that_must_not_be_shared_is_out_of_scope_and_its_author_is_helped() {
      Journey idea = route.submitIdea(PERMANENT, "DIFFUSION RESTREINTE plan", Route.TEXT);
      assertThat(idea.whereIs()).containsExactly("task_offer_help");

      idea.perform("task_offer_help");

      idea.on(ROUTE)
          .isEnded()
          .hasPassed("end_declined")
          .hasNotPassed("task_screen_idea", "task_complete_idea", "call_jury_review");
    }

    @Test
    void author_who_does_not_answer_finds_the_idea_asleep() {
      Journey idea = route.submitIdea(PERMANENT, "Bicycles", "Lend some.");

      idea.letTimePass("event_no_answer");

      assertThat(idea.whereIs()).containsExactly("gateway_asleep");
      assertThat(idea.tasks()).isEmpty();
      assertThat(idea.told("idea_asleep")).containsExactly(AUTHOR);
      idea.on(ROUTE).hasPassed("step_put_to_sleep").hasNotPassed("task_screen_idea");
    }
  }

  @Nested
  class Screened {

    @Test
    void promising_idea_goes_to_the_jury() {
      Journey idea = sendToJury(route.submitIdea());

      assertThat(idea.whereIs()).hasSize(3).containsOnly("task_review_idea");
      idea.on(ROUTE).hasNotPassed("task_complete_idea", "step_merge_idea", "task_offer_help");
    }

    @Test
    void animator_asks_the_author_for_more() {
      Journey idea = route.submitIdea();

      idea.perform(
          "task_screen_idea", Sheet.of("screening", "ask_author", "question", "Which sites?"));

      assertThat(idea.whereIs()).containsExactly("task_complete_idea");
      idea.on(ROUTE).hasNotPassed("call_jury_review", "step_merge_idea", "task_offer_help");
    }

    @Test
    void idea_is_merged_into_a_similar_one_and_its_author_joins_the_others() {
      String challenge = route.openChallenge().subject();
      Journey first = route.submitIdea(challenge, "Bicycles between our sites", Route.TEXT);
      jdbc.sql("update idea set author = ? where id = ?")
          .params(OUTSIDER, first.subject())
          .update();
      Journey second = route.submitIdea(challenge, "Bicycles between the sites", Route.TEXT);

      second.perform(
          "task_screen_idea", Sheet.of("screening", "merge", "merge_into", first.subject()));

      second
          .on(ROUTE)
          .isEnded()
          .hasPassed("step_merge_idea", "end_merged")
          .hasNotPassed("call_jury_review", "task_offer_help");
      assertThat(kept(second).mergedInto()).isEqualTo(first.subject());
      assertThat(ideas.authors(first.subject())).containsExactlyInAnyOrder(OUTSIDER, AUTHOR);
      assertThat(first.whereIs()).containsExactly("task_screen_idea");
    }

    @Test
    void declined_idea_gets_feedback_and_an_offer_of_help() {
      Journey idea = route.submitIdea();

      idea.perform("task_screen_idea", Sheet.of("screening", "decline", "reason", "Done already."))
          .perform("task_offer_help");

      idea.on(ROUTE)
          .isEnded()
          .hasPassed("end_declined")
          .hasNotPassed("call_jury_review", "step_merge_idea", "task_complete_idea");
    }

    @Test
    void only_animators_screen() {
      Journey idea = route.submitIdea();

      assertThatThrownBy(
              () -> idea.attempt(AUTHOR, "task_screen_idea", Sheet.of("screening", "to_jury")))
          .isInstanceOf(AuthorizationException.class);
    }
  }

  @Nested
  class Which_verdict {

    @Test
    void good_idea_is_incubated() {
      Journey idea = judge(sendToJury(route.submitIdea()), "incubate");

      assertThat(idea.whereIs()).containsExactly("task_name_team");
      idea.on(ROUTE)
          .hasNotPassed("task_carry_out_quick_win", "task_rework_idea", "task_offer_help");
    }

    @Test
    void quick_win_is_carried_out_by_the_authors_manager() {
      Journey idea = judge(sendToJury(route.submitIdea()), "quick_win");
      assertThat(idea.assigneesOf("task_carry_out_quick_win")).containsExactly(SPONSOR);

      idea.perform("task_carry_out_quick_win");

      idea.on(ROUTE)
          .isEnded()
          .hasPassed("end_quick_win")
          .hasNotPassed("call_incubation", "task_rework_idea", "step_put_to_sleep");
    }

    @Test
    void promising_idea_is_reworked_and_judged_again() {
      Journey idea = judge(sendToJury(route.submitIdea()), "rework");
      assertThat(idea.assigneesOf("task_rework_idea")).containsExactly(AUTHOR);

      idea.perform("task_rework_idea");

      assertThat(idea.whereIs()).hasSize(3).containsOnly("task_review_idea");
      assertThat(idea.runs(JURY)).hasSize(2);
      assertThat(verdicts.round(idea.subject())).isEqualTo(2);
      assertThat(kept(idea).title()).isEqualTo("Bicycles between sites, again");
      idea.on(ROUTE).hasNotPassed("call_incubation", "step_put_to_sleep", "event_not_reworked");
    }

    @Test
    void idea_that_is_not_reworked_falls_asleep() {
      Journey idea = judge(sendToJury(route.submitIdea()), "rework");

      idea.letTimePass("event_not_reworked");

      assertThat(idea.whereIs()).containsExactly("gateway_asleep");
      assertThat(idea.tasks()).isEmpty();
      assertThat(idea.runs(JURY)).hasSize(1);
    }

    @Test
    void idea_before_its_time_is_kept_for_later() {
      Journey idea = judge(sendToJury(route.submitIdea()), "keep_for_later");

      assertThat(idea.whereIs()).containsExactly("gateway_asleep");
      assertThat(idea.told("idea_asleep")).containsExactly(AUTHOR);
      idea.on(ROUTE).hasNotPassed("call_incubation", "task_rework_idea", "task_offer_help");
    }

    @Test
    void idea_the_jury_declines_gets_feedback_and_an_offer_of_help() {
      Journey idea = judge(sendToJury(route.submitIdea()), "decline");
      assertThat(idea.whereIs()).containsExactly("task_offer_help");

      idea.perform("task_offer_help");

      idea.on(ROUTE)
          .isEnded()
          .hasPassed("end_declined")
          .hasNotPassed("call_incubation", "step_put_to_sleep");
    }
  }

  @Nested
  class Asleep {

    @Test
    void revived_idea_is_screened_again() {
      Journey idea = asleep();

      idea.revive();

      assertThat(idea.whereIs()).containsExactly("task_screen_idea");
      idea.on(ROUTE).hasPassed("event_revived").hasNotPassed("event_sleep_over", "end_archived");
    }

    @Test
    void revived_idea_is_judged_in_a_round_of_its_own() {
      Journey idea = asleep();
      idea.revive();

      judge(sendToJury(idea), "incubate");

      assertThat(assessments.of(idea.subject(), 2)).hasSize(3);
      assertThat(idea.whereIs()).containsExactly("task_name_team");
    }

    @Test
    void idea_that_sleeps_too_long_is_archived() {
      Journey idea = asleep();

      idea.letTimePass("event_sleep_over");

      idea.on(ROUTE).isEnded().hasPassed("end_archived").hasNotPassed("event_revived");
    }

    private Journey asleep() {
      return judge(sendToJury(route.submitIdea()), "keep_for_later");
    }
  }

  @Nested
  class What_did_incubation_show {

    @Test
    void idea_that_works_is_handed_over_to_production() {
      Journey idea = incubate(incubating(), "continue");

      assertThat(idea.whereIs()).hasSize(6).allMatch(task -> task.startsWith("task_check_"));
      idea.on(ROUTE).hasNotPassed("task_reframe_idea", "step_put_to_sleep", "step_record_stop");
    }

    @Test
    void idea_that_pivots_is_reframed_and_incubated_again() {
      Journey idea = incubate(incubating(), "pivot");
      assertThat(idea.assigneesOf("task_reframe_idea")).containsExactly(AUTHOR);

      idea.perform("task_reframe_idea");

      assertThat(idea.whereIs()).containsExactly("task_name_team");
      assertThat(idea.runs(INCUBATION)).hasSize(2);
      assertThat(kept(idea).title()).isEqualTo("Bicycles for visitors");
      idea.on(ROUTE).hasNotPassed("call_production_handover", "step_put_to_sleep");
    }

    @Test
    void idea_that_must_wait_is_put_to_sleep() {
      Journey idea = incubate(incubating(), "sleep");

      assertThat(idea.whereIs()).containsExactly("gateway_asleep");
      idea.on(ROUTE).hasNotPassed("call_production_handover", "step_record_stop");
    }

    @Test
    void idea_that_stops_leaves_its_lessons() {
      Journey idea = incubate(incubating(), "stop");

      idea.on(ROUTE)
          .isEnded()
          .hasPassed("step_record_stop", "end_stopped")
          .hasNotPassed("call_production_handover", "step_put_to_sleep", "task_reframe_idea");
      assertThat(idea.told("idea_stopped")).containsExactly(AUTHOR);
    }

    private Journey incubating() {
      return judge(sendToJury(route.submitIdea()), "incubate");
    }
  }

  @Nested
  class Accepted_in_production {

    @Test
    void service_in_use_is_measured_three_times_and_reaches_the_end() {
      Journey idea = measureImpact(handOver(proven(), "go"));

      idea.on(ROUTE)
          .isEnded()
          .hasPassedInOrder(
              "call_jury_review",
              "call_incubation",
              "call_production_handover",
              "task_measure_first_impact",
              "task_measure_second_impact",
              "task_measure_third_impact",
              "end_in_production")
          .hasNotPassed("step_put_to_sleep", "task_offer_help");
    }

    @Test
    void impact_that_is_measured_late_moves_no_later_measurement() {
      Journey idea = handOver(proven(), "go");
      LocalDate handedOver = EngineClock.now().toLocalDate();
      assertThat(due(idea, "event_first_impact")).isEqualTo(handedOver.plusMonths(3));

      idea.letTimePass("event_first_impact");
      EngineClock.stopAt(EngineClock.now().plusMonths(5).toInstant());
      try {
        idea.perform("task_measure_first_impact");
      } finally {
        EngineClock.release();
      }
      assertThat(due(idea, "event_second_impact")).isEqualTo(handedOver.plusMonths(6));

      idea.letTimePass("event_second_impact").perform("task_measure_second_impact");
      assertThat(due(idea, "event_third_impact")).isEqualTo(handedOver.plusMonths(12));
    }

    private LocalDate due(Journey idea, String event) {
      return LocalDate.ofInstant(
          idea.timer(event).getDuedate().toInstant(), ZoneId.systemDefault());
    }

    @Test
    void no_go_puts_the_idea_to_sleep() {
      Journey idea = handOver(proven(), "no_go");

      assertThat(idea.whereIs()).containsExactly("gateway_asleep");
      idea.on(ROUTE).hasNotPassed("event_first_impact", "end_in_production");
    }

    private Journey proven() {
      return incubate(judge(sendToJury(route.submitIdea()), "incubate"), "continue");
    }
  }

  @Nested
  class Withdrawal {

    @Test
    void idea_withdrawn_at_screening_ends() {
      Journey idea = route.submitIdea();

      idea.withdraw();

      over(idea);
    }

    @Test
    void idea_withdrawn_in_the_jury_leaves_no_review_behind() {
      Journey idea = sendToJury(route.submitIdea());
      List<String> jurors = idea.assigneesOf("task_review_idea");
      int before = openReviews(jurors);

      idea.withdraw();

      over(idea);
      idea.on(JURY).isEnded().hasNotPassed("step_tally_reviews", "end_verdict_given");
      assertThat(openReviews(jurors)).isEqualTo(before - 3);
    }

    @Test
    void idea_withdrawn_in_incubation_leaves_no_stage_behind() {
      Journey idea = judge(sendToJury(route.submitIdea()), "incubate");
      idea.perform("task_name_team", Sheet.team(AUTHOR))
          .perform("task_free_time", Sheet.timeFreed());

      idea.withdraw();

      over(idea);
      idea.on(INCUBATION).isEnded().hasNotPassed("end_stopped", "end_proven");
    }

    @Test
    void sleeping_idea_can_be_withdrawn() {
      Journey idea = judge(sendToJury(route.submitIdea()), "keep_for_later");

      idea.withdraw();

      over(idea);
    }

    /** Nothing of it is left to do, for anybody or for the engine. */
    private void over(Journey idea) {
      assertThat(idea.tasks()).isEmpty();
      assertThat(idea.whereIs()).isEmpty();
      idea.on(ROUTE)
          .isEnded()
          .hasPassed("event_withdrawn", "step_record_withdrawal", "end_withdrawn")
          .hasNotPassed("end_declined", "end_archived", "end_stopped");
    }

    private int openReviews(List<String> jurors) {
      return jurors.stream().mapToInt(juror -> seats.load().getOrDefault(juror, 0)).sum();
    }
  }

  private Idea kept(Journey idea) {
    return ideas.find(idea.subject()).orElseThrow();
  }
}
