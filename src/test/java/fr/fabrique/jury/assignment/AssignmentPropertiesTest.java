package fr.fabrique.jury.assignment;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.jury.assignment.Plan.Limit;
import fr.fabrique.jury.assignment.Plan.Seat;
import fr.fabrique.jury.assignment.Plan.Shortfall;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

/** What holds for every jury, and that no plan is better where all plans can be tried. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class AssignmentPropertiesTest {

  @Provide
  Arbitrary<Panel> panels() {
    return Panel.upTo(25, 9);
  }

  @Provide
  Arbitrary<Panel> small() {
    return Panel.upTo(5, 4);
  }

  @Property(tries = 500)
  void nobody_reviews_what_is_barred_to_them_or_more_than_they_may(
      @ForAll("panels") Panel panel, @ForAll long seed) {
    Plan plan = Assignment.best(panel.problem(seed));

    panel
        .seated(plan)
        .forEach(
            (idea, jurors) -> {
              assertThat(jurors).noneMatch(juror -> panel.isBarred(idea, juror));
              assertThat(jurors).hasSizeLessThanOrEqualTo(panel.wanted(idea));
            });
    for (int juror = 0; juror < panel.jurors(); juror++) {
      assertThat(panel.given(plan, juror)).isLessThanOrEqualTo(panel.room(juror));
    }
  }

  @Property(tries = 500)
  void each_review_is_placed_or_said_to_be_missing(@ForAll("panels") Panel panel) {
    Plan plan = Assignment.best(panel.problem(1));

    assertThat(plan.missing()).isEqualTo(panel.wantedInAll() - plan.seats().size());
    Set<String> explained =
        plan.shortfalls().stream().flatMap(each -> each.ideas().stream()).collect(toSet());
    panel
        .seated(plan)
        .forEach(
            (idea, jurors) -> {
              if (jurors.size() < panel.wanted(idea)) {
                assertThat(explained).contains(panel.idea(idea));
              }
            });
  }

  @Property(tries = 300)
  void what_is_said_of_missing_reviews_is_true_and_no_less_would_do(@ForAll("panels") Panel panel) {
    Plan plan = Assignment.best(panel.problem(1));

    for (Shortfall shortfall : plan.shortfalls()) {
      List<Integer> ideas = shortfall.ideas().stream().map(Panel::number).toList();
      assertThat(shortfall.missing()).isPositive();
      assertThat(shortfall.limits())
          .extracting(Limit::juror)
          .containsExactlyElementsOf(
              IntStream.range(0, panel.jurors())
                  .filter(juror -> ideas.stream().anyMatch(idea -> !panel.isBarred(idea, juror)))
                  .mapToObj(panel::juror)
                  .toList());
      if (shortfall.tooFewJurors()) {
        assertThat(shortfall.missing())
            .isEqualTo(panel.wanted(ideas.get(0)) - candidates(panel, ideas.get(0)));
      } else {
        assertThat(shortfall.missing()).isEqualTo(lacking(panel, plan, ideas));
        everyPartOf(ideas)
            .forEach(
                (part, rest) -> {
                  int explained = lacking(panel, plan, part);
                  assertThat(explained).isLessThan(shortfall.missing());
                  assertThat(explained + lacking(panel, plan, rest))
                      .isLessThan(shortfall.missing());
                });
      }
    }
  }

  /** How many reviews these ideas lack for want of quotas, seen from the jurors' side alone. */
  private static int lacking(Panel panel, Plan plan, List<Integer> ideas) {
    Map<Integer, Set<Integer>> seated = panel.seated(plan);
    int lacking =
        ideas.stream()
            .mapToInt(idea -> Math.min(panel.wanted(idea), candidates(panel, idea)))
            .sum();
    for (int juror = 0; juror < panel.jurors(); juror++) {
      int number = juror;
      Set<Integer> kept =
          seated.keySet().stream()
              .filter(idea -> panel.isFixed(idea, number) && seated.get(idea).contains(number))
              .collect(toSet());
      long open =
          ideas.stream()
              .filter(idea -> !panel.isBarred(idea, number) && !kept.contains(idea))
              .count();
      lacking -= (int) Math.min(panel.room(juror) - kept.size(), open);
      lacking -= (int) ideas.stream().filter(kept::contains).count();
    }
    return Math.max(0, lacking);
  }

  private static int candidates(Panel panel, int idea) {
    return (int)
        IntStream.range(0, panel.jurors()).filter(juror -> !panel.isBarred(idea, juror)).count();
  }

  /** All parts of up to 10 ideas with what is left; of more ideas, each alone and all but each. */
  private static Map<List<Integer>, List<Integer>> everyPartOf(List<Integer> ideas) {
    Map<List<Integer>, List<Integer>> parts = new HashMap<>();
    if (ideas.size() <= 10) {
      for (int set = 1; set < (1 << ideas.size()) - 1; set++) {
        int chosen = set;
        parts.put(
            IntStream.range(0, ideas.size())
                .filter(index -> (chosen >> index & 1) == 1)
                .mapToObj(ideas::get)
                .toList(),
            IntStream.range(0, ideas.size())
                .filter(index -> (chosen >> index & 1) == 0)
                .mapToObj(ideas::get)
                .toList());
      }
    } else {
      for (int idea : ideas) {
        List<Integer> others = ideas.stream().filter(other -> other != idea).toList();
        parts.put(List.of(idea), others);
        parts.put(others, List.of(idea));
      }
    }
    return parts;
  }

  @Property(tries = 500)
  void work_is_as_even_as_bars_and_quotas_allow(@ForAll("panels") Panel any) {
    Panel panel = any.withoutFixed();
    Plan plan = Assignment.best(panel.problem(1));

    for (int juror = 0; juror < panel.jurors(); juror++) {
      long load = loadAfter(panel, plan, juror);
      for (int other : couldTakeFrom(panel, panel.seated(plan), juror)) {
        if (panel.given(plan, other) < panel.room(other)) {
          assertThat(loadAfter(panel, plan, other))
              .as("%s could pass a review on to %s", panel.juror(juror), panel.juror(other))
              .isGreaterThanOrEqualTo(load - 1);
        }
      }
    }
  }

  private static long loadAfter(Panel panel, Plan plan, int juror) {
    return (long) panel.loads().get(juror) + panel.given(plan, juror);
  }

  /** Those whom a review of this juror can reach when each passes one on to the next. */
  private static Set<Integer> couldTakeFrom(
      Panel panel, Map<Integer, Set<Integer>> seated, int juror) {
    Set<Integer> reached = new HashSet<>(Set.of(juror));
    Deque<Integer> waiting = new ArrayDeque<>(reached);
    while (!waiting.isEmpty()) {
      int from = waiting.remove();
      for (Map.Entry<Integer, Set<Integer>> idea : seated.entrySet()) {
        for (int to = 0; to < panel.jurors(); to++) {
          if (idea.getValue().contains(from)
              && !idea.getValue().contains(to)
              && !panel.isBarred(idea.getKey(), to)
              && reached.add(to)) {
            waiting.add(to);
          }
        }
      }
    }
    return reached;
  }

  @Property(tries = 300)
  void the_order_of_the_lists_says_nothing(
      @ForAll("panels") Panel panel, @ForAll long seed, @ForAll Random random) {
    Plan plan = Assignment.best(panel.problem(seed));

    assertThat(Assignment.best(panel.problem(seed))).isEqualTo(plan);
    assertThat(Assignment.best(panel.shuffled(seed, random))).isEqualTo(plan);
  }

  @Property(tries = 200)
  void a_seed_decides_only_between_equals(@ForAll("panels") Panel panel, @ForAll long seed) {
    assertThat(Worth.of(panel, Assignment.best(panel.problem(seed))))
        .isEqualByComparingTo(Worth.of(panel, Assignment.best(panel.problem(seed + 1))));
  }

  @Property(tries = 1000)
  void no_plan_is_better(@ForAll("small") Panel panel, @ForAll long seed) {
    Plan plan = Assignment.best(panel.problem(seed));

    assertThat(Worth.of(panel, plan)).isEqualTo(Worth.best(panel));
    assertThat(plan.totalMatch()).isEqualTo(Worth.of(panel, plan).match());
    assertThat(plan.unkept()).hasSize(panel.fixed().size() - Worth.best(panel).kept());
  }

  @Property(tries = 200)
  void a_seat_says_what_the_juror_has_before_it(@ForAll("panels") Panel panel) {
    Map<String, Integer> load = new HashMap<>();
    for (Seat seat : Assignment.best(panel.problem(1)).seats()) {
      int before =
          load.merge(seat.juror(), panel.loads().get(Panel.number(seat.juror())), (has, x) -> has);
      assertThat(seat.load()).isEqualTo(before);
      assertThat(seat.match())
          .isEqualTo(panel.match(Panel.number(seat.idea()), Panel.number(seat.juror())));
      load.merge(seat.juror(), 1, Integer::sum);
    }
  }
}
