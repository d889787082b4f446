package fr.fabrique.engine.check;

import static fr.fabrique.engine.check.XmlFile.has;
import static fr.fabrique.engine.check.XmlFile.tag;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.w3c.dom.Element;

/**
 * Plays a scope through with tokens on its arrows, whatever its gateways decide: a join that waits
 * for a token that cannot come any more is found, and so is an arrow that two tokens reach at once.
 * This is what the literature calls the soundness of a workflow net (van der Aalst, 1998).
 */
final class Tokens {

  /** So many distributions of tokens are looked at; of a larger scope what was found by then. */
  private static final int MOST = 20_000;

  /** So many numbers of tokens are remembered, some 100 MB. */
  private static final long MOST_CELLS = 4_000_000;

  /** Where one pair of ways has met, all that follows it happens twice. */
  private static final int MOST_TOLD = 3;

  private final XmlFile diagram;
  private final Scope scope;
  private final List<Finding> findings;
  private final Map<Element, Integer> number = new HashMap<>();

  /** Events beside an activity that goes on, each with the place that tells whether it happened. */
  private final Map<Element, Integer> beside = new HashMap<>();

  /** Arrows that are reached without any of these events. */
  private final Set<Element> onTheWay = new HashSet<>();

  private final Set<Element> stuck = new LinkedHashSet<>();
  private final Set<Element> doubled = new LinkedHashSet<>();

  Tokens(XmlFile diagram, Scope scope, List<Finding> findings) {
    this.diagram = diagram;
    this.scope = scope;
    this.findings = findings;
  }

  static void check(XmlFile diagram, List<Finding> findings) {
    Scope.in(diagram).forEach(scope -> new Tokens(diagram, scope, findings).play());
  }

  private void play() {
    scope.arrows().forEach(arrow -> number.put(arrow, number.size()));
    scope.nodes().stream()
        .filter(Scope::isBeside)
        .forEach(edge -> beside.put(edge, number.size() + beside.size()));
    Flow.onTheWay(scope).forEach(node -> onTheWay.addAll(scope.leaving(node)));
    Set<List<Integer>> seen = new HashSet<>();
    Deque<int[]> next = new ArrayDeque<>();
    for (Element start : scope.starts()) {
      next.add(moved(new int[number.size() + beside.size()], List.of(), scope.leaving(start)));
    }
    while (!next.isEmpty()) {
      int[] tokens = next.pop();
      if (seen.add(Arrays.stream(tokens).boxed().toList())) {
        long cells = (long) tokens.length * (seen.size() + next.size());
        if (seen.size() > MOST || cells > MOST_CELLS) {
          break;
        }
        List<int[]> following = following(tokens);
        if (following.isEmpty()) {
          notEnded(tokens);
        }
        following.stream().filter(then -> !isCrowded(then)).forEach(next::push);
      }
    }
    for (Element join : stuck) {
      findings.add(
          diagram.finding(
              join,
              Rule.JOIN_COMPLETES,
              Words.of(
                  "It waits for all its ways, and one of them may never come: the idea would wait for"
                      + " ever."),
              Words.of(
                  "Let the ways meet in an exclusive gateway, or split them in a parallel one.")));
    }
    for (Element arrow : doubled.stream().limit(MOST_TOLD).toList()) {
      findings.add(
          diagram.finding(
              arrow,
              Rule.RUNS_ONCE,
              Words.of(
                  "Two ways that run at the same time meet before it: what follows would happen twice."),
              Words.of("Let them meet in a parallel gateway that waits for both.")));
    }
  }

  /** All that may happen next. */
  private List<int[]> following(int[] tokens) {
    List<int[]> following = new ArrayList<>();
    for (Element node : scope.nodes()) {
      List<Element> arriving = scope.arriving(node);
      if (waitsForAll(node)) {
        if (!arriving.isEmpty() && arriving.stream().allMatch(a -> tokens[number.get(a)] > 0)) {
          leave(node, moved(tokens, arriving, List.of()), following);
        }
      } else if (tag(node).equals("inclusiveGateway") && arriving.size() > 1) {
        inclusive(node, arriving, tokens, following);
      } else {
        arriving.stream()
            .filter(a -> tokens[number.get(a)] > 0)
            .forEach(a -> leave(node, moved(tokens, List.of(a), List.of()), following));
      }
    }
    return following;
  }

  private void inclusive(
      Element node, List<Element> arriving, int[] tokens, List<int[]> following) {
    List<Element> there = arriving.stream().filter(a -> tokens[number.get(a)] > 0).toList();
    if (!there.isEmpty() && !mayStillCome(node, arriving, tokens)) {
      leave(node, moved(tokens, there, List.of()), following);
    }
  }

  /** Whether a token elsewhere may still reach a way of the gateway that has none. */
  private boolean mayStillCome(Element node, List<Element> arriving, int[] tokens) {
    Set<Element> upstream = new HashSet<>();
    Deque<Element> next =
        new ArrayDeque<>(arriving.stream().filter(a -> tokens[number.get(a)] == 0).toList());
    while (!next.isEmpty()) {
      Element arrow = next.pop();
      if (upstream.add(arrow)) {
        scope
            .source(arrow)
            .filter(source -> source != node)
            .ifPresent(source -> next.addAll(scope.arriving(source)));
      }
    }
    return upstream.stream().anyMatch(arrow -> tokens[number.get(arrow)] > 0);
  }

  private void leave(Element node, int[] without, List<int[]> following) {
    if (tag(node).equals("endEvent")) {
      following.add(has(node, "terminateEventDefinition") ? new int[without.length] : without);
      return;
    }
    for (List<Element> taken : choices(node)) {
      following.add(moved(without, List.of(), taken));
    }
    for (Element edge : scope.attached(node)) {
      List<Element> ways = scope.leaving(edge);
      if (beside.containsKey(edge)) {
        // Once is enough to see where it leads; each time ends before the next.
        if (without[beside.get(edge)] == 0) {
          for (List<Element> taken : choices(node)) {
            int[] both = moved(without, List.of(), taken);
            ways.forEach(way -> both[number.get(way)]++);
            both[beside.get(edge)] = 1;
            following.add(both);
          }
        }
      } else {
        following.add(moved(without, List.of(), ways));
      }
    }
    for (Element target : scope.linked(node)) {
      following.add(moved(without, List.of(), scope.leaving(target)));
    }
  }

  /** The sets of ways that may be taken out of a node. */
  private List<List<Element>> choices(Element node) {
    List<Element> ways = scope.leaving(node);
    return switch (tag(node)) {
      case "exclusiveGateway", "eventBasedGateway" -> ways.stream().map(List::of).toList();
      case "parallelGateway" -> List.of(ways);
      case "inclusiveGateway" ->
          ways.stream().anyMatch(way -> has(way, "conditionExpression"))
              ? subsets(ways)
              : List.of(ways);
      default ->
          ways.stream().anyMatch(way -> has(way, "conditionExpression"))
              ? subsets(ways)
              : List.of(ways);
    };
  }

  private static List<List<Element>> subsets(List<Element> ways) {
    if (ways.size() > 6) {
      return List.of(ways);
    }
    List<List<Element>> subsets = new ArrayList<>();
    for (int chosen = 1; chosen < 1 << ways.size(); chosen++) {
      List<Element> subset = new ArrayList<>();
      for (int way = 0; way < ways.size(); way++) {
        if ((chosen & 1 << way) != 0) {
          subset.add(ways.get(way));
        }
      }
      subsets.add(subset);
    }
    return subsets;
  }

  private int[] moved(int[] tokens, List<Element> from, List<Element> to) {
    int[] moved = tokens.clone();
    from.forEach(arrow -> moved[number.get(arrow)]--);
    to.forEach(arrow -> moved[number.get(arrow)]++);
    return moved;
  }

  private boolean isCrowded(int[] tokens) {
    boolean crowded = false;
    for (Element arrow : scope.arrows()) {
      if (tokens[number.get(arrow)] > 1) {
        // What stands beside the way happens for each event anew.
        if (onTheWay.contains(arrow)) {
          doubled.add(arrow);
        }
        crowded = true;
      }
    }
    return crowded;
  }

  private void notEnded(int[] tokens) {
    scope.arrows().stream()
        .filter(arrow -> tokens[number.get(arrow)] > 0)
        .flatMap(arrow -> scope.target(arrow).stream())
        .filter(Tokens::waitsForAll)
        .forEach(stuck::add);
  }

  private static boolean waitsForAll(Element node) {
    return tag(node).equals("parallelGateway");
  }
}
