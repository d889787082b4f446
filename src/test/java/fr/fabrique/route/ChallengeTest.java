package fr.fabrique.route;

import static fr.fabrique.route.Personas.ANIMATOR;
import static fr.fabrique.route.Personas.AUTHOR;
import static fr.fabrique.route.Personas.CHAIR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.fabrique.challenge.Challenges;
import fr.fabrique.challenge.Challenges.Phase;
import fr.fabrique.challenge.store.ChallengeTable;
import fr.fabrique.engine.EngineClock;
import fr.fabrique.jury.store.PanelTable;
import fr.fabrique.jury.store.PanelTable.PairRule;
import fr.fabrique.jury.store.PanelTable.Rule;
import fr.fabrique.jury.store.SeatTable;
import fr.fabrique.people.Group;
import fr.fabrique.people.People;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.Optional;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.form.validator.FormFieldValidationException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@PathsOf("challenge.bpmn")
class ChallengeTest {

  private static final String CHALLENGE = "challenge";

  @Autowired Route route;
  @Autowired Challenges challenges;
  @Autowired ChallengeTable table;
  @Autowired FilterService filters;
  @Autowired SeatTable seats;
  @Autowired PanelTable panels;
  @Autowired People people;
  @Autowired IdentityService identity;

  @Nested
  class Approved {

    @Test
    void sponsor_who_asks_for_changes_sends_it_back() {
      Journey challenge = prepared();

      challenge.perform(
          "task_approve_challenge",
          Sheet.of("approval", "changes", "remark", "Name the sites concerned."));

      assertThat(challenge.whereIs()).containsExactly("task_prepare_challenge");
      challenge.on(CHALLENGE).hasNotPassed("step_set_calendar", "event_opens");
    }

    @Test
    void approved_challenge_waits_for_its_opening_day() {
      Journey challenge = prepared();

      challenge.perform("task_approve_challenge", Sheet.of("approval", "approved"));

      assertThat(challenge.timer("event_opens").getDuedate()).isEqualTo(day("2027-01-04"));
      assertThat(phase(challenge)).isEqualTo(Phase.PLANNED);
      challenge.on(CHALLENGE).hasPassed("step_set_calendar").hasNotPassed("event_opens");
    }

    @Test
    void challenge_that_closes_before_it_opens_cannot_be_prepared() {
      Journey challenge = route.planChallenge();

      assertThatThrownBy(
              () ->
                  challenge.perform(
                      "task_prepare_challenge",
                      Sheet.challenge("Getting around", "2027-03-01", "2027-01-04")))
          .isInstanceOf(FormFieldValidationException.class);

      assertThat(challenge.whereIs()).containsExactly("task_prepare_challenge");
    }

    @Test
    void list_of_a_challenge_in_tasklist_follows_its_title() {
      Journey challenge = route.planChallenge();
      String title = "Moving about " + challenge.subject();

      challenge.perform(
          "task_prepare_challenge", Sheet.challenge(title, "2027-01-04", "2027-03-01"));

      assertThat(filters.createTaskFilterQuery().filterName("Challenge: " + title).count()).isOne();
    }

    @Test
    void time_for_reviews_that_is_taken_back_is_the_diagrams_again() {
      Journey challenge = route.planChallenge();
      challenge
          .perform(
              "task_prepare_challenge",
              Sheet.with(
                  Sheet.challenge("Getting around", "2027-01-04", "2027-03-01"),
                  "review_time",
                  "P21D"))
          .perform("task_approve_challenge", Sheet.of("approval", "changes", "remark", "Shorter."));
      assertThat(reviewTime(challenge)).contains("P21D");

      challenge.perform(
          "task_prepare_challenge", Sheet.challenge("Getting around", "2027-01-04", "2027-03-01"));

      assertThat(reviewTime(challenge)).isEmpty();
    }

    @Test
    void animators_do_not_approve_their_own_challenge() {
      Journey challenge = prepared();

      assertThatThrownBy(
              () ->
                  challenge.attempt(
                      ANIMATOR, "task_approve_challenge", Sheet.of("approval", "approved")))
          .isInstanceOf(AuthorizationException.class);
    }
  }

  @Nested
  class Calendar {

    @Test
    void opening_day_announces_the_challenge_to_every_agent() {
      Journey challenge = route.openChallenge();

      assertThat(phase(challenge)).isEqualTo(Phase.OPEN);
      assertThat(challenge.told("challenge_open")).contains(AUTHOR, ANIMATOR, "juror1");
      assertThat(challenge.timer("event_closes").getDuedate()).isEqualTo(day("2027-03-01"));
      challenge.on(CHALLENGE).hasPassed("event_opens").hasNotPassed("event_closes");
    }

    @Test
    void closing_day_closes_the_challenge_to_new_ideas() {
      Journey challenge = route.openChallenge();
      idea(challenge);

      challenge.letTimePass("event_closes");

      assertThat(phase(challenge)).isEqualTo(Phase.CLOSED);
      challenge.on(CHALLENGE).hasPassed("event_closes").hasNotPassed("step_publish_results");
    }
  }

  @Nested
  class A_juror_for_every_review {

    @Test
    void reviews_are_sent_to_the_jury_where_everyone_is_found() {
      Journey challenge = route.openChallenge();
      Journey idea = screened(challenge);

      challenge.letTimePass("event_closes");
      idea.passSavePoints();

      assertThat(idea.assigneesOf("task_review_idea")).hasSize(3);
      challenge
          .on(CHALLENGE)
          .hasPassed("step_close_challenge", "step_assign_reviews", "step_send_reviews")
          .hasNotPassed("task_settle_assignment");
    }

    @Test
    void chair_learns_which_ideas_and_jurors_stand_in_the_way() {
      Journey challenge = tooManyReviewsWanted();
      screened(challenge);

      challenge.letTimePass("event_closes");

      challenge.on(CHALLENGE).isWaitingAt("task_settle_assignment");
      assertThat(
              String.valueOf(
                  challenge.shownTo(CHAIR, "task_settle_assignment").get("jury_assignment")))
          .contains("4 of 9 reviews of one idea", "Bicycles", "9 reviews are wanted");
    }

    @Test
    void chair_may_have_it_assigned_once_more() {
      Journey challenge = tooManyReviewsWanted();
      screened(challenge);
      challenge.letTimePass("event_closes");

      challenge.perform("task_settle_assignment", Sheet.of("settlement", "again"));

      challenge
          .on(CHALLENGE)
          .isWaitingAt("task_settle_assignment")
          .hasNotPassed("step_send_reviews");
    }

    @Test
    void chair_who_goes_on_completes_the_panels_one_by_one() {
      Journey challenge = tooManyReviewsWanted();
      Journey idea = screened(challenge);
      challenge.letTimePass("event_closes");

      challenge.perform("task_settle_assignment", Sheet.of("settlement", "go_on"));
      idea.passSavePoints();

      assertThat(idea.whereIs()).containsExactly("task_complete_panel");
      challenge.on(CHALLENGE).hasPassed("step_send_reviews");

      idea.perform("task_complete_panel", Sheet.of("fewer_reviews", true));

      assertThat(idea.assigneesOf("task_review_idea")).hasSize(4);
    }

    @Test
    void who_has_left_the_jury_while_it_waited_is_not_asked() {
      Journey challenge = route.openChallenge("reviews_per_idea", 3);
      Journey full = screened(challenge);
      shortOfJurors(challenge);
      challenge.letTimePass("event_closes");
      String leaving = seats.seats(full.subject(), 1).get(0).juror();

      identity.deleteMembership(leaving, Group.JURORS.id());
      try {
        challenge.perform("task_settle_assignment", Sheet.of("settlement", "go_on"));
        full.passSavePoints();
      } finally {
        identity.createMembership(leaving, Group.JURORS.id());
      }

      assertThat(full.assigneesOf("task_review_idea")).hasSize(3).doesNotContain(leaving);
    }

    @Test
    void chair_reads_nothing_of_an_idea_that_is_closed_to_them() {
      Journey challenge = route.openChallenge("reviews_per_idea", 3);
      Journey full = screened(challenge);
      Journey lacking = shortOfJurors(challenge);
      challenge.letTimePass("event_closes");

      assertThat(shown(challenge)).contains("of 6 reviews of 2 ideas");
      bar(full, CHAIR);
      assertThat(shown(challenge)).contains("3 reviews are wanted").doesNotContain("2 ideas");
      bar(lacking, CHAIR);
      assertThat(shown(challenge)).isEqualTo("null");
    }

    private String shown(Journey challenge) {
      return String.valueOf(
          challenge.shownTo(CHAIR, "task_settle_assignment").get("jury_assignment"));
    }

    /** All jurors but one are barred. */
    private Journey shortOfJurors(Journey challenge) {
      Journey idea = screened(challenge);
      people.members(Group.JURORS).stream().skip(1).forEach(juror -> bar(idea, juror.id()));
      return idea;
    }

    private void bar(Journey idea, String person) {
      panels.set(
          new PairRule(
              idea.subject(), person, Rule.BARRED, "Too close.", "admin", EngineClock.now()));
    }

    private Journey tooManyReviewsWanted() {
      return route.openChallenge("reviews_per_idea", 9);
    }

    private Journey screened(Journey challenge) {
      return idea(challenge).perform("task_screen_idea", Sheet.of("screening", "to_jury"));
    }
  }

  @Nested
  class Every_idea_has_a_verdict {

    @Test
    void results_are_published_and_lessons_drawn() {
      Journey challenge = route.openChallenge().letTimePass("event_closes");
      assertThat(phase(challenge)).isEqualTo(Phase.PUBLISHED);
      assertThat(challenge.told("challenge_results")).contains(AUTHOR);
      challenge.on(CHALLENGE).hasNotPassed("event_verdict_given", "event_recount");

      challenge.perform("task_draw_lessons");

      challenge.on(CHALLENGE).isEnded().hasPassed("end_lessons_drawn");
    }

    @Test
    void challenge_waits_for_a_verdict() {
      Journey challenge = route.openChallenge();
      idea(challenge);

      challenge.letTimePass("event_closes");

      assertThat(challenge.whereIs()).containsExactly("gateway_wait_verdict");
      challenge.on(CHALLENGE).hasNotPassed("step_publish_results", "event_verdict_given");
    }

    @Test
    void last_verdict_of_the_jury_publishes_the_results() {
      Journey challenge = route.openChallenge();
      Journey idea = idea(challenge);
      challenge.letTimePass("event_closes");

      idea.perform("task_screen_idea", Sheet.of("screening", "to_jury"))
          .reviewedByAll(4, "incubate");

      assertThat(challenge.whereIs()).containsExactly("task_draw_lessons");
      challenge.on(CHALLENGE).hasPassed("event_verdict_given").hasNotPassed("event_recount");
    }

    @Test
    void challenge_counts_again_each_day() {
      Journey challenge = route.openChallenge();
      idea(challenge);
      challenge.letTimePass("event_closes");

      challenge.letTimePass("event_recount");

      assertThat(challenge.whereIs()).containsExactly("gateway_wait_verdict");
      challenge.on(CHALLENGE).hasPassed("event_recount").hasNotPassed("event_verdict_given");
    }

    @Test
    void idea_that_was_withdrawn_is_not_waited_for() {
      Journey challenge = route.openChallenge();
      Journey idea = idea(challenge);
      challenge.letTimePass("event_closes");

      idea.withdraw();

      assertThat(challenge.whereIs()).containsExactly("task_draw_lessons");
    }

    @Test
    void idea_that_was_declined_at_screening_is_not_waited_for() {
      Journey challenge = route.openChallenge();
      Journey idea = idea(challenge);
      challenge.letTimePass("event_closes");

      idea.perform("task_screen_idea", Sheet.of("screening", "decline", "reason", "Done already."))
          .perform("task_offer_help");

      assertThat(challenge.whereIs()).containsExactly("task_draw_lessons");
    }
  }

  private Journey prepared() {
    return route
        .planChallenge()
        .perform(
            "task_prepare_challenge",
            Sheet.challenge("Getting around", "2027-01-04", "2027-03-01"));
  }

  private Journey idea(Journey challenge) {
    return route.submitIdea(challenge.subject(), "Bicycles between sites", Route.TEXT);
  }

  private Optional<String> reviewTime(Journey challenge) {
    return table.setting(challenge.subject(), "reviewTime");
  }

  private Phase phase(Journey challenge) {
    return challenges.find(challenge.subject()).orElseThrow().phase();
  }

  private static Date day(String day) {
    return Date.from(LocalDate.parse(day).atStartOfDay(ZoneId.systemDefault()).toInstant());
  }
}
