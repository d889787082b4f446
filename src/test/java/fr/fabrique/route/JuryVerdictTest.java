package fr.fabrique.route;

import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.engine.TrialTable;
import fr.fabrique.engine.TrialTable.Answer;
import fr.fabrique.jury.domain.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@PathsOf("jury-verdict.dmn")
class JuryVerdictTest {

  @Autowired Rules rules;

  @Nested
  class The_chair_settles_it {

    @Test
    void below_the_quorum() {
      assertThat(verdict(1, 2, 0, 0, 5, "incubate", 1)).isEqualTo("deliberate by rule_no_quorum");
    }

    @Test
    void without_a_single_review() {
      assertThat(verdict(0, 2, 0, 0, 0, "none", 1)).isEqualTo("deliberate by rule_no_quorum");
    }

    @Test
    void when_one_juror_sees_a_showstopper() {
      assertThat(verdict(3, 2, 1, 0, 5, "incubate", 1)).isEqualTo("deliberate by rule_showstopper");
    }

    @Test
    void when_the_scores_spread() {
      assertThat(verdict(3, 2, 0, 1.21, 5, "incubate", 1)).isEqualTo("deliberate by rule_spread");
    }
  }

  @Nested
  class No_majority {

    @Test
    void chair_settles_advice_that_is_split() {
      assertThat(verdict(2, 2, 0, 0, 4, "rework", 1, 0.5))
          .isEqualTo("deliberate by rule_no_majority");
      assertThat(verdict(3, 2, 0, 0, 4, "incubate", 1, 0.51))
          .isEqualTo("incubate by rule_incubate");
    }

    @Test
    void one_juror_alone_agrees_with_nobody_but_decides_where_the_quorum_is_one() {
      assertThat(verdict(1, 1, 0, 0, 4, "incubate", 1, 1)).isEqualTo("incubate by rule_incubate");
    }
  }

  @Nested
  class The_jury_agrees {

    @Test
    void good_idea_is_incubated_from_three_and_a_half_on() {
      assertThat(verdict(2, 2, 0, 1.2, 3.5, "incubate", 1)).isEqualTo("incubate by rule_incubate");
    }

    @Test
    void good_idea_that_is_a_quick_win_is_carried_out() {
      assertThat(verdict(3, 2, 0, 0, 3.5, "quick_win", 1)).isEqualTo("quick_win by rule_quick_win");
    }

    @Test
    void promising_idea_is_reworked_just_below() {
      assertThat(verdict(3, 2, 0, 0, 3.49, "incubate", 1)).isEqualTo("rework by rule_rework");
    }

    @Test
    void promising_idea_is_reworked_twice_at_most() {
      assertThat(verdict(3, 2, 0, 0, 2.5, "rework", 2)).isEqualTo("rework by rule_rework");
      assertThat(verdict(3, 2, 0, 0, 2.5, "rework", 3))
          .isEqualTo("keep_for_later by rule_reworked_twice");
    }

    @Test
    void fair_idea_is_kept_for_later() {
      assertThat(verdict(3, 2, 0, 0, 2.49, "rework", 1)).isEqualTo("keep_for_later by rule_fair");
      assertThat(verdict(3, 2, 0, 0, 2, "decline", 1)).isEqualTo("keep_for_later by rule_fair");
    }

    @Test
    void unconvincing_idea_is_declined() {
      assertThat(verdict(3, 2, 0, 0, 1.99, "incubate", 1)).isEqualTo("decline by rule_decline");
    }
  }

  /** Which past verdicts would change is worth nothing if a tried table answered otherwise. */
  @Test
  void the_table_answers_the_same_when_it_is_tried_as_when_it_is_in_force() throws IOException {
    TrialTable tried =
        TrialTable.read(
            "table", Files.readAllBytes(Path.of("processes/jury-verdict.dmn")), Tally.TABLE);
    for (double mean : new double[] {1.99, 2, 2.49, 2.5, 3.49, 3.5, 5}) {
      for (String advice : List.of("quick_win", "decline")) {
        for (int round : new int[] {1, 3}) {
          for (double agreement : new double[] {0.5, 0.51}) {
            Map<String, Object> facts =
                Sheet.of(
                    "reviews",
                    2,
                    "quorum",
                    2,
                    "showstoppers",
                    0,
                    "spread",
                    1.2,
                    "agreement",
                    agreement,
                    "mean",
                    mean,
                    "leadingAdvice",
                    advice,
                    "round",
                    round);
            Answer answer = tried.answer(facts);

            assertThat("%s by %s".formatted(answer.outcome(), answer.rule()))
                .as(facts.toString())
                .isEqualTo(rules.decide(Tally.TABLE, facts));
          }
        }
      }
    }
  }

  private String verdict(
      int reviews,
      int quorum,
      int showstoppers,
      double spread,
      double mean,
      String leadingAdvice,
      int round) {
    return verdict(reviews, quorum, showstoppers, spread, mean, leadingAdvice, round, 1);
  }

  private String verdict(
      int reviews,
      int quorum,
      int showstoppers,
      double spread,
      double mean,
      String leadingAdvice,
      int round,
      double agreement) {
    return rules.decide(
        "jury_verdict",
        "reviews",
        reviews,
        "quorum",
        quorum,
        "showstoppers",
        showstoppers,
        "spread",
        spread,
        "agreement",
        agreement,
        "mean",
        mean,
        "leadingAdvice",
        leadingAdvice,
        "round",
        round);
  }
}
