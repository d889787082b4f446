package fr.fabrique.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@PathsOf("eligibility.dmn")
class EligibilityTest {

  @Autowired Rules rules;

  @Test
  void restricted_content_is_out_of_scope() {
    assertThat(eligibility(true, true, 20, 200)).isEqualTo("out_of_scope by rule_restricted");
  }

  @Test
  void closed_challenge_is_out_of_scope() {
    assertThat(eligibility(false, false, 20, 200)).isEqualTo("out_of_scope by rule_closed");
  }

  @Test
  void restricted_content_counts_before_anything_else() {
    assertThat(eligibility(false, true, 1, 1)).isEqualTo("out_of_scope by rule_restricted");
  }

  @Test
  void title_of_four_characters_is_incomplete() {
    assertThat(eligibility(true, false, 4, 200)).isEqualTo("incomplete by rule_short_title");
  }

  @Test
  void text_of_39_characters_is_incomplete() {
    assertThat(eligibility(true, false, 20, 39)).isEqualTo("incomplete by rule_short_text");
  }

  @Test
  void short_but_sufficient_idea_is_eligible() {
    assertThat(eligibility(true, false, 5, 40)).isEqualTo("eligible by rule_eligible");
  }

  private String eligibility(
      boolean challengeOpen, boolean restricted, int titleLength, int textLength) {
    return rules.decide(
        "eligibility",
        "challengeOpen",
        challengeOpen,
        "restricted",
        restricted,
        "titleLength",
        titleLength,
        "textLength",
        textLength);
  }
}
