package fr.fabrique.jury.assignment;

import fr.fabrique.jury.assignment.Plan.Seat;
import fr.fabrique.jury.assignment.Problem.Judge;
import fr.fabrique.jury.assignment.Problem.Juror;
import fr.fabrique.jury.assignment.Problem.Pair;
import fr.fabrique.jury.assignment.Problem.Wanted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * A jury and its ideas as a table, so that a failure can be read.
 *
 * @param reviews what each idea wants
 * @param loads what each juror has
 * @param rooms what each juror may take
 * @param matches by idea, then juror
 * @param fixed cells of the table
 */
record Panel(
    List<Integer> reviews,
    List<Integer> loads,
    List<Integer> rooms,
    List<List<Integer>> matches,
    Set<List<Integer>> fixed) {

  /** Panels up to a size; one pair in four is barred or so, and some pairs are fixed. */
  static Arbitrary<Panel> upTo(int ideas, int jurors) {
    return Combinators.combine(
            Arbitraries.integers().between(0, ideas), Arbitraries.integers().between(0, jurors))
        .flatAs(Panel::ofSize);
  }

  private static Arbitrary<Panel> ofSize(int ideas, int jurors) {
    Arbitrary<Integer> match =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.just(Judge.BARRED)),
            Tuple.of(8, Arbitraries.integers().between(0, 4)),
            Tuple.of(1, Arbitraries.integers().between(0, 1000)));
    Arbitrary<Integer> room =
        Arbitraries.frequencyOf(
            Tuple.of(1, Arbitraries.integers().between(-1, 1)),
            Tuple.of(2, Arbitraries.integers().between(0, Math.max(1, ideas))));
    Arbitrary<Integer> load =
        Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.integers().between(0, 4)),
            Tuple.of(1, Arbitraries.integers().between(0, 1_000_000_000)));
    Arbitrary<List<Integer>> cell =
        Combinators.combine(
                Arbitraries.integers().between(0, Math.max(0, ideas - 1)),
                Arbitraries.integers().between(0, Math.max(0, jurors - 1)))
            .as(List::of);
    return Combinators.combine(
            Arbitraries.integers().between(-1, 4).list().ofSize(ideas),
            load.list().ofSize(jurors),
            room.list().ofSize(jurors),
            match.list().ofSize(jurors).list().ofSize(ideas),
            cell.set().ofMaxSize(ideas == 0 || jurors == 0 ? 1 : 3))
        .as(Panel::new);
  }

  Panel withoutFixed() {
    return new Panel(reviews, loads, rooms, matches, Set.of());
  }

  Problem problem(long seed) {
    return shuffled(seed, null);
  }

  /** The same with its lists in another order. */
  Problem shuffled(long seed, Random random) {
    List<Wanted> ideas = new ArrayList<>();
    List<Juror> jurors = new ArrayList<>();
    IntStream.range(0, ideas()).forEach(i -> ideas.add(new Wanted(idea(i), reviews.get(i))));
    IntStream.range(0, jurors())
        .forEach(j -> jurors.add(new Juror(juror(j), loads.get(j), rooms.get(j))));
    if (random != null) {
      Collections.shuffle(ideas, random);
      Collections.shuffle(jurors, random);
    }
    Set<Pair> pairs =
        fixed.stream()
            .map(cell -> new Pair(idea(cell.get(0)), juror(cell.get(1))))
            .collect(Collectors.toSet());
    return new Problem(
        ideas, jurors, (idea, juror) -> match(number(idea), number(juror)), pairs, seed);
  }

  int ideas() {
    return reviews.size();
  }

  int jurors() {
    return loads.size();
  }

  String idea(int idea) {
    return "idea-" + idea;
  }

  String juror(int juror) {
    return "juror-" + juror;
  }

  static int number(String id) {
    return Integer.parseInt(id.substring(id.indexOf('-') + 1));
  }

  int wanted(int idea) {
    return Math.max(0, reviews.get(idea));
  }

  int room(int juror) {
    return Math.max(0, rooms.get(juror));
  }

  int match(int idea, int juror) {
    return matches.get(idea).get(juror);
  }

  boolean isBarred(int idea, int juror) {
    return match(idea, juror) < 0;
  }

  boolean isFixed(int idea, int juror) {
    return fixed.contains(List.of(idea, juror));
  }

  int wantedInAll() {
    return IntStream.range(0, ideas()).map(this::wanted).sum();
  }

  /** Which jurors the plan gives each idea. */
  Map<Integer, Set<Integer>> seated(Plan plan) {
    Map<Integer, Set<Integer>> seated = new HashMap<>();
    IntStream.range(0, ideas()).forEach(idea -> seated.put(idea, new HashSet<>()));
    for (Seat seat : plan.seats()) {
      if (!seated.get(number(seat.idea())).add(number(seat.juror()))) {
        throw new AssertionError(seat + " is taken twice");
      }
    }
    return seated;
  }

  int given(Plan plan, int juror) {
    return (int) plan.seats().stream().filter(seat -> seat.juror().equals(juror(juror))).count();
  }
}
