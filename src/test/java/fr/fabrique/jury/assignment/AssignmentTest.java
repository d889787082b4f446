package fr.fabrique.jury.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import fr.fabrique.jury.assignment.Plan.Limit;
import fr.fabrique.jury.assignment.Plan.Shortfall;
import fr.fabrique.jury.assignment.Problem.Judge;
import fr.fabrique.jury.assignment.Problem.Juror;
import fr.fabrique.jury.assignment.Problem.Pair;
import fr.fabrique.jury.assignment.Problem.Wanted;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AssignmentTest {

  private static final Judge ANYONE = (idea, juror) -> 1;

  @Test
  void those_who_know_the_field_review_the_idea() {
    Plan plan =
        best(
            List.of(new Wanted("canteen", 1), new Wanted("leave", 1)),
            List.of(new Juror("cook", 0, 5), new Juror("clerk", 0, 5)),
            (idea, juror) -> idea.equals("canteen") == juror.equals("cook") ? 2 : 0);

    assertThat(seats(plan)).containsExactly("cook reviews canteen", "clerk reviews leave");
    assertThat(plan.totalMatch()).isEqualTo(4);
    assertThat(plan.missing()).isZero();
    assertThat(plan.shortfalls()).isEmpty();
  }

  @Test
  void even_work_stands_before_knowledge() {
    Plan plan =
        best(
            ideas(4, 1),
            List.of(new Juror("expert", 0, 9), new Juror("novice", 0, 9)),
            (idea, juror) -> juror.equals("expert") ? 5 : 0);

    assertThat(plan.seats()).filteredOn(seat -> seat.juror().equals("expert")).hasSize(2);
  }

  @Test
  void who_has_reviews_already_gets_fewer() {
    Plan plan =
        best(ideas(4, 1), List.of(new Juror("busy", 3, 9), new Juror("free", 0, 9)), ANYONE);

    assertThat(plan.seats())
        .extracting(seat -> "%s has %d".formatted(seat.juror(), seat.load()))
        .containsExactlyInAnyOrder("free has 0", "free has 1", "free has 2", "busy has 3");
  }

  @Test
  void a_conflict_is_never_assigned_even_if_the_idea_goes_short() {
    Plan plan =
        best(
            ideas(1, 2), jurors(2, 9), (idea, juror) -> juror.equals("juror 1") ? Judge.BARRED : 1);

    assertThat(seats(plan)).containsExactly("juror 2 reviews idea 1");
    assertThat(plan.shortfalls())
        .containsExactly(
            new Shortfall(new TreeSet<>(Set.of("idea 1")), 2, List.of(new Limit("juror 2", 1, 1))));
    assertThat(plan.shortfalls().get(0).tooFewJurors()).isTrue();
    assertThat(plan.shortfalls().get(0).limits()).noneMatch(Limit::byQuota);
  }

  @Test
  void quotas_that_leave_reviews_missing_are_named() {
    Plan plan =
        best(
            List.of(new Wanted("canteen", 1), new Wanted("leave", 1), new Wanted("parking", 1)),
            List.of(new Juror("cook", 0, 1), new Juror("clerk", 0, 9)),
            (idea, juror) -> juror.equals("clerk") == idea.equals("leave") ? 1 : Judge.BARRED);

    assertThat(plan.missing()).isEqualTo(1);
    assertThat(plan.shortfalls())
        .containsExactly(
            new Shortfall(
                new TreeSet<>(Set.of("canteen", "parking")), 2, List.of(new Limit("cook", 2, 1))));
    assertThat(plan.shortfalls().get(0).limits()).allMatch(Limit::byQuota);
  }

  @Test
  void two_ideas_miss_one_review_each_before_one_misses_two() {
    Plan plan = best(ideas(2, 2), jurors(2, 1), (idea, juror) -> idea.equals("idea 1") ? 9 : 0);

    assertThat(plan.seats()).extracting(Plan.Seat::idea).containsExactly("idea 1", "idea 2");
  }

  @Test
  void what_the_chair_fixed_outranks_work_and_knowledge() {
    Set<Pair> fixed =
        Set.of(
            new Pair("idea 1", "novice"), new Pair("idea 2", "novice"),
            new Pair("idea 3", "novice"), new Pair("idea 4", "novice"));
    Plan plan =
        best(
            ideas(4, 1),
            List.of(new Juror("expert", 0, 9), new Juror("novice", 9, 9)),
            (idea, juror) -> juror.equals("expert") ? 5 : 0,
            fixed);

    assertThat(plan.seats()).extracting(Plan.Seat::juror).containsOnly("novice");
    assertThat(plan.unkept()).isEmpty();
  }

  @Test
  void what_the_chair_fixed_against_a_bar_or_a_quota_is_handed_back() {
    Plan plan =
        best(
            ideas(2, 1),
            List.of(new Juror("author", 0, 9), new Juror("full", 9, 0), new Juror("free", 0, 9)),
            (idea, juror) -> juror.equals("author") ? Judge.BARRED : 1,
            Set.of(
                new Pair("idea 1", "author"),
                new Pair("idea 2", "full"),
                new Pair("idea 2", "nobody"),
                new Pair("nothing", "free")));

    assertThat(seats(plan)).containsExactly("free reviews idea 1", "free reviews idea 2");
    assertThat(plan.unkept())
        .containsExactly(
            new Pair("idea 1", "author"),
            new Pair("idea 2", "full"),
            new Pair("idea 2", "nobody"),
            new Pair("nothing", "free"));
  }

  @Test
  void no_ideas_need_no_jurors() {
    assertThat(best(List.of(), jurors(3, 1), ANYONE).seats()).isEmpty();
    assertThat(best(ideas(3, 0), jurors(3, 1), ANYONE).missing()).isZero();
    assertThat(best(ideas(3, -2), jurors(3, 1), ANYONE).missing()).isZero();
    assertThat(best(List.of(), List.of(), ANYONE).shortfalls()).isEmpty();
  }

  @Test
  void without_jurors_each_idea_says_what_it_misses() {
    Plan plan = best(ideas(2, 3), List.of(), ANYONE);

    assertThat(plan.seats()).isEmpty();
    assertThat(plan.shortfalls()).extracting(Shortfall::missing).containsExactly(3, 3);
  }

  @Test
  void more_reviews_than_jurors_are_missing() {
    Plan plan = best(ideas(1, 5), jurors(3, 9), ANYONE);

    assertThat(plan.seats()).hasSize(3);
    assertThat(plan.missing()).isEqualTo(2);
    assertThat(plan.shortfalls()).allMatch(Shortfall::tooFewJurors);
  }

  @Test
  void a_quota_below_what_a_juror_has_counts_as_none() {
    Plan plan = best(ideas(1, 1), List.of(new Juror("full", 5, -3)), ANYONE);

    assertThat(plan.seats()).isEmpty();
    assertThat(plan.shortfalls())
        .singleElement()
        .returns(List.of(new Limit("full", 1, 0)), Shortfall::limits);
  }

  @Test
  void one_juror_may_have_a_thousand_ideas() {
    Plan plan = best(ideas(1000, 1), jurors(1, 1000), ANYONE);

    assertThat(plan.seats()).hasSize(1000);
    assertThat(plan.seats().get(999).load()).isEqualTo(999);
  }

  @Test
  void loads_may_be_far_apart() {
    Plan plan =
        best(
            ideas(9, 1),
            List.of(
                new Juror("most", 1_000_000_000, 9),
                new Juror("much", 999_999_000, 9),
                new Juror("little", 0, 2)),
            ANYONE);

    assertThat(plan.seats()).filteredOn(seat -> seat.juror().equals("little")).hasSize(2);
    assertThat(plan.seats()).filteredOn(seat -> seat.juror().equals("much")).hasSize(7);
  }

  @Test
  void matches_may_be_far_apart_as_long_as_they_can_be_reckoned_exactly() {
    assertThat(
            best(
                    ideas(2, 1),
                    jurors(2, 1),
                    (idea, juror) ->
                        idea.endsWith("1") == juror.endsWith("2") ? Integer.MAX_VALUE : 0)
                .totalMatch())
        .isEqualTo(2L * Integer.MAX_VALUE);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                best(
                    IntStream.rangeClosed(1, 400)
                        .mapToObj(number -> new Wanted("idea " + number, number))
                        .toList(),
                    jurors(400, 400),
                    (idea, juror) -> idea.equals("idea 1") ? Integer.MAX_VALUE : 0))
        .withMessageContaining("too far apart");
  }

  @Test
  void a_match_below_zero_that_is_no_bar_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> best(ideas(1, 1), jurors(1, 1), (idea, juror) -> -2))
        .withMessage("idea 1 and juror 1 match by -2");
  }

  @Test
  void who_is_listed_twice_is_refused() {
    Juror juror = new Juror("cook", 0, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> best(ideas(1, 1), List.of(juror, new Juror("cook", 1, 2)), ANYONE))
        .withMessage("cook is listed twice");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> best(List.of(new Wanted("a", 1), new Wanted("a", 2)), List.of(juror), ANYONE))
        .withMessage("a is listed twice");
  }

  @Test
  void a_load_that_nobody_can_have_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Juror("cook", -1, 1))
        .withMessage("cook cannot have -1 reviews");
  }

  private static Plan best(List<Wanted> ideas, List<Juror> jurors, Judge judge) {
    return best(ideas, jurors, judge, Set.of());
  }

  private static Plan best(List<Wanted> ideas, List<Juror> jurors, Judge judge, Set<Pair> fixed) {
    return Assignment.best(new Problem(ideas, jurors, judge, fixed, 1));
  }

  private static List<Wanted> ideas(int count, int reviews) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(number -> new Wanted("idea " + number, reviews))
        .toList();
  }

  private static List<Juror> jurors(int count, int room) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(number -> new Juror("juror " + number, 0, room))
        .toList();
  }

  private static List<String> seats(Plan plan) {
    return plan.seats().stream().map(seat -> seat.juror() + " reviews " + seat.idea()).toList();
  }
}
