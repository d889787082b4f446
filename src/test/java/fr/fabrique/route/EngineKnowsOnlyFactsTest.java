package fr.fabrique.route;

import static fr.fabrique.route.Stations.handOver;
import static fr.fabrique.route.Stations.incubate;
import static fr.fabrique.route.Stations.judge;
import static fr.fabrique.route.Stations.measureImpact;
import static fr.fabrique.route.Stations.sendToJury;
import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.FabriqueTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The engine owns the position on the route: no idea's content, person's name or score. */
@FabriqueTest
class EngineKnowsOnlyFactsTest {

  /** Whoever adds a fact here has decided that the engine must know it. */
  private static final Set<String> FACTS =
      Set.of(
          // who and where
          "challenge",
          "author",
          "manager",
          "intrapreneur",
          "facilitator",
          "juror",
          "chair",
          // durations and numbers from the diagrams or the challenge
          "taskTime",
          "answerTime",
          "reworkTime",
          "sleepTime",
          "firstImpactTime",
          "secondImpactTime",
          "thirdImpactTime",
          "reminderTime",
          "reviewTime",
          "stageTime",
          "budgetWatchTime",
          "partnershipReviewTime",
          "fixTime",
          "seats",
          "quorum",
          "maxSubstitutes",
          // what tables and gateways ask
          "titleLength",
          "textLength",
          "challengeOpen",
          "restricted",
          "eligibility",
          "screening",
          "challengeGathers",
          "panelComplete",
          "seatDecision",
          "seated",
          "recusal",
          "reviews",
          "mean",
          "agreement",
          "spread",
          "showstoppers",
          "leadingAdvice",
          "round",
          "verdict",
          "timeFreed",
          "partnerWanted",
          "committeeDecision",
          "provisionalTime",
          "incubationOutcome",
          "securityItem",
          "privacyItem",
          "accessibilityItem",
          "operationsItem",
          "financeItem",
          "productItem",
          "readiness",
          "goDecision",
          "acceptance",
          "handoverOutcome",
          "inUseSince",
          // the engine's own counters of parallel seats
          "nrOfInstances",
          "nrOfActiveInstances",
          "nrOfCompletedInstances",
          "loopCounter");

  @Autowired Route route;
  @Autowired JdbcClient jdbc;

  @Test
  void nothing_of_an_idea_is_left_in_the_engine_after_its_whole_route() {
    Journey idea =
        sendToJury(route.submitIdea("permanent", "Zanzibar bicycles", "Quagga. " + Route.TEXT));
    String juror = idea.assigneesOf("task_review_idea").get(0);
    idea.performAs(
        juror,
        "task_review_idea",
        Sheet.with(
            Sheet.review(4, "incubate"),
            "relevance_comment",
            "Okapi",
            "valued",
            "Pangolin",
            "comment_to_jury",
            "Axolotl"));
    measureImpact(handOver(incubate(judge(idea, "incubate"), "continue"), "go"));
    idea.on("idea_route").isEnded();

    List<String> known = known(idea.subject());

    assertThat(known).as("what the engine keeps of it").contains("incubate", "accepted");
    assertThat(String.join("\n", known))
        .doesNotContainIgnoringCase(
            "Zanzibar",
            "Quagga",
            "Okapi",
            "Pangolin",
            "Axolotl",
            "Thank you",
            "Seen and written",
            "Camille",
            "Moreau",
            "Girard",
            "Fontaine",
            "Lambert",
            "Perrin",
            "Vasseur");
  }

  @Test
  void engine_knows_facts_and_nothing_else() {
    Journey idea = sendToJury(route.submitIdea());
    measureImpact(handOver(incubate(judge(idea, "incubate"), "continue"), "go"));

    assertThat(FACTS)
        .containsAll(
            jdbc.sql("select distinct name_ from act_hi_varinst where root_proc_inst_id_ = ?")
                .param(root(idea.subject()))
                .query(String.class)
                .list());
    assertThat(
            jdbc.sql(
                    "select count(*) from act_hi_varinst where root_proc_inst_id_ = ?"
                        + " and (bytearray_id_ is not null or var_type_ in ('serializable', 'object'))")
                .param(root(idea.subject()))
                .query(Integer.class)
                .single())
        .as("serialised objects")
        .isZero();
  }

  /** Every text that the engine keeps under the idea's business key, but for its tasks' names. */
  private List<String> known(String idea) {
    String root = root(idea);
    List<String> texts = new ArrayList<>();
    for (String column :
        List.of(
            "act_hi_varinst.text_",
            "act_hi_varinst.text2_",
            "act_hi_detail.text_",
            "act_hi_detail.text2_",
            "act_hi_dec_in.text_",
            "act_hi_dec_out.text_",
            "act_hi_comment.message_",
            "act_hi_op_log.new_value_",
            "act_hi_op_log.org_value_")) {
      String table = column.substring(0, column.indexOf('.'));
      texts.addAll(
          jdbc.sql(
                  "select cast(%s as varchar) from %s where root_proc_inst_id_ = ? and %s is not null"
                      .formatted(column, table, column))
              .param(root)
              .query(String.class)
              .list());
    }
    jdbc.sql("select bytes_ from act_ge_bytearray where root_proc_inst_id_ = ?")
        .param(root)
        .query(byte[].class)
        .list()
        .forEach(bytes -> texts.add(new String(bytes, StandardCharsets.UTF_8)));
    return texts;
  }

  private String root(String idea) {
    return jdbc.sql(
            "select id_ from act_hi_procinst where business_key_ = ? and super_process_instance_id_ is null")
        .param(idea)
        .query(String.class)
        .single();
  }
}
