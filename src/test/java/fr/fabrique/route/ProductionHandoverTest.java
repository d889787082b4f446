package fr.fabrique.route;

import static fr.fabrique.route.Personas.AUTHOR;
import static fr.fabrique.route.Personas.OUTSIDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.camunda.bpm.engine.AuthorizationException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@PathsOf("production-handover.bpmn")
class ProductionHandoverTest {

  private static final String HANDOVER = "production_handover";
  private static final List<String> ITEMS =
      List.of("security", "privacy", "accessibility", "operations", "finance", "product");

  @Autowired Route route;
  @Autowired JdbcClient jdbc;

  @Nested
  class Readiness_items {

    @Test
    void six_items_are_checked_at_the_same_time_by_their_owners() {
      Journey idea = wanted();

      assertThat(idea.whereIs())
          .containsExactlyInAnyOrderElementsOf(ITEMS.stream().map(i -> "task_check_" + i).toList());
    }

    @Test
    void committee_waits_for_the_last_item() {
      Journey idea = wanted();

      for (String item : ITEMS.subList(0, 5)) {
        idea.perform("task_check_" + item, Sheet.item(item, "ready"));
      }

      assertThat(idea.whereIs()).contains("task_check_product").doesNotContain("task_decide_go");
      idea.on(HANDOVER).hasNotPassed("rule_readiness");
    }

    @Test
    void nobody_answers_for_another_receiving_unit() {
      Journey idea = wanted();

      for (String other : List.of(OUTSIDER, "privacy", AUTHOR)) {
        assertThatThrownBy(
                () -> idea.attempt(other, "task_check_security", Sheet.item("security", "ready")))
            .as(other)
            .isInstanceOf(AuthorizationException.class);
      }
    }
  }

  @Nested
  class Ready_for_the_committee {

    @Test
    void service_with_every_item_ready_goes_to_the_committee() {
      Journey idea = checked();

      assertThat(idea.whereIs()).containsExactly("task_decide_go");
      idea.on(HANDOVER).hasNotPassed("task_provide_missing");
    }

    @Test
    void missing_item_is_provided_by_the_intrapreneur_and_all_are_checked_again() {
      Journey idea = wanted();
      check(idea, "privacy", "missing");
      assertThat(idea.whereIs()).containsExactly("task_provide_missing");
      assertThat(idea.assigneesOf("task_provide_missing")).containsExactly(AUTHOR);

      idea.perform("task_provide_missing");

      assertThat(idea.whereIs()).hasSize(6).allMatch(task -> task.startsWith("task_check_"));
      idea.on(HANDOVER).hasNotPassed("task_decide_go");
    }
  }

  @Nested
  class Go {

    @Test
    void go_hands_the_service_to_the_project_factory_once() {
      Journey idea = checked().perform("task_decide_go", Sheet.go("go"));
      assertThat(idea.whereIs()).containsExactly("step_request_build");
      assertThat(requests(idea)).isZero();

      idea.carryOn("step_request_build");

      assertThat(requests(idea)).isEqualTo(1);
      assertThat(idea.whereIs()).containsExactly("task_accept_service");
      idea.on(HANDOVER).hasNotPassed("task_provide_missing", "step_record_no_go");
    }

    @Test
    void not_yet_asks_for_what_is_missing() {
      Journey idea = checked().perform("task_decide_go", Sheet.go("not_yet"));

      assertThat(idea.whereIs()).containsExactly("task_provide_missing");
      idea.on(HANDOVER).hasNotPassed("step_request_build", "step_record_no_go");
    }

    @Test
    void no_go_ends_the_handover() {
      Journey idea = checked().perform("task_decide_go", Sheet.go("no_go"));

      idea.on(HANDOVER)
          .isEnded()
          .hasPassed("step_record_no_go", "end_no_go")
          .hasNotPassed("step_request_build", "task_accept_service", "end_handed_over");
      assertThat(outcomes(idea)).containsExactly("no_go");
      assertThat(requests(idea)).isZero();
    }
  }

  @Nested
  class Accepted {

    @Test
    void accepted_service_is_in_production_and_its_author_is_told() {
      Journey idea = built().perform("task_accept_service", Sheet.of("acceptance", "accepted"));

      idea.on(HANDOVER)
          .isEnded()
          .hasPassed("step_record_handover", "end_handed_over")
          .hasNotPassed("task_provide_missing", "end_no_go");
      assertThat(outcomes(idea)).containsExactly("accepted");
      assertThat(idea.told("idea_in_production")).containsExactly(AUTHOR);
    }

    @Test
    void refused_service_goes_back_to_what_is_missing() {
      Journey idea =
          built()
              .perform(
                  "task_accept_service",
                  Sheet.of("acceptance", "refused", "acceptance_reason", "No one can sign in."));

      assertThat(idea.whereIs()).containsExactly("task_provide_missing");
      idea.on(HANDOVER).hasNotPassed("step_record_handover", "end_handed_over");
      assertThat(outcomes(idea)).isEmpty();
    }
  }

  private Journey wanted() {
    return route.keepIdea(AUTHOR).enter(HANDOVER, "intrapreneur", AUTHOR);
  }

  private Journey checked() {
    Journey idea = wanted();
    check(idea, "security", "ready");
    return idea;
  }

  private Journey built() {
    return checked().perform("task_decide_go", Sheet.go("go")).carryOn("step_request_build");
  }

  /** Every item is found ready, but for one. */
  private static void check(Journey idea, String item, String state) {
    for (String each : ITEMS) {
      idea.perform("task_check_" + each, Sheet.item(each, each.equals(item) ? state : "ready"));
    }
  }

  private long requests(Journey idea) {
    return jdbc.sql("select count(*) from factory_request where idea = ?")
        .param(idea.subject())
        .query(Long.class)
        .single();
  }

  private List<String> outcomes(Journey idea) {
    return jdbc.sql("select outcome from handover_outcome where idea = ?")
        .param(idea.subject())
        .query(String.class)
        .list();
  }
}
