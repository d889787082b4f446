package fr.fabrique.route;

import static fr.fabrique.route.Personas.AUTHOR;
import static fr.fabrique.route.Stations.sendToJury;
import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.FabriqueTest;
import fr.fabrique.change.forecast.Past.Case;
import fr.fabrique.change.forecast.PastReader;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a forecast learns from what has happened. */
@FabriqueTest
class PastTest {

  private static final String TASK = "task_review_idea";
  private static final Predicate<Case> NEVER_DONE = known -> known.days() > 3_000;

  @Autowired Route route;
  @Autowired PastReader past;

  @Test
  void what_jurors_answer_is_learnt_though_each_seat_keeps_its_own() {
    long before = reviews(known -> "none".equals(known.facts().get("recusal")));

    underReview().reviewedByAll(4, "incubate");

    assertThat(reviews(known -> "none".equals(known.facts().get("recusal")))).isEqualTo(before + 3);
  }

  @Test
  void what_a_deadline_took_away_counts_as_never_done() {
    long before = reviews(NEVER_DONE);

    Journey idea = underReview();
    idea.letTimePassFor(idea.assigneesOf(TASK).get(0), "event_silent");

    assertThat(reviews(NEVER_DONE)).isEqualTo(before + 1);
  }

  @Test
  void what_went_with_its_idea_says_nothing() {
    Journey idea = sendToJury(route.keepIdea(AUTHOR).enter("idea_route")).passSavePoints();
    assertThat(idea.assigneesOf(TASK)).hasSize(3);
    long before = reviews(any -> true);

    idea.withdraw();

    assertThat(idea.assigneesOf(TASK)).isEmpty();
    assertThat(reviews(any -> true)).isEqualTo(before);
  }

  private Journey underReview() {
    return route.keepIdea(AUTHOR).enter("jury_review", "seats", 3);
  }

  private long reviews(Predicate<Case> kind) {
    return past.read().cases().getOrDefault(TASK, List.of()).stream().filter(kind).count();
  }
}
