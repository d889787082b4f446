package fr.fabrique.change.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.change.Draft;
import fr.fabrique.change.EditedRoute;
import fr.fabrique.change.forecast.Past.Case;
import fr.fabrique.engine.StepCatalogue;
import fr.fabrique.engine.check.RouteFiles;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class FloorTest {

  private static final LocalDateTime START = LocalDateTime.of(2030, 1, 7, 9, 0);
  private static final String VERDICT = "call_jury_review";
  private static final StepCatalogue CATALOGUE = new StepCatalogue();

  @Test
  void the_same_seed_is_the_same_play_and_another_one_another() {
    Run one = play(RouteFiles.shipped(), Past.NONE, Map.of(), 24, 1);

    try (Stage stage = new Stage(RouteFiles.shipped(), CATALOGUE)) {
      assertThat(play(stage, RouteFiles.shipped(), Past.NONE, Map.of(), 24, 2)).isNotEqualTo(one);
      assertThat(play(stage, RouteFiles.shipped(), Past.NONE, Map.of(), 24, 1))
          .as("after another one on the same stage")
          .isEqualTo(one);
    }
    assertThat(one.seen() + one.ended()).isEqualTo(30);
    assertThat(one.underWay()).isZero();
  }

  @Test
  void an_edit_behind_the_verdict_changes_nothing_before_it() {
    Run published = play(RouteFiles.shipped(), learned(1, 2), Map.of(), 24, 1);
    Run draft = play(EditedRoute.draft().files, learned(1, 2), Map.of(), 24, 1);

    assertThat(draft.times()).isEqualTo(published.times());
  }

  @Test
  void what_is_learnt_adds_up() {
    Run run = play(RouteFiles.shipped(), learned(1, 2), Map.of(), 24, 1);

    assertThat(run.seen()).isEqualTo(30);
    assertThat(Run.quantile(run.times(), 0.5)).isBetween(3.0, 3.01);
    assertThat(run.learned()).containsEntry("task_review_idea", Past.ENOUGH);
  }

  @Test
  void a_question_that_nobody_has_been_asked_yet_is_answered_as_usual() {
    Past past = learned(1, 2);
    past.cases().put("task_review_idea", times(2, Map.of()));

    Run run = play(RouteFiles.shipped(), past, Map.of(), 24, 1);

    assertThat(Run.quantile(run.times(), 0.9)).isBetween(3.0, 3.01);
  }

  @Test
  void a_task_more_before_the_jury_takes_as_long_as_it_is_said_to() {
    SortedMap<String, byte[]> draft =
        Draft.ofShipped()
            .xml(
                EditedRoute.ROUTE,
                document -> {
                  Element review = Draft.byId(document, "call_jury_review");
                  Element look =
                      Draft.node(document, "userTask", "task_look_first", "Look first", review);
                  Draft.camunda(look, "candidateGroups", "facilitators");
                  Draft.byId(document, "flow_before_review_jury_review")
                      .setAttribute("targetRef", "task_look_first");
                  Draft.arrow(document, "flow_look_first", look, review, null);
                })
            .files;
    Past past = learned(1, 2);
    past.cases().put("task_look_first", times(5, Map.of()));

    Run run = play(draft, past, Map.of(), 24, 1);

    assertThat(Run.quantile(run.times(), 0.5)).isBetween(8.0, 8.01);
  }

  @Test
  void too_few_people_make_ideas_wait() {
    Run enough = play(RouteFiles.shipped(), learned(1, 2), Map.of("animators", 30), 7, 1);
    Run few = play(RouteFiles.shipped(), learned(1, 2), Map.of("animators", 1), 7, 1);

    assertThat(Run.quantile(few.times(), 0.9)).isGreaterThan(Run.quantile(enough.times(), 0.9) + 1);
    assertThat(few.groups().get("animators").worked())
        .isEqualTo(enough.groups().get("animators").worked());
  }

  private static Run play(
      SortedMap<String, byte[]> route,
      Past past,
      Map<String, Integer> people,
      int hours,
      long seed) {
    try (Stage stage = new Stage(route, CATALOGUE)) {
      return play(stage, route, past, people, hours, seed);
    }
  }

  private static Run play(
      Stage stage,
      SortedMap<String, byte[]> route,
      Past past,
      Map<String, Integer> people,
      int hours,
      long seed) {
    Question question =
        new Question(
            Question.evenly(30, 2, START),
            people,
            hours,
            hours == 24 ? 0 : 120,
            VERDICT,
            List.of(seed));
    return new Floor(stage, route, CATALOGUE, past, question, seed).play();
  }

  /** Whoever screens sends the idea to the jury. */
  private static Past learned(double screening, double review) {
    Map<String, List<Case>> cases = new HashMap<>();
    cases.put("task_screen_idea", times(screening, Map.of("screening", "to_jury")));
    cases.put("task_review_idea", times(review, Map.of("recusal", "none")));
    cases.put(
        "step_tally_reviews",
        times(
            0,
            Map.of(
                "reviews",
                3,
                "mean",
                4.5,
                "spread",
                0.2,
                "agreement",
                1.0,
                "showstoppers",
                0,
                "leadingAdvice",
                "incubate")));
    return new Past(cases, new HashMap<>(Map.of("jurors", 100, "animators", 100)));
  }

  private static List<Case> times(double days, Map<String, Object> facts) {
    return new ArrayList<>(Collections.nCopies(Past.ENOUGH, new Case(days, facts)));
  }
}
