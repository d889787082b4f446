package fr.fabrique.engine.check;

import static fr.fabrique.engine.check.XmlFile.children;
import static fr.fabrique.engine.check.XmlFile.engine;
import static fr.fabrique.engine.check.XmlFile.tag;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/**
 * A gateway takes a way whatever the answers are, and each of its ways can be taken, as behind
 * anything else whose arrows have conditions: looked at for all values that forms, decisions and
 * steps can give the facts it asks for.
 */
final class Gateways {

  /** They take all their ways, whatever stands on them. */
  private static final Set<String> ALL_WAYS = Set.of("parallelGateway", "eventBasedGateway");

  private static final Pattern TEXT_OR_NAME = Pattern.compile("'[^']*'|\"[^\"]*\"|[A-Za-z_]\\w*");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

  /** So many combinations of values are looked at for one gateway. */
  private static final int MOST = 4_096;

  private final XmlFile diagram;
  private final Map<String, String> settings;
  private final Facts facts;
  private final List<Finding> findings;

  Gateways(XmlFile diagram, Facts facts, List<Finding> findings) {
    this.diagram = diagram;
    this.settings = diagram.defaults();
    this.facts = facts;
    this.findings = findings;
  }

  void check() {
    for (Element element : diagram.all("conditionExpression", "condition")) {
      readable(element)
          .ifPresent(
              condition -> {
                kinds(element, condition);
                withSettings(element, condition);
                if (tag(element).equals("condition") && !isPossible(condition)) {
                  hopeless(element, condition);
                }
              });
    }
    for (Element event : diagram.all("conditionalEventDefinition")) {
      String changes = engine(event, "variableEvents");
      if (!changes.isBlank() && !changes.contains("create") && !changes.contains("update")) {
        add(
            event,
            Rule.CONDITION_POSSIBLE,
            Words.of("It is looked at when a fact is deleted, and no fact ever is."),
            Words.of("Look at it when a fact is created or updated."));
      }
    }
    for (Scope scope : Scope.in(diagram)) {
      for (Element node : scope.nodes()) {
        boolean asks = scope.leaving(node).stream().anyMatch(way -> condition(way).isPresent());
        if (asks && !ALL_WAYS.contains(tag(node))) {
          ways(node, scope, tag(node).equals("exclusiveGateway"));
        }
      }
    }
  }

  /** What cannot be with the settings as they are in the diagram; a challenge may have others. */
  private void withSettings(Element at, String condition) {
    String filled =
        TEXT_OR_NAME
            .matcher(condition)
            .replaceAll(
                part ->
                    Matcher.quoteReplacement(
                        Optional.ofNullable(settings.get(part.group()))
                            .filter(value -> NUMBER.matcher(value).matches())
                            .orElse(part.group())));
    if (!filled.equals(condition) && isPossible(condition) && !isPossible(filled)) {
      hopeless(at, filled);
    }
  }

  private void kinds(Element at, String condition) {
    for (Expressions.Comparison compared : Expressions.comparisons(condition)) {
      Domain domain = facts.domain(diagram, compared.fact());
      Domain value = Domain.of(Set.of(compared.value()));
      boolean meets = domain.kinds().isEmpty() || value.kinds().stream().anyMatch(domain::mayBe);
      if (!meets) {
        findings.add(
            diagram.finding(
                at,
                Rule.CONDITION_MEETS,
                Words.of(
                    "The condition “%s” holds “%s”, which is %s, against %s.",
                    condition.strip(),
                    compared.fact(),
                    Domain.words(domain.kinds()),
                    Domain.words(value.kinds())),
                Words.of("Compare it with a value of its own kind, or ask another fact.")));
      }
    }
  }

  /**
   * @param one whether the first way that is open is taken; else all that are open
   */
  private void ways(Element gateway, Scope scope, boolean one) {
    List<Element> ways = scope.leaving(gateway);
    String otherwise = gateway.getAttribute("default");
    Map<Element, String> conditions = new LinkedHashMap<>();
    for (Element way : ways) {
      if (!way.getAttribute("id").equals(otherwise)) {
        Optional<String> condition = condition(way).flatMap(this::readable);
        if (condition.isEmpty()) {
          return;
        }
        conditions.put(way, condition.get());
      }
    }
    Set<Element> taken = new LinkedHashSet<>();
    boolean told = !otherwise.isEmpty();
    List<Map<String, Object>> cases = cases(conditions.values());
    if (!one) {
      cutsOff(gateway, scope, conditions, cases);
    } else if (told && cases.size() > 1) {
      conditions.forEach((way, condition) -> always(way, condition, cases));
    }
    for (Map<String, Object> values : cases) {
      boolean certain = false;
      boolean possible = false;
      for (Map.Entry<Element, String> way : conditions.entrySet()) {
        Optional<Boolean> open = Expressions.holds(way.getValue(), values);
        if (!(one && certain) && open.orElse(true)) {
          taken.add(way.getKey());
          possible = true;
          certain |= open.isPresent();
        }
      }
      if (!told && !certain) {
        told = true;
        stuck(gateway, values, possible);
      }
    }
    conditions.keySet().stream()
        .filter(way -> !taken.contains(way))
        .forEach(way -> notTaken(way, conditions.get(way), conditions));
  }

  private void stuck(Element gateway, Map<String, Object> values, boolean possible) {
    add(
        gateway,
        possible || isUnsure(values) ? Rule.GATEWAY_DEFAULT : Rule.GATEWAY_MATCHES,
        possible
            ? Words.of("No way may be open to an idea: it would stop here with an error.")
            : Words.of(
                "Where %s, no way is open: the idea would stop here with an error.",
                inWords(values)),
        Words.of("Draw a way for it, or make one of the arrows the default flow."));
  }

  /**
   * Forms may rule it out: a question that is hidden is empty then, a number may have its steps.
   */
  private static boolean isUnsure(Map<String, Object> values) {
    return values.values().stream().anyMatch(value -> value == null || value instanceof Double);
  }

  /** Of ways that are open at once, one ends what the others have begun. */
  private void cutsOff(
      Element gateway,
      Scope scope,
      Map<Element, String> conditions,
      List<Map<String, Object>> cases) {
    for (Map<String, Object> values : cases) {
      List<Element> open =
          conditions.keySet().stream()
              .filter(way -> Expressions.holds(conditions.get(way), values).orElse(false))
              .toList();
      if (open.size() > 1 && open.stream().anyMatch(way -> endsAll(scope, way))) {
        add(
            gateway,
            Rule.RUNS_ONCE,
            Words.of(
                "Where %s, several of its ways are open at once, and one of them ends all that is"
                    + " under way.",
                inWords(values)),
            Words.of("Make it an exclusive gateway, or the end a plain one."));
        return;
      }
    }
  }

  private static boolean endsAll(Scope scope, Element way) {
    return scope
        .target(way)
        .filter(target -> XmlFile.has(target, "terminateEventDefinition"))
        .isPresent();
  }

  private void always(Element way, String condition, List<Map<String, Object>> cases) {
    if (cases.stream().allMatch(values -> Expressions.holds(condition, values).orElse(false))) {
      add(
          way,
          Rule.WAY_TAKEN,
          Words.of("Its condition “%s” always holds: every idea goes this way.", condition.strip()),
          Words.of("Change its condition, or remove the gateway."));
    }
  }

  private void notTaken(Element way, String condition, Map<Element, String> conditions) {
    if (!isPossible(condition)) {
      hopeless(way, condition);
    } else {
      List<Words> before =
          conditions.keySet().stream()
              .filter(other -> other != way)
              .map(other -> Words.of("“%s”", XmlFile.label(other)))
              .toList();
      add(
          way,
          Rule.WAY_TAKEN,
          Words.of(
              "No idea goes this way: where its condition holds, another way (%s) is taken already.",
              Words.row(", ", before)),
          Words.of("Change its condition, or remove the arrow."));
    }
  }

  private boolean isPossible(String condition) {
    return cases(List.of(condition)).stream()
        .anyMatch(values -> Expressions.holds(condition, values).orElse(true));
  }

  private void hopeless(Element way, String condition) {
    List<Words> known =
        Expressions.parse(condition).names().stream()
            .flatMap(name -> known(name).stream())
            .toList();
    add(
        way,
        Rule.CONDITION_POSSIBLE,
        known.isEmpty()
            ? Words.of("Its condition “%s” never holds.", condition.strip())
            : Words.of(
                "Its condition “%s” can never hold: %s.",
                condition.strip(), Words.row("; ", known)),
        Words.of("Compare with one of these, or give the form or decision table that value."));
  }

  private Optional<Words> known(String fact) {
    Domain domain = facts.domain(diagram, fact);
    if (domain.isListed()) {
      return Optional.of(Words.of("“%s” is one of %s", fact, domain.listed()));
    }
    return domain.isLimited()
        ? Optional.of(Words.of("“%s” is %s", fact, domain.between()))
        : Optional.empty();
  }

  /**
   * All combinations of values of those facts that the conditions name and that can be listed; the
   * others are left open.
   */
  private List<Map<String, Object>> cases(Iterable<String> conditions) {
    Set<String> names = new LinkedHashSet<>();
    conditions.forEach(condition -> names.addAll(Expressions.parse(condition).names()));
    List<Map<String, Object>> cases = new ArrayList<>(List.of(Map.of()));
    for (String name : names) {
      Collection<?> values = values(name, conditions);
      if (!values.isEmpty() && cases.size() * values.size() <= MOST) {
        List<Map<String, Object>> more = new ArrayList<>();
        for (Map<String, Object> one : cases) {
          for (Object value : values) {
            Map<String, Object> extended = new HashMap<>(one);
            extended.put(name, value);
            more.add(extended);
          }
        }
        cases = more;
      }
    }
    return cases;
  }

  /** All values of a fact, or those on both sides of what it is compared with; none if unknown. */
  private Collection<?> values(String fact, Iterable<String> conditions) {
    Domain domain = facts.domain(diagram, fact);
    if (domain.isListed() || !domain.isLimited()) {
      return domain.isListed() ? domain.values() : List.of();
    }
    List<Double> compared = new ArrayList<>();
    for (String condition : conditions) {
      if (Expressions.parse(condition).numbers().contains(fact)) {
        return List.of();
      }
      for (Expressions.Comparison comparison : Expressions.comparisons(condition)) {
        if (comparison.fact().equals(fact) && comparison.value() instanceof Number number) {
          compared.add(number.doubleValue());
        }
      }
    }
    return compared.isEmpty() ? List.of() : domain.samples(compared);
  }

  private static Words.Row inWords(Map<String, Object> values) {
    return Words.row(
        " and ",
        new TreeMap<>(values)
            .entrySet().stream()
                .map(
                    fact ->
                        fact.getValue() == null
                            ? Words.of("“%s” is empty", fact.getKey())
                            : Words.of(
                                "“%s” is “%s”", fact.getKey(), Outcomes.written(fact.getValue())))
                .toList());
  }

  private static Optional<String> condition(Element way) {
    return children(way).stream()
        .filter(e -> tag(e).equals("conditionExpression"))
        .map(Element::getTextContent)
        .findFirst();
  }

  /** The condition of an element, when others have nothing to say about it. */
  private Optional<String> readable(Element element) {
    return readable(element.getTextContent());
  }

  private Optional<String> readable(String condition) {
    return Optional.of(condition)
        .filter(Expressions::isOne)
        .filter(
            text -> {
              Expressions.Parsed parsed = Expressions.parse(text);
              return parsed.problem().isEmpty() && facts.of(diagram).containsAll(parsed.names());
            });
  }

  private void add(Element at, Rule rule, Words message, Words remedy) {
    findings.add(diagram.finding(at, rule, message, remedy));
  }
}
