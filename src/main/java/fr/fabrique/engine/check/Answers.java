package fr.fabrique.engine.check;

import static fr.fabrique.engine.check.XmlFile.children;
import static fr.fabrique.engine.check.XmlFile.engine;
import static fr.fabrique.engine.check.XmlFile.tag;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.w3c.dom.Element;

/**
 * Answers that led somewhere on the published route still do: the gateways and tables that told
 * them apart still do so.
 */
final class Answers {

  private final Candidate published;
  private final Candidate candidate;
  private final Facts facts;
  private final List<Finding> findings;
  private final Set<Asked> everyAsked;

  Answers(Candidate published, Candidate candidate, Facts facts, List<Finding> findings) {
    this.published = published;
    this.candidate = candidate;
    this.facts = facts;
    this.findings = findings;
    this.everyAsked = everyAsked();
  }

  /** A value that a condition asks a fact for. */
  record Asked(String fact, Object value) {}

  void check() {
    Questions questions = new Questions(candidate, facts, everyAsked, findings);
    for (XmlFile before : published.diagrams()) {
      candidate.diagrams().stream()
          .filter(now -> now.name().equals(before.name()))
          .forEach(now -> gateways(before, now));
    }
    candidate
        .forms()
        .forEach(
            (id, now) ->
                Optional.ofNullable(published.forms().get(id))
                    .ifPresent(before -> questions.check(before, now)));
    for (XmlFile table : candidate.tables()) {
      for (Element decision : table.all("decision")) {
        published
            .decision(decision.getAttribute("id"))
            .ifPresent(before -> decision(table, before, decision));
      }
    }
  }

  private void gateways(XmlFile before, XmlFile now) {
    for (Element gateway : before.all("exclusiveGateway")) {
      Optional<Element> there = now.byId(gateway.getAttribute("id"));
      if (there.isPresent() && tag(there.get()).equals(tag(gateway))) {
        ways(before, gateway, now, there.get());
      }
    }
  }

  private void ways(XmlFile before, Element gateway, XmlFile now, Element there) {
    Map<String, String> were = conditions(before, gateway);
    Map<String, String> are = conditions(now, there);
    Set<String> arrows = leaving(before, gateway);
    Set<String> arrowsNow = leaving(now, there);
    Set<Asked> asks = asked(now, there);
    Set<Asked> asked = asked(before, gateway);
    for (Asked answer : asked) {
      Domain domain = facts.domain(now, answer.fact());
      boolean possible = !domain.isListed() || domain.values().contains(answer.value());
      if (possible
          && !asks.contains(answer)
          && open(are, answer).isEmpty()
          && Collections.disjoint(
              taken(gateway, arrows, were, answer), taken(there, arrowsNow, are, answer))) {
        differs(
            now,
            there,
            Words.of(
                "“%s” had a way of its own here on the published route; now it goes with the others.",
                answer.value()));
      }
    }
    for (String fact : asked.stream().map(Asked::fact).distinct().toList()) {
      Domain domain = facts.domain(now, fact);
      for (Object value : domain.isListed() ? domain.values() : Set.of()) {
        Asked answer = new Asked(fact, value);
        Set<String> was = taken(gateway, arrows, were, answer);
        Set<String> is = taken(there, arrowsNow, are, answer);
        boolean elsewhere =
            !was.isEmpty()
                && !is.isEmpty()
                && Collections.disjoint(was, is)
                // A way that is newly drawn is meant so, and so is an answer newly asked for.
                && arrows.containsAll(is)
                && arrowsNow.containsAll(was)
                && (asks.contains(answer) == asked.contains(answer)
                    || !open(were, answer).isEmpty() && !open(are, answer).isEmpty());
        if (value != null && elsewhere) {
          differs(
              now,
              there,
              Words.of("“%s” takes another way here than on the published route.", value));
        }
      }
    }
  }

  private void differs(XmlFile now, Element gateway, Words message) {
    findings.add(
        now.finding(
            gateway,
            Rule.ANSWER_KEEPS_WAY,
            message,
            Words.of("Draw that way again, unless it is meant so.")));
  }

  private static Set<String> leaving(XmlFile diagram, Element gateway) {
    return diagram.all("sequenceFlow").stream()
        .filter(arrow -> arrow.getAttribute("sourceRef").equals(gateway.getAttribute("id")))
        .map(arrow -> arrow.getAttribute("id"))
        .collect(Collectors.toSet());
  }

  /** The ways that an answer certainly goes: the default where no other is open. */
  private static Set<String> taken(
      Element gateway, Set<String> arrows, Map<String, String> conditions, Asked answer) {
    Set<String> open = open(conditions, answer);
    String otherwise = gateway.getAttribute("default");
    return open.isEmpty() && arrows.contains(otherwise) ? Set.of(otherwise) : open;
  }

  /** The conditions that can be read on the ways of a gateway, by the ids of the ways. */
  private static Map<String, String> conditions(XmlFile diagram, Element gateway) {
    Map<String, String> conditions = new HashMap<>();
    for (Element arrow : diagram.all("sequenceFlow")) {
      if (arrow.getAttribute("sourceRef").equals(gateway.getAttribute("id"))) {
        children(arrow).stream()
            .filter(e -> tag(e).equals("conditionExpression"))
            .map(Element::getTextContent)
            .filter(Expressions::isOne)
            .filter(text -> Expressions.parse(text).problem().isEmpty())
            .forEach(text -> conditions.put(arrow.getAttribute("id"), text));
      }
    }
    return conditions;
  }

  /** The ways that are certainly open to an answer. */
  private static Set<String> open(Map<String, String> conditions, Asked answer) {
    Map<String, Object> facts = new HashMap<>();
    facts.put(answer.fact(), answer.value());
    return conditions.entrySet().stream()
        .filter(way -> Expressions.holds(way.getValue(), facts).orElse(false))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private void decision(XmlFile table, Element before, Element now) {
    Domain was = Outcomes.of(before);
    Domain is = Outcomes.of(now);
    Set<String> results =
        candidate.diagrams().stream()
            .flatMap(d -> d.all("businessRuleTask").stream())
            .filter(t -> engine(t, "decisionRef").equals(now.getAttribute("id")))
            .map(t -> engine(t, "resultVariable"))
            .collect(Collectors.toSet());
    if (!was.isListed() || !is.isListed()) {
      return;
    }
    for (String result : results) {
      for (Object value : was.values()) {
        if (value != null
            && !is.values().contains(value)
            && everyAsked.contains(new Asked(result, value))) {
          findings.add(
              table.finding(
                  now,
                  Rule.ANSWER_GIVEN,
                  Words.of("It answers “%s” no more, and a gateway still asks for it.", value),
                  Words.of("Bring the answer back, or remove the way that it led to.")));
        }
      }
      for (Object value : is.values()) {
        if (value != null
            && !was.values().contains(value)
            && !everyAsked.contains(new Asked(result, value))) {
          findings.add(
              table.finding(
                  now,
                  Rule.ANSWER_KEEPS_WAY,
                  Words.of(
                      "It answers “%s”, which no gateway asks for: it goes with the others.",
                      value),
                  Words.of("Write it as a gateway asks for it, or draw a way for it.")));
        }
      }
    }
  }

  private Set<Asked> everyAsked() {
    Set<Asked> every = new HashSet<>();
    for (XmlFile diagram : candidate.diagrams()) {
      diagram.all("conditionExpression").forEach(c -> every.addAll(asked(c)));
      // What a call hands back under another name is asked for under that name.
      for (Element out : diagram.all("out")) {
        for (Asked asked : Set.copyOf(every)) {
          if (asked.fact().equals(out.getAttribute("target"))) {
            every.add(new Asked(out.getAttribute("source"), asked.value()));
          }
        }
      }
    }
    return every;
  }

  private static Set<Asked> asked(XmlFile diagram, Element gateway) {
    return diagram.all("sequenceFlow").stream()
        .filter(arrow -> arrow.getAttribute("sourceRef").equals(gateway.getAttribute("id")))
        .flatMap(arrow -> children(arrow).stream())
        .filter(e -> tag(e).equals("conditionExpression"))
        .flatMap(e -> asked(e).stream())
        .collect(Collectors.toSet());
  }

  private static Set<Asked> asked(Element condition) {
    String text = condition.getTextContent();
    if (!Expressions.isOne(text) || Expressions.parse(text).problem().isPresent()) {
      return Set.of();
    }
    return Expressions.comparisons(text).stream()
        .map(compared -> new Asked(compared.fact(), compared.value()))
        .collect(Collectors.toSet());
  }
}
