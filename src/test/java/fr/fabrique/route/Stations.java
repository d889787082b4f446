package fr.fabrique.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

/** Takes an idea through a whole station on the real diagram, by the shortest way. */
final class Stations {

  private static final Map<String, Integer> SCORES =
      Map.of("incubate", 4, "quick_win", 4, "rework", 3, "keep_for_later", 2, "decline", 1);

  private Stations() {}

  static Journey sendToJury(Journey idea) {
    return idea.perform("task_screen_idea", Sheet.of("screening", "to_jury"));
  }

  /** All jurors review, agree on the verdict, and the author is told. */
  static Journey judge(Journey idea, String verdict) {
    return idea.reviewedByAll(SCORES.get(verdict), verdict).carryOn("step_send_feedback");
  }

  /** The incubation ends with the committee's decision: after everything, or as early as it can. */
  static Journey incubate(Journey idea, String decision) {
    idea.perform("task_name_team", Sheet.team(Personas.AUTHOR))
        .perform("task_free_time", Sheet.timeFreed())
        .perform("task_immerse")
        .perform("task_define_problem")
        .perform("task_decide_on_problem", Sheet.committee(decision));
    if (decision.equals("continue")) {
      idea.perform("task_imagine_solutions")
          .perform("task_build_prototype")
          .perform("task_test_with_users")
          .perform("task_decide_on_prototype", Sheet.committee("continue"))
          .perform("task_win_first_user")
          .perform("task_deliver_first_version")
          .perform("task_decide_on_production", Sheet.committee("continue"));
    }
    return idea;
  }

  /** Every item is ready; the committee goes, and the service is accepted, or it does not. */
  static Journey handOver(Journey idea, String decision) {
    for (String item :
        new String[] {"security", "privacy", "accessibility", "operations", "finance", "product"}) {
      idea.perform("task_check_" + item, Sheet.item(item, "ready"));
    }
    idea.perform("task_decide_go", Sheet.go(decision));
    if (decision.equals("go")) {
      idea.carryOn("step_request_build")
          .perform("task_accept_service", Sheet.of("acceptance", "accepted"));
    }
    return idea;
  }

  /** From three months after the handover to the end of the route. */
  static Journey measureImpact(Journey idea) {
    for (String time : new String[] {"first", "second", "third"}) {
      idea.letTimePass("event_%s_impact".formatted(time));
      assertThat(idea.whereIs()).containsExactly("task_measure_%s_impact".formatted(time));
      idea.perform("task_measure_%s_impact".formatted(time));
    }
    return idea;
  }
}
