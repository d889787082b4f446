package fr.fabrique.engine.check;

import static fr.fabrique.engine.check.XmlFile.children;
import static fr.fabrique.engine.check.XmlFile.engine;
import static fr.fabrique.engine.check.XmlFile.tag;

import fr.fabrique.engine.form.FormContract;
import fr.fabrique.engine.form.FormContract.Input;
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
 * Answers that led somewhere on the published route still do: they can be given, and the gateways
 * that told them apart still do so.
 */
final class Answers {

  private static final Set<String> CHOSEN = Set.of("radio", "select");

  private final Candidate published;
  private final Candidate candidate;
  private final Facts facts;
  private final List<Finding> findings;

  Answers(Candidate published, Candidate candidate, Facts facts, List<Finding> findings) {
    this.published = published;
    this.candidate = candidate;
    this.facts = facts;
    this.findings = findings;
  }

  /** A value that a condition asks a fact for. */
  private record Asked(String fact, Object value) {}

  void check() {
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
                    .ifPresent(before -> form(before, now)));
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
    Set<Asked> asks = asked(now, there);
    Set<Asked> asked = asked(before, gateway);
    for (Asked answer : asked) {
      Domain domain = facts.domain(now, answer.fact());
      boolean possible = !domain.isListed() || domain.values().contains(answer.value());
      if (possible && !asks.contains(answer) && open(are, answer).isEmpty()) {
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
        Set<String> was = open(were, answer);
        Set<String> is = open(are, answer);
        boolean elsewhere =
            !was.isEmpty()
                && !is.isEmpty()
                && Collections.disjoint(was, is)
                // A way that is newly drawn is meant so.
                && were.keySet().containsAll(is)
                && are.keySet().containsAll(was);
        boolean turned =
            was.isEmpty() != is.isEmpty()
                && were.keySet().equals(are.keySet())
                && asks.contains(answer) == asked.contains(answer);
        if (value != null && (elsewhere || turned)) {
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

  private void form(FormContract before, FormContract now) {
    for (Input input : before.inputs()) {
      Optional<Input> kept =
          now.inputs().stream()
              .filter(i -> i.key().equals(input.key()))
              .filter(i -> i.isFact() || !input.isFact())
              .findFirst();
      boolean decides = input.isFact() && isAsked(before.id(), input.key());
      if (kept.isPresent()) {
        question(before.id(), input, kept.get(), decides);
      } else if (decides) {
        given(
            before.id(),
            input,
            Words.of("Its answer “%s” decided the way on; the form gives it no more.", input.key()),
            Words.of("Bring the question back, with its key and its property “fact”."));
      } else if (isRenamed(input, before, now)) {
        given(
            before.id(),
            input,
            Words.of("Its answer “%s” is given no more: what reads it finds nothing.", input.key()),
            Words.of("Give the question its key back, unless it is meant so."));
      }
    }
  }

  /**
   * A question may be dropped; one that is new and of the same kind is the same under another key.
   */
  private static boolean isRenamed(Input gone, FormContract before, FormContract now) {
    Set<String> known = before.inputs().stream().map(Input::key).collect(Collectors.toSet());
    return now.inputs().stream()
        .anyMatch(
            input ->
                !known.contains(input.key())
                    && input.type().equals(gone.type())
                    && input.label().equals(gone.label()));
  }

  private void question(String form, Input before, Input now, boolean decides) {
    for (String value : before.options().keySet()) {
      boolean read = !before.isFact() || everyAsked().contains(new Asked(before.key(), value));
      if (!now.options().containsKey(value) && read) {
        given(
            form,
            before,
            before.isFact()
                ? Words.of("“%s” can be answered no more, and a gateway still asks for it.", value)
                : Words.of("“%s” can be answered no more: what counts it finds none.", value),
            Words.of("Bring the option back, or remove the way that it led to."));
      }
    }
    if (decides && everyAsked().stream().anyMatch(a -> a.fact().equals(before.key()))) {
      now.options().keySet().stream()
          .filter(value -> !before.options().containsKey(value))
          .filter(value -> !everyAsked().contains(new Asked(before.key(), value)))
          .forEach(
              value ->
                  given(
                      form,
                      before,
                      Words.of("No gateway asks for “%s”: it goes with the others.", value),
                      Words.of("Draw a way for it, unless it is meant so.")));
    }
    if (decides && before.required() && !now.required()) {
      given(
          form,
          before,
          Words.of("It may be left open now, and what follows goes by its answer."),
          Words.of("Make the answer required again, unless it is meant so."));
    }
    boolean counts = decides || before.properties().containsKey("criterion");
    if (counts && !before.hiddenWhen().equals(now.hiddenWhen()) && !now.hiddenWhen().isEmpty()) {
      given(
          form,
          before,
          Words.of(
              "It is hidden in other cases than on the published route, and its answer counts."),
          Words.of("Look at the condition again: where it is hidden, there is no answer."));
    }
    if (!before.hiddenWhen().isEmpty() && now.hiddenWhen().isEmpty() && now.required()) {
      given(
          form,
          before,
          Words.of("It must always be answered now; on the published route only in some cases."),
          Words.of("Hide it again where it does not matter, unless it is meant so."));
    }
    boolean sameKind =
        before.type().equals(now.type())
            || before.type().startsWith("text") && now.type().startsWith("text")
            || CHOSEN.contains(before.type()) && CHOSEN.contains(now.type());
    if (!sameKind || before.optionsKey() != null && now.optionsKey() == null) {
      given(
          form,
          before,
          Words.of("Its answer is of another kind than on the published route."),
          Words.of("Ask for it as before, unless nothing reads it."));
    }
    for (String mark : List.of("aside", "criterion")) {
      if (before.properties().containsKey(mark) != now.properties().containsKey(mark)) {
        given(
            form,
            before,
            mark.equals("aside")
                ? Words.of("Who reads the answer is changed: its property “aside” hides it.")
                : Words.of("It counts otherwise: its property “criterion” makes it a score."),
            Words.of("Set the property as it was, unless it is meant so."));
      }
    }
  }

  private void given(String form, Input input, Words message, Words remedy) {
    findings.add(
        new Finding(
            "forms/%s.form".formatted(form),
            0,
            input.key(),
            input.label().isBlank() ? input.key() : input.label(),
            Rule.ANSWER_GIVEN,
            message,
            remedy));
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
            && everyAsked().contains(new Asked(result, value))) {
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
            && !everyAsked().contains(new Asked(result, value))) {
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

  private boolean isAsked(String form, String fact) {
    return candidate.diagrams().stream()
        .filter(d -> d.all("userTask").stream().anyMatch(t -> engine(t, "formRef").equals(form)))
        .anyMatch(d -> d.all("process").stream().anyMatch(a -> facts.askedIn(a).contains(fact)));
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
