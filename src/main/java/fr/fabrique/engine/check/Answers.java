package fr.fabrique.engine.check;

import static fr.fabrique.engine.check.XmlFile.children;
import static fr.fabrique.engine.check.XmlFile.engine;
import static fr.fabrique.engine.check.XmlFile.tag;

import fr.fabrique.engine.form.FormContract;
import fr.fabrique.engine.form.FormContract.Input;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.w3c.dom.Element;

/**
 * Answers that led somewhere on the published route still do: they can be given, and the gateways
 * that told them apart still do so.
 */
final class Answers {

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
      if (there.isPresent()) {
        Set<Asked> asks = asked(now, there.get());
        for (Asked asked : asked(before, gateway)) {
          Domain domain = facts.domain(now, asked.fact());
          boolean possible = !domain.isListed() || domain.values().contains(asked.value());
          if (!asks.contains(asked) && possible) {
            findings.add(
                now.finding(
                    there.get(),
                    Rule.ANSWER_KEEPS_WAY,
                    Words.of(
                        "“%s” had a way of its own here on the published route; now it goes with the"
                            + " others.",
                        asked.value()),
                    Words.of("Draw that way again, unless it is meant so.")));
          }
        }
      }
    }
  }

  private void form(FormContract before, FormContract now) {
    for (Input input : before.inputs()) {
      if (!input.isFact() || !isAsked(before.id(), input.key())) {
        continue;
      }
      Optional<Input> kept =
          now.inputs().stream().filter(i -> i.key().equals(input.key()) && i.isFact()).findFirst();
      if (kept.isEmpty()) {
        given(
            before.id(),
            input,
            Words.of("Its answer “%s” decided the way on; the form gives it no more.", input.key()),
            Words.of("Bring the question back, with its key and its property “fact”."));
      } else {
        for (String value : input.options().keySet()) {
          if (!kept.get().options().containsKey(value)
              && everyAsked().contains(new Asked(input.key(), value))) {
            given(
                before.id(),
                input,
                Words.of("“%s” can be answered no more, and a gateway still asks for it.", value),
                Words.of("Bring the option back, or remove the way that it led to."));
          }
        }
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
        .anyMatch(
            d -> d.all("sequenceFlow").stream().anyMatch(a -> facts.askedIn(a).contains(fact)));
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
