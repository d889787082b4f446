package fr.fabrique.jury.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class DiscussionOrderTest {

  @Provide
  Arbitrary<Map<String, Set<String>>> few() {
    return leaving(7, 5);
  }

  @Provide
  Arbitrary<Map<String, Set<String>>> some() {
    return leaving(60, 12);
  }

  private static Arbitrary<Map<String, Set<String>>> leaving(int ideas, int jurors) {
    return Arbitraries.maps(
            Arbitraries.integers().between(1, 10 * ideas).map(number -> "idea " + number),
            Arbitraries.integers()
                .between(1, jurors)
                .map(number -> "juror " + number)
                .set()
                .ofMaxSize(4))
        .ofMaxSize(ideas);
  }

  @Example
  void a_juror_stays_out_for_the_whole_of_a_run() {
    DiscussionOrder order =
        DiscussionOrder.of(
            Map.of(
                "a", Set.of("cook"),
                "b", Set.of("clerk"),
                "c", Set.of("cook", "clerk"),
                "d", Set.of(),
                "e", Set.of("cook")));

    assertThat(order.exits()).isEqualTo(2);
    assertThat(order.ideas()).startsWith("d").containsExactlyInAnyOrder("a", "b", "c", "d", "e");
    assertThat(order.ideas().indexOf("c")).isEqualTo(order.ideas().get(1).equals("b") ? 2 : 3);
  }

  @Example
  void nothing_to_discuss_is_in_order() {
    assertThat(DiscussionOrder.of(Map.of())).isEqualTo(new DiscussionOrder(List.of(), 0));
    assertThat(DiscussionOrder.of(Map.of("b", Set.of(), "a", Set.of())))
        .isEqualTo(new DiscussionOrder(List.of("a", "b"), 0));
    assertThat(DiscussionOrder.of(Map.of("a", Set.of("cook"))))
        .isEqualTo(new DiscussionOrder(List.of("a"), 1));
  }

  @Property(tries = 150)
  void no_order_of_a_few_ideas_has_fewer_exits(@ForAll("few") Map<String, Set<String>> leaving) {
    DiscussionOrder order = DiscussionOrder.of(leaving);

    assertThat(order.ideas()).containsExactlyInAnyOrderElementsOf(leaving.keySet());
    assertThat(order.exits()).isEqualTo(counted(order.ideas(), leaving));
    assertThat(order.exits()).isEqualTo(fewest(new ArrayList<>(leaving.keySet()), 0, leaving));
  }

  @Property(tries = 40)
  void ideas_that_send_the_same_jurors_out_follow_each_other(
      @ForAll("some") Map<String, Set<String>> leaving) {
    DiscussionOrder order = DiscussionOrder.of(leaving);

    assertThat(order.ideas()).containsExactlyInAnyOrderElementsOf(leaving.keySet());
    assertThat(order.exits()).isEqualTo(counted(order.ideas(), leaving));
    Set<Set<String>> done = new HashSet<>();
    Set<String> before = null;
    for (String idea : order.ideas()) {
      if (!leaving.get(idea).equals(before)) {
        before = leaving.get(idea);
        assertThat(done.add(before)).as("%s stand together", before).isTrue();
      }
    }
  }

  @Property(tries = 20)
  void the_order_of_the_map_says_nothing(
      @ForAll("some") Map<String, Set<String>> leaving, @ForAll Random random) {
    List<String> ideas = new ArrayList<>(leaving.keySet());
    Collections.shuffle(ideas, random);
    Map<String, Set<String>> other = new LinkedHashMap<>();
    ideas.forEach(idea -> other.put(idea, new HashSet<>(leaving.get(idea))));

    assertThat(DiscussionOrder.of(other)).isEqualTo(DiscussionOrder.of(leaving));
  }

  /**
   * Jurors who each leave for fifteen ideas in a row in an order that is hidden: it can be found
   * again.
   */
  @Example
  void a_long_agenda_is_close_to_an_order_known_to_be_good() {
    List<Integer> shuffled = new ArrayList<>();
    for (int idea = 0; idea < 300; idea++) {
      shuffled.add(idea);
    }
    Collections.shuffle(shuffled, new Random(7));
    Random random = new Random(8);
    Map<String, Set<String>> leaving = new LinkedHashMap<>();
    shuffled.forEach(idea -> leaving.put("idea " + idea, new HashSet<>()));
    for (int juror = 0; juror < 40; juror++) {
      int first = random.nextInt(285);
      for (int position = first; position < first + 15; position++) {
        leaving.get("idea " + shuffled.get(position)).add("juror " + juror);
      }
    }

    assertThat(DiscussionOrder.of(leaving).exits()).isBetween(40, 44);
  }

  private static int counted(List<String> ideas, Map<String, Set<String>> leaving) {
    int exits = 0;
    for (int at = 0; at < ideas.size(); at++) {
      for (String juror : leaving.get(ideas.get(at))) {
        exits += at > 0 && leaving.get(ideas.get(at - 1)).contains(juror) ? 0 : 1;
      }
    }
    return exits;
  }

  private static int fewest(List<String> ideas, int settled, Map<String, Set<String>> leaving) {
    if (settled == ideas.size()) {
      return counted(ideas, leaving);
    }
    int fewest = Integer.MAX_VALUE;
    for (int next = settled; next < ideas.size(); next++) {
      Collections.swap(ideas, settled, next);
      fewest = Math.min(fewest, fewest(ideas, settled + 1, leaving));
      Collections.swap(ideas, settled, next);
    }
    return fewest;
  }
}
