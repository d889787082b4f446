package fr.fabrique.engine.check;

import static fr.fabrique.engine.check.XmlFile.engine;

import fr.fabrique.engine.check.Answers.Asked;
import fr.fabrique.engine.form.FormContract;
import fr.fabrique.engine.form.FormContract.Input;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Questions whose answers lead somewhere, or are read by somebody, are asked as they were. */
final class Questions {

  private static final Set<String> CHOSEN = Set.of("radio", "select");

  /** What a value may be that is written as a text: a number, a time in days or hours, a day. */
  private static final List<Predicate<String>> SHAPES =
      List.of(
          value -> value.matches("-?\\d+(\\.\\d+)?"),
          Questions::isTime,
          value -> value.matches("\\d{4}-\\d{2}-\\d{2}"));

  private final Candidate candidate;
  private final Facts facts;
  private final Set<Asked> asked;
  private final List<Finding> findings;

  /**
   * @param asked every answer that a gateway of the candidate asks for
   */
  Questions(Candidate candidate, Facts facts, Set<Asked> asked, List<Finding> findings) {
    this.candidate = candidate;
    this.facts = facts;
    this.asked = asked;
    this.findings = findings;
  }

  void check(FormContract before, FormContract now) {
    for (Input input : before.inputs()) {
      Optional<Input> kept =
          now.inputs().stream()
              .filter(i -> i.key().equals(input.key()))
              .filter(i -> i.isFact() || !input.isFact())
              .findFirst();
      boolean decides = input.isFact() && isAsked(before.id(), input.key());
      boolean read = candidate.offers().answersRead().contains(input.key());
      if (kept.isPresent()) {
        question(before.id(), input, kept.get(), decides, read);
      } else if (decides) {
        given(
            before.id(),
            input,
            Words.of("Its answer “%s” decided the way on; the form gives it no more.", input.key()),
            Words.of("Bring the question back, with its key and its property “fact”."));
      } else if (read
          || input.properties().containsKey("criterion")
          || isShownElsewhere(input.key())
          || isRenamed(input, before, now)) {
        given(
            before.id(),
            input,
            Words.of("Its answer “%s” is given no more: what reads it finds nothing.", input.key()),
            Words.of("Give the question its key back, unless it is meant so."));
      }
    }
  }

  /** Whether another form shows the last answer to it. */
  private boolean isShownElsewhere(String key) {
    return candidate.forms().values().stream()
        .anyMatch(form -> form.mentions().contains(FormRules.LAST + key));
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

  private void question(String form, Input before, Input now, boolean decides, boolean read) {
    options(form, before, now, decides);
    shown(form, before, now, decides, read);
    boolean sameKind =
        before.type().equals(now.type()) && before.variant().equals(now.variant())
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

  private void options(String form, Input before, Input now, boolean decides) {
    Set<String> gone = new LinkedHashSet<>(before.options().keySet());
    gone.removeAll(now.options().keySet());
    Set<String> added = new LinkedHashSet<>(now.options().keySet());
    added.removeAll(before.options().keySet());
    boolean told = asked.stream().anyMatch(answer -> answer.fact().equals(before.key()));
    for (String value : gone) {
      if (!before.isFact()) {
        given(
            form,
            before,
            Words.of("“%s” can be answered no more: what counts it finds none.", value),
            Words.of("Bring the option back, or remove the way that it led to."));
      } else if (asked.contains(new Asked(before.key(), value))) {
        given(
            form,
            before,
            Words.of("“%s” can be answered no more, and a gateway still asks for it.", value),
            Words.of("Bring the option back, or remove the way that it led to."));
      }
    }
    for (String value : added) {
      if (SHAPES.stream()
          .anyMatch(
              shape ->
                  !before.options().isEmpty()
                      && before.options().keySet().stream().allMatch(shape)
                      && !shape.test(value))) {
        given(
            form,
            before,
            Words.of(
                "“%s” is of another kind than its other answers: what reads it may fail.", value),
            Words.of("Write it as the others are written."));
      }
      if (decides && told && !asked.contains(new Asked(before.key(), value))) {
        given(
            form,
            before,
            Words.of("No gateway asks for “%s”: it goes with the others.", value),
            Words.of("Draw a way for it, unless it is meant so."));
      }
    }
  }

  private static boolean isTime(String value) {
    try {
      Duration.parse(value);
      return true;
    } catch (DateTimeParseException other) {
      return false;
    }
  }

  /** Whether it must be answered, and when it is hidden. */
  private void shown(String form, Input before, Input now, boolean decides, boolean read) {
    boolean counts = decides || read || before.properties().containsKey("criterion");
    if ((decides || read) && before.required() && !now.required()) {
      given(
          form,
          before,
          Words.of("It may be left open now, and what follows goes by its answer."),
          Words.of("Make the answer required again, unless it is meant so."));
    }
    if (counts && before.preset().isEmpty() && !now.preset().isEmpty()) {
      given(
          form,
          before,
          Words.of(
              "“%s” is answered before anybody has read the question: who overlooks it has answered.",
              now.preset()),
          Words.of("Let nothing be chosen at first, unless it is meant so."));
    }
    boolean turned =
        before.hiddenWhen().size() == now.hiddenWhen().size()
            && IntStream.range(0, now.hiddenWhen().size())
                .anyMatch(i -> Turned.is(before.hiddenWhen().get(i), now.hiddenWhen().get(i)));
    if (turned) {
      given(
          form,
          before,
          Words.of("It is shown where it was hidden on the published route, and hidden elsewhere."),
          Words.of("Turn its condition round again, unless it is meant so."));
    } else if (counts
        && !before.hiddenWhen().equals(now.hiddenWhen())
        && !now.hiddenWhen().isEmpty()) {
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
  }

  private void given(String form, Input input, Words message, Words remedy) {
    findings.add(finding(form, input, Rule.ANSWER_GIVEN, message, remedy));
  }

  static Finding finding(String form, Input input, Rule rule, Words message, Words remedy) {
    return new Finding(
        "forms/%s.form".formatted(form),
        0,
        input.key(),
        input.label().isBlank() ? input.key() : input.label(),
        rule,
        message,
        remedy);
  }

  private boolean isAsked(String form, String fact) {
    return candidate.diagrams().stream()
        .filter(d -> d.all("userTask").stream().anyMatch(t -> engine(t, "formRef").equals(form)))
        .anyMatch(d -> d.all("process").stream().anyMatch(a -> facts.askedIn(a).contains(fact)));
  }
}
