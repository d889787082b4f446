package fr.fabrique.route;

import static fr.fabrique.route.Personas.AUTHOR;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@PathsOf("partnership.bpmn")
class PartnershipTest {

  private static final String PARTNERSHIP = "partnership";

  @Autowired Route route;

  @Nested
  class Partner_found {

    @Test
    void need_without_a_partner_ends_the_search() {
      Journey idea = needDescribed();

      idea.perform("task_find_partner", Sheet.of("partnerFound", "no"));

      idea.on(PARTNERSHIP).isEnded().hasPassed("end_no_partner").hasNotPassed("task_check_partner");
    }

    @Test
    void partner_who_is_found_is_checked() {
      Journey idea = needDescribed().perform("task_find_partner", Sheet.partnerFound());

      assertThat(idea.whereIs()).containsExactly("task_check_partner");
      idea.on(PARTNERSHIP).hasNotPassed("end_no_partner");
    }

    @Test
    void need_is_described_by_the_intrapreneur() {
      Journey idea = route.keepIdea(AUTHOR).enter(PARTNERSHIP, "intrapreneur", AUTHOR);

      assertThat(idea.assigneesOf("task_describe_need")).containsExactly(AUTHOR);
    }
  }

  @Nested
  class Sound_partner {

    @Test
    void unsound_partner_sends_the_search_on() {
      Journey idea =
          needDescribed()
              .perform("task_find_partner", Sheet.partnerFound())
              .perform("task_check_partner", Sheet.partner("unsound"));

      assertThat(idea.whereIs()).containsExactly("task_find_partner");
      idea.on(PARTNERSHIP).hasNotPassed("task_draft_agreement", "end_no_partner");
    }

    @Test
    void sound_partner_gets_an_agreement_that_both_sign_in_any_order() {
      Journey idea = agreementDrafted();

      assertThat(idea.whereIs())
          .containsExactly("task_record_partner_signature", "task_sign_for_administration");
    }
  }

  @Nested
  class Both_signed {

    @Test
    void both_signatures_lead_to_the_kick_off() {
      Journey idea = agreementDrafted();
      idea.perform("task_record_partner_signature", Sheet.of("partnerSignature", "signed"));
      assertThat(idea.whereIs()).doesNotContain("task_hold_kick_off");

      idea.perform("task_sign_for_administration", Sheet.of("administrationSignature", "signed"));

      assertThat(idea.whereIs()).containsExactly("task_hold_kick_off");
      idea.on(PARTNERSHIP).hasNotPassed("end_not_signed");
    }

    @Test
    void partner_who_refuses_leaves_the_agreement_unsigned() {
      Journey idea =
          agreementDrafted()
              .perform(
                  "task_sign_for_administration", Sheet.of("administrationSignature", "signed"))
              .perform(
                  "task_record_partner_signature",
                  Sheet.of("partnerSignature", "refused", "refusal_reason", "Too slow."));

      idea.on(PARTNERSHIP).isEnded().hasPassed("end_not_signed").hasNotPassed("task_hold_kick_off");
    }

    @Test
    void administration_that_refuses_leaves_the_agreement_unsigned() {
      Journey idea =
          agreementDrafted()
              .perform(
                  "task_sign_for_administration",
                  Sheet.of("administrationSignature", "refused", "refusal_reason", "Too dear."))
              .perform("task_record_partner_signature", Sheet.of("partnerSignature", "signed"));

      idea.on(PARTNERSHIP).isEnded().hasPassed("end_not_signed").hasNotPassed("task_hold_kick_off");
    }
  }

  @Nested
  class Goes_on {

    @Test
    void partnership_is_reviewed_in_time_and_goes_on_to_the_next_review() {
      Journey idea = underWay().letTimePass("event_partnership_review");
      assertThat(idea.whereIs()).containsExactly("task_review_partnership");

      idea.perform("task_review_partnership", review("continue"));

      assertThat(idea.whereIs()).containsExactly("event_partnership_review");
      idea.on(PARTNERSHIP).isNotEnded().hasNotPassed("end_partnership_closed");
    }

    @Test
    void partnership_that_has_done_its_work_is_closed() {
      Journey idea =
          underWay()
              .letTimePass("event_partnership_review")
              .perform("task_review_partnership", review("close"));

      idea.on(PARTNERSHIP).isEnded().hasPassed("end_partnership_closed");
    }

    private Map<String, Object> review(String decision) {
      return Sheet.of("partnershipReview", decision, "review_note", "Looked at together.");
    }
  }

  private Journey needDescribed() {
    return route
        .keepIdea(AUTHOR)
        .enter(PARTNERSHIP, "intrapreneur", AUTHOR)
        .perform("task_describe_need");
  }

  private Journey agreementDrafted() {
    return needDescribed()
        .perform("task_find_partner", Sheet.partnerFound())
        .perform("task_check_partner", Sheet.partner("sound"))
        .perform("task_draft_agreement");
  }

  private Journey underWay() {
    return agreementDrafted()
        .perform("task_sign_for_administration", Sheet.of("administrationSignature", "signed"))
        .perform("task_record_partner_signature", Sheet.of("partnerSignature", "signed"))
        .perform("task_hold_kick_off");
  }
}
