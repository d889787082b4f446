package fr.fabrique.change.forecast;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.fabrique.change.forecast.Past.Case;
import fr.fabrique.engine.StepCatalogue;
import fr.fabrique.engine.StepCatalogue.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What people answer and steps find out, and how long they take: as the past has it where it has
 * enough cases, else as the stated defaults say. The same idea at the same element for the same
 * time draws the same lot on every route, so that two routes differ by what they say alone.
 */
final class Habits {

  /** How long a person lets a task lie where nothing is known, in days: the middle of many. */
  static final double USUAL_DELAY = 2;

  /** Of one default delay in three, how many times longer or shorter it is at least. */
  private static final double SPREAD = 0.8;

  /** What a default cannot leave to chance: a stream of ideas that goes its usual way. */
  private static final Map<String, Object> USUAL =
      Map.ofEntries(
          Map.entry("challengeOpen", true),
          Map.entry("restricted", false),
          Map.entry("challengeGathers", false),
          Map.entry("panelComplete", true),
          Map.entry("everySeatFilled", true),
          Map.entry("seated", true),
          Map.entry("recusal", "none"),
          Map.entry("titleLength", 50),
          Map.entry("textLength", 1_500),
          Map.entry("reviews", 3),
          Map.entry("showstoppers", 0),
          Map.entry("awaitingVerdict", 0),
          Map.entry("participants", 5));

  private final Past past;
  private final long seed;
  private final Map<String, Map<String, JsonNode>> questions = new HashMap<>();
  private final Map<String, Step> steps = new HashMap<>();
  private final Map<String, Set<String>> answered = new HashMap<>();
  private final Map<String, Integer> learned = new TreeMap<>();
  private final Set<String> defaults = new TreeSet<>();

  Habits(Past past, long seed, StepCatalogue catalogue, SortedMap<String, byte[]> route) {
    this.past = past;
    this.seed = seed;
    catalogue.steps().forEach(step -> steps.put(step.bean(), step));
    route.forEach(
        (name, content) -> {
          if (name.endsWith(".form")) {
            readForm(content);
          }
        });
  }

  /** From how many cases was learned what happens at each element that was met. */
  Map<String, Integer> learned() {
    return learned;
  }

  /** The elements that were met and of which too little is known. */
  Set<String> defaults() {
    return defaults;
  }

  /** The facts that a step leaves behind, with what each is. */
  Map<String, String> leaves(String bean) {
    return steps.get(bean).leaves();
  }

  /**
   * What happens at a task for an idea that comes there.
   *
   * @param form the id of its form; null where it has none
   * @param occurrence how often it has been there before
   */
  Case atTask(String idea, String element, String form, int occurrence) {
    SplittableRandom lot = lot(idea, element, occurrence);
    List<Case> cases = known(element);
    Set<String> answered = answered(element, cases);
    Case before = cases.isEmpty() ? null : cases.get(lot.nextInt(cases.size()));
    Map<String, Object> facts = new HashMap<>(before == null ? Map.of() : before.facts());
    questions
        .getOrDefault(String.valueOf(form), Map.of())
        .forEach(
            (fact, question) -> {
              if (answered.contains(fact)) {
                facts.putIfAbsent(fact, null);
              } else {
                facts.put(fact, answer(fact, question, lot));
              }
            });
    return new Case(
        before == null ? USUAL_DELAY * Math.exp(SPREAD * gaussian(lot)) : before.days(), facts);
  }

  /** What people have ever been asked there: a question of a draft may be a new one. */
  private Set<String> answered(String element, List<Case> cases) {
    return answered.computeIfAbsent(
        element,
        e -> cases.stream().flatMap(c -> c.facts().keySet().stream()).collect(Collectors.toSet()));
  }

  /** What a step finds out. Persons are left to the one who knows them. */
  Map<String, Object> atStep(String idea, String element, String bean, int occurrence) {
    SplittableRandom lot = lot(idea, element, occurrence);
    Map<String, String> leaves = leaves(bean);
    List<Case> cases = leaves.isEmpty() ? List.of() : known(element);
    Map<String, Object> before =
        cases.isEmpty() ? Map.of() : cases.get(lot.nextInt(cases.size())).facts();
    Map<String, Object> facts = new HashMap<>();
    leaves.forEach(
        (fact, kind) -> {
          Object value = before.containsKey(fact) ? before.get(fact) : said(fact, kind, lot);
          if (value != null) {
            facts.put(fact, value);
          }
        });
    return facts;
  }

  private List<Case> known(String element) {
    List<Case> cases = past.learned(element);
    if (cases.isEmpty()) {
      defaults.add(element);
    } else {
      learned.put(element, cases.size());
    }
    return cases;
  }

  private static Object answer(String fact, JsonNode question, SplittableRandom lot) {
    if (USUAL.containsKey(fact)) {
      return USUAL.get(fact);
    }
    List<String> options = new ArrayList<>();
    question.path("values").forEach(option -> options.add(option.path("value").asText()));
    if (!options.isEmpty()) {
      return options.get(lot.nextInt(options.size()));
    }
    return switch (question.path("type").asText()) {
      case "number" -> 1 + lot.nextInt(5);
      case "checkbox" -> lot.nextInt(10) > 0;
      default -> "text";
    };
  }

  /** As {@link fr.fabrique.engine.ProcessStep#writes} says it; null for a person. */
  private static Object said(String fact, String kind, SplittableRandom lot) {
    if (USUAL.containsKey(fact)) {
      return USUAL.get(fact);
    }
    return switch (kind) {
      case "flag" -> lot.nextInt(10) > 0;
      case "number" -> 1 + lot.nextInt(5);
      case "decimal" -> 1 + 4 * lot.nextDouble();
      case "text", "" -> null;
      case "date" -> null;
      default -> {
        String[] values = kind.split("\\|");
        yield values[lot.nextInt(values.length)];
      }
    };
  }

  private SplittableRandom lot(String idea, String element, int occurrence) {
    long hash = seed;
    for (String word : List.of(idea, element, String.valueOf(occurrence))) {
      for (int i = 0; i < word.length(); i++) {
        hash = hash * 0x9E3779B97F4A7C15L + word.charAt(i);
      }
      hash ^= hash >>> 29;
    }
    return new SplittableRandom(hash);
  }

  private static double gaussian(SplittableRandom lot) {
    return Math.sqrt(-2 * Math.log(1 - lot.nextDouble()))
        * Math.cos(2 * Math.PI * lot.nextDouble());
  }

  private void readForm(byte[] content) {
    try {
      JsonNode form = new ObjectMapper().readTree(content);
      Map<String, JsonNode> facts = new TreeMap<>();
      collect(form, facts);
      questions.put(form.path("id").asText(), facts);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static void collect(JsonNode parent, Map<String, JsonNode> facts) {
    for (JsonNode component : parent.path("components")) {
      if (component.path("properties").path("fact").asBoolean()) {
        facts.put(component.path("key").asText(), component);
      }
      collect(component, facts);
    }
  }
}
