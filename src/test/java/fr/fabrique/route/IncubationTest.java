package fr.fabrique.route;

import static fr.fabrique.route.Personas.AUTHOR;
import static fr.fabrique.route.Personas.OUTSIDER;
import static fr.fabrique.route.Personas.SPONSOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.fabrique.engine.EngineClock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.impl.form.validator.FormFieldValidationException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@PathsOf("incubation.bpmn")
class IncubationTest {

  private static final String INCUBATION = "incubation";

  @Autowired Route route;
  @Autowired HistoryService history;

  @Nested
  class Time_freed {

    @Test
    void manager_who_frees_time_lets_the_intrapreneur_start() {
      Journey idea = teamNamed();
      assertThat(idea.assigneesOf("task_free_time")).containsExactly(SPONSOR);

      idea.perform("task_free_time", Sheet.timeFreed());

      assertThat(idea.whereIs()).containsExactly("task_immerse");
      assertThat(idea.assigneesOf("task_immerse")).containsExactly(AUTHOR);
      idea.on(INCUBATION).hasNotPassed("task_arbitrate_time");
    }

    @Test
    void manager_who_refuses_is_arbitrated_by_the_sponsor() {
      Journey idea = teamNamed().perform("task_free_time", Sheet.timeRefused());

      assertThat(idea.whereIs()).containsExactly("task_arbitrate_time");
      idea.on(INCUBATION).hasNotPassed("task_immerse", "step_no_time");
    }

    @Test
    void somebody_from_elsewhere_cannot_be_named_intrapreneur() {
      Journey idea = wanted();

      assertThatThrownBy(() -> idea.perform("task_name_team", Sheet.team(OUTSIDER)))
          .isInstanceOf(FormFieldValidationException.class);
    }
  }

  @Nested
  class What_the_sponsor_decides {

    @Test
    void sponsor_frees_the_time() {
      Journey idea = refused().perform("task_arbitrate_time", Sheet.arbitration("freed"));

      assertThat(idea.whereIs()).containsExactly("task_immerse");
      idea.on(INCUBATION).hasNotPassed("step_no_time", "end_no_time");
    }

    @Test
    void somebody_else_carries_the_idea() {
      Journey idea = refused().perform("task_arbitrate_time", Sheet.arbitration("other_person"));

      idea.perform("task_name_team", Sheet.team("juror5"))
          .perform("task_free_time", Sheet.timeFreed());

      assertThat(idea.assigneesOf("task_immerse")).containsExactly("juror5");
      idea.on(INCUBATION).hasNotPassed("step_no_time");
    }

    @Test
    void idea_stops_for_lack_of_time() {
      Journey idea = refused().perform("task_arbitrate_time", Sheet.arbitration("stop"));

      idea.on(INCUBATION)
          .isEnded()
          .hasPassed("step_no_time", "end_no_time")
          .hasNotPassed("task_immerse", "end_stopped");
      assertThat(outcome(idea)).isEqualTo("stop");
    }
  }

  @Nested
  class Continue_after_definition {

    @Test
    void understood_problem_goes_on_to_solutions() {
      Journey idea = problemDefined();

      idea.perform("task_decide_on_problem", Sheet.committee("continue"));

      assertThat(idea.whereIs()).containsExactly("task_imagine_solutions");
      idea.on(INCUBATION).hasNotPassed("gateway_leave", "event_proof_problem");
    }

    @Test
    void committee_meets_again_when_the_proof_is_due() {
      Journey idea = problemDefined();
      idea.perform("task_decide_on_problem", Sheet.provisionally("P1M"));
      assertThat(idea.whereIs()).containsExactly("event_proof_problem");
      assertThat(months(idea, "event_proof_problem")).isEqualTo(1);

      idea.letTimePass("event_proof_problem");

      assertThat(idea.whereIs()).containsExactly("task_decide_on_problem");
      idea.on(INCUBATION).hasNotPassed("task_imagine_solutions", "gateway_leave");
    }

    @Test
    void problem_that_is_another_one_pivots() {
      leaves(problemDefined(), "task_decide_on_problem", "pivot", "end_pivot");
    }
  }

  @Nested
  class Continue_after_the_test {

    @Test
    void prototype_that_works_goes_on_to_digital_incubation() {
      Journey idea = prototypeTested();

      idea.perform("task_decide_on_prototype", Sheet.committee("continue"));

      assertThat(idea.whereIs()).containsExactly("task_win_first_user");
      idea.on(INCUBATION).hasNotPassed("gateway_leave", "event_proof_prototype");
    }

    @Test
    void committee_meets_again_when_the_proof_is_due() {
      Journey idea = prototypeTested();
      idea.perform("task_decide_on_prototype", Sheet.provisionally("P2M"));
      assertThat(idea.whereIs()).containsExactly("event_proof_prototype");
      assertThat(months(idea, "event_proof_prototype")).isEqualTo(2);

      idea.letTimePass("event_proof_prototype");

      assertThat(idea.whereIs()).containsExactly("task_decide_on_prototype");
      idea.on(INCUBATION).hasNotPassed("sub_digital_incubation", "gateway_leave");
    }

    @Test
    void prototype_that_nobody_wants_stops() {
      leaves(prototypeTested(), "task_decide_on_prototype", "stop", "end_stopped");
    }
  }

  @Nested
  class Ready_for_production {

    @Test
    void service_in_use_is_proven() {
      Journey idea = firstVersionInUse();

      idea.perform("task_decide_on_production", Sheet.committee("continue"));

      idea.on(INCUBATION)
          .isEnded()
          .hasPassed("end_first_version", "end_proven")
          .hasNotPassed("end_stopped", "end_pivot", "end_asleep", "event_proof_production");
      assertThat(outcome(idea)).isEqualTo("continue");
    }

    @Test
    void committee_meets_again_when_the_proof_is_due() {
      Journey idea = firstVersionInUse();
      idea.perform("task_decide_on_production", Sheet.provisionally("P1M"));
      assertThat(idea.whereIs()).containsExactly("event_proof_production");
      assertThat(months(idea, "event_proof_production")).isEqualTo(1);

      idea.letTimePass("event_proof_production");

      assertThat(idea.whereIs()).containsExactly("task_decide_on_production");
      idea.on(INCUBATION).hasNotPassed("end_proven", "gateway_leave");
    }

    @Test
    void service_that_must_wait_is_put_to_sleep() {
      leaves(firstVersionInUse(), "task_decide_on_production", "sleep", "end_asleep");
    }
  }

  @Nested
  class Budget {

    @Test
    void budget_is_watched_while_the_work_goes_on() {
      Journey idea = inDigitalIncubation().letTimePass("event_budget_watch");
      assertThat(idea.whereIs()).containsExactly("task_watch_budget", "task_win_first_user");

      idea.perform("task_watch_budget");

      assertThat(idea.whereIs()).containsExactly("task_win_first_user");
      idea.on(INCUBATION).hasPassed("end_budget_watched").hasNotPassed("end_first_version");
    }

    @Test
    void budget_nobody_looked_at_does_not_outlive_the_incubation() {
      Journey idea = inDigitalIncubation().letTimePass("event_budget_watch");

      idea.perform("task_win_first_user")
          .perform("task_deliver_first_version")
          .perform("task_decide_on_production", Sheet.committee("continue"));

      idea.on(INCUBATION).isEnded().hasPassed("end_proven").hasNotPassed("end_budget_watched");
      assertThat(idea.tasks()).isEmpty();
    }
  }

  @Nested
  class Partnership {

    @Test
    void partner_is_looked_for_while_the_work_goes_on() {
      Journey idea = immersed(true);

      assertThat(idea.whereIs()).containsExactly("task_define_problem", "task_describe_need");
      assertThat(idea.assigneesOf("task_describe_need")).containsExactly(AUTHOR);
      idea.on(INCUBATION).hasPassed("event_partner_wanted", "end_partnership_opened");
    }

    @Test
    void partner_can_be_wanted_in_digital_incubation_too() {
      Journey idea = inDigitalIncubation();

      idea.perform("task_win_first_user", wantingAPartner("win_first_user"));

      assertThat(idea.whereIs())
          .containsExactly("task_deliver_first_version", "task_describe_need");
    }

    @Test
    void nobody_is_looked_for_when_no_partner_is_wanted() {
      Journey idea = immersed(false);

      assertThat(idea.whereIs()).containsExactly("task_define_problem");
      idea.on(INCUBATION).hasNotPassed("event_partner_wanted", "step_open_partnership");
    }

    @Test
    void stage_that_wants_no_partner_opens_no_second_partnership() {
      Journey idea = immersed(true).perform("task_define_problem");

      assertThat(idea.runs("partnership")).hasSize(1);
    }

    private Journey immersed(boolean partnerWanted) {
      return freed()
          .perform(
              "task_immerse", partnerWanted ? wantingAPartner("immerse") : Sheet.usual("immerse"));
    }

    private Map<String, Object> wantingAPartner(String form) {
      return Sheet.with(Sheet.usual(form), "partnerWanted", true);
    }
  }

  /** Whatever the committee, there is one way out for each decision. */
  private void leaves(Journey idea, String committee, String decision, String end) {
    idea.perform(committee, Sheet.committee(decision));

    idea.on(INCUBATION).isEnded().hasPassed("gateway_leave", end).hasNotPassed("end_proven");
    for (String other : new String[] {"end_pivot", "end_asleep", "end_stopped"}) {
      if (!other.equals(end)) {
        idea.on(INCUBATION).hasNotPassed(other);
      }
    }
    assertThat(outcome(idea)).isEqualTo(decision);
    assertThat(idea.tasks()).isEmpty();
  }

  /** How long the idea waits at the event. */
  private static long months(Journey idea, String event) {
    return ChronoUnit.MONTHS.between(
        EngineClock.now().minusDays(1),
        idea.timer(event).getDuedate().toInstant().atOffset(ZoneOffset.UTC));
  }

  private Object outcome(Journey idea) {
    return history
        .createHistoricVariableInstanceQuery()
        .processInstanceId(idea.runs(INCUBATION).get(0).getId())
        .variableName("committeeDecision")
        .singleResult()
        .getValue();
  }

  private Journey wanted() {
    return route.keepIdea(AUTHOR).enter(INCUBATION, "manager", SPONSOR);
  }

  private Journey teamNamed() {
    return wanted().perform("task_name_team", Sheet.team(AUTHOR));
  }

  private Journey refused() {
    return teamNamed().perform("task_free_time", Sheet.timeRefused());
  }

  private Journey freed() {
    return teamNamed().perform("task_free_time", Sheet.timeFreed());
  }

  private Journey problemDefined() {
    return freed().perform("task_immerse").perform("task_define_problem");
  }

  private Journey prototypeTested() {
    return problemDefined()
        .perform("task_decide_on_problem", Sheet.committee("continue"))
        .perform("task_imagine_solutions")
        .perform("task_build_prototype")
        .perform("task_test_with_users");
  }

  private Journey inDigitalIncubation() {
    return prototypeTested().perform("task_decide_on_prototype", Sheet.committee("continue"));
  }

  private Journey firstVersionInUse() {
    return inDigitalIncubation()
        .perform("task_win_first_user")
        .perform("task_deliver_first_version");
  }
}
