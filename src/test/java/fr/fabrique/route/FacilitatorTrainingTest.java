package fr.fabrique.route;

import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.people.Group;
import fr.fabrique.people.People;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@PathsOf("facilitator-training.bpmn")
class FacilitatorTrainingTest {

  private static final String TRAINING = "facilitator_training";

  @Autowired Route route;
  @Autowired People people;
  @Autowired JdbcClient jdbc;

  @Nested
  class Enough_participants {

    @Test
    void enrolment_stays_open_for_its_time() {
      Journey cohort = planned();
      assertThat(cohort.whereIs()).containsExactly("event_enrolment_closes");

      cohort.letTimePass("event_enrolment_closes");

      assertThat(cohort.whereIs()).containsExactly("task_enrol_participants");
    }

    @Test
    void cohort_with_enough_participants_is_trained() {
      Journey cohort = enrolled(newcomers(2)).perform("task_hold_sessions");

      assertThat(cohort.assigneesOf("task_practise_on_idea")).hasSize(2);
      cohort.on(TRAINING).hasNotPassed("end_cohort_cancelled");
    }

    @Test
    void cohort_with_too_few_is_cancelled() {
      Journey cohort = enrolled(newcomers(1));

      cohort
          .on(TRAINING)
          .isEnded()
          .hasPassed("end_cohort_cancelled")
          .hasNotPassed("task_hold_sessions", "end_cohort_trained");
    }
  }

  @Nested
  class Certified {

    @Test
    void certified_trainee_is_on_the_roster() {
      List<String> trainees = newcomers(2);
      Journey cohort = trained(trainees);

      certify(cohort, trainees.get(0), "certified");

      assertThat(people.isMember(trainees.get(0), Group.FACILITATORS)).isTrue();
      assertThat(people.isMember(trainees.get(1), Group.FACILITATORS)).isFalse();
      assertThat(roster(trainees.get(0))).isEqualTo(1);
      cohort.on(TRAINING).hasPassed("end_certified").hasNotPassed("end_not_certified");
    }

    @Test
    void lab_manager_sees_whom_the_certificate_is_for() {
      List<String> trainees = newcomers(2);
      Journey cohort = trained(trainees);
      cohort.performAs(trainees.get(1), "task_practise_on_idea", Sheet.usual("practise_on_idea"));

      assertThat(cohort.shownTo("lab", "task_certify_facilitator").get("training_trainee"))
          .asString()
          .contains(trainees.get(1));
    }

    @Test
    void trainee_may_practise_again_within_the_bound() {
      List<String> trainees = newcomers(2);
      Journey cohort = trained(trainees);

      certify(cohort, trainees.get(0), "practise_again");

      assertThat(cohort.assigneesOf("task_practise_on_idea"))
          .containsExactlyInAnyOrderElementsOf(trainees);
      cohort.on(TRAINING).hasNotPassed("end_certified", "end_not_certified");
    }

    @Test
    void trainee_who_has_used_all_attempts_is_not_certified() {
      List<String> trainees = newcomers(2);
      Journey cohort = trained(trainees);
      certify(cohort, trainees.get(0), "practise_again");

      certify(cohort, trainees.get(0), "practise_again");

      assertThat(cohort.assigneesOf("task_practise_on_idea")).containsExactly(trainees.get(1));
      cohort.on(TRAINING).hasPassed("end_not_certified").hasNotPassed("step_add_to_roster");
    }

    @Test
    void cohort_is_trained_when_the_last_trainee_is_through() {
      List<String> trainees = newcomers(2);
      Journey cohort = trained(trainees);
      certify(cohort, trainees.get(0), "certified");
      cohort.on(TRAINING).isNotEnded();

      certify(cohort, trainees.get(1), "not_certified");

      cohort
          .on(TRAINING)
          .isEnded()
          .hasPassed("end_certified", "end_not_certified", "end_cohort_trained");
      assertThat(people.isMember(trainees.get(1), Group.FACILITATORS)).isFalse();
    }
  }

  @Nested
  class Parallel_trainees {

    @Test
    void one_trainees_attempts_do_not_count_for_another() {
      List<String> trainees = newcomers(2);
      Journey cohort = trained(trainees);
      certify(cohort, trainees.get(0), "practise_again");

      certify(cohort, trainees.get(1), "practise_again");

      assertThat(cohort.assigneesOf("task_practise_on_idea"))
          .containsExactlyInAnyOrderElementsOf(trainees);
    }
  }

  private Journey planned() {
    String cohort = UUID.randomUUID().toString();
    jdbc.sql("insert into cohort (id, title) values (?, 'Spring cohort')").param(cohort).update();
    return route.about(cohort).enter(TRAINING).perform("task_plan_cohort");
  }

  private Journey enrolled(List<String> trainees) {
    return planned()
        .letTimePass("event_enrolment_closes")
        .perform("task_enrol_participants", Sheet.of("trainees", trainees));
  }

  private Journey trained(List<String> trainees) {
    return enrolled(trainees).perform("task_hold_sessions");
  }

  private static void certify(Journey cohort, String trainee, String certification) {
    cohort
        .performAs(trainee, "task_practise_on_idea", Sheet.usual("practise_on_idea"))
        .perform(
            "task_certify_facilitator",
            Sheet.of("certification", certification, "remark", "Seen at work."));
  }

  /** People of nobody else's test, for whoever is certified stays on the roster. */
  private List<String> newcomers(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            n -> {
              String person = "trainee" + UUID.randomUUID().toString().substring(0, 8);
              people.register(person, "Trainee " + person);
              return person;
            })
        .toList();
  }

  private long roster(String person) {
    return jdbc.sql("select count(*) from facilitator where person = ?")
        .param(person)
        .query(Long.class)
        .single();
  }
}
