package fr.fabrique.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import fr.fabrique.rehearsal.OpenedForm.Question;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Fills in any Camunda Form as somebody would who reads it: questions that are hidden stay
 * unanswered, texts that are there are kept and added to, and an answer is not chosen when it asks
 * for a choice that nobody offers.
 */
final class FormFiller {

  private static final int ATTEMPTS = 20;
  private static final double OPTIONAL_ANSWERS = 0.3;

  private static final List<String> SENTENCES =
      List.of(
          "We looked at it together with the colleagues concerned.",
          "The first results are encouraging; two points remain to be settled.",
          "This answers a need that several units have named.",
          "It needs a little more preparation before it can be shown widely.",
          "The people who will use it were asked and agree.",
          "Costs and benefits were compared with what is done today.");

  private final Draw draw;
  private final double quality;
  private final boolean simple;
  private final OffsetDateTime now;
  private final UnaryOperator<String> stableName;
  private final Set<String> avoided = new HashSet<>();

  /**
   * @param quality how good the idea seems to the one who answers, from 0 to 5
   * @param simple whether it had rather be carried out than incubated
   * @param stableName a name for an offered choice that is the same in every rehearsal
   */
  FormFiller(
      Draw draw,
      double quality,
      boolean simple,
      OffsetDateTime now,
      UnaryOperator<String> stableName) {
    this.draw = draw;
    this.quality = quality;
    this.simple = simple;
    this.now = now;
    this.stableName = stableName;
  }

  /** The form cannot be answered: a question must be answered and nothing is offered. */
  static class Unanswerable extends RuntimeException {
    Unanswerable(String question) {
      super("The question '%s' must be answered, but offers no choice.".formatted(question));
    }
  }

  /**
   * Answers by key, hidden questions left out.
   *
   * @throws Unanswerable when no choice of answers completes the form
   */
  Map<String, Object> fill(OpenedForm form) {
    for (int attempt = 0; ; attempt++) {
      try {
        return answers(form);
      } catch (DeadEnd end) {
        if (!avoid(end) || attempt == ATTEMPTS) {
          throw new Unanswerable(end.question.key());
        }
      }
    }
  }

  /** A choice led to a question without choices. */
  private static final class DeadEnd extends RuntimeException {
    private final transient Question question;
    private final transient Map<String, Object> given;

    DeadEnd(Question question, Map<String, Object> given) {
      super(question.key(), null, false, false);
      this.question = question;
      this.given = given;
    }
  }

  /** Rules out the answer that made the question appear. */
  private boolean avoid(DeadEnd end) {
    boolean found = false;
    for (Map.Entry<String, Object> answer : end.given.entrySet()) {
      boolean named =
          end.question.hiddenWhen().stream().anyMatch(hide -> hide.contains(answer.getKey()));
      found |= named && avoided.add(answer.getKey() + "=" + answer.getValue());
    }
    return found;
  }

  private Map<String, Object> answers(OpenedForm form) {
    Map<String, Object> given = new LinkedHashMap<>();
    Set<String> considered = new HashSet<>();
    boolean changed = true;
    for (int pass = 0; changed && pass < ATTEMPTS; pass++) {
      changed = false;
      for (Question question : form.questions()) {
        if (form.hides(question, given)) {
          changed |= given.remove(question.key()) != null;
        } else if (considered.add(question.key())) {
          Object answer = answer(form, question, given);
          if (answer != null) {
            given.put(question.key(), answer);
            changed = true;
          }
        }
      }
    }
    return given;
  }

  private Object answer(OpenedForm form, Question question, Map<String, Object> given) {
    JsonNode component = question.component();
    boolean wanted = question.isRequired() || draw.happens(OPTIONAL_ANSWERS);
    return switch (question.type()) {
      case "checkbox" ->
          question.isRequired() || draw.happens(Habits.ticked(question.key())) ? true : null;
      case "radio", "select" -> wanted ? choice(form, question, given) : null;
      case "checklist", "taglist" -> wanted ? choices(form, question, given) : null;
      case "number" -> wanted ? number(component) : null;
      case "datetime" -> date(form, question, given, wanted);
      default -> text(question, form.shown().get(question.key()), wanted);
    };
  }

  private Object choice(OpenedForm form, Question question, Map<String, Object> given) {
    List<String> options = options(form, question);
    if (options.isEmpty()) {
      return noChoice(question, given);
    }
    if (question.component().path("properties").has("criterion")) {
      String score = String.valueOf(Habits.score(draw, quality));
      return options.contains(score) ? score : draw.oneOf(options);
    }
    if (question.key().equals("advice")) {
      String advice = Habits.advice(scores(given), simple);
      return options.contains(advice) ? advice : draw.oneOf(options);
    }
    return draw.oneOf(options, option -> Habits.weight(question.key(), option));
  }

  private Object choices(OpenedForm form, Question question, Map<String, Object> given) {
    List<String> left = new ArrayList<>(options(form, question));
    if (left.isEmpty()) {
      return noChoice(question, given);
    }
    List<String> chosen = new ArrayList<>();
    for (int wanted = Math.min(left.size(), draw.between(1, 3)); wanted > 0; wanted--) {
      String option = draw.oneOf(left);
      left.remove(option);
      chosen.add(option);
    }
    return chosen;
  }

  private static Object noChoice(Question question, Map<String, Object> given) {
    if (question.isRequired()) {
      throw new DeadEnd(question, new HashMap<>(given));
    }
    return null;
  }

  private List<String> options(OpenedForm form, Question question) {
    return form.options(question).stream()
        .filter(option -> !avoided.contains(question.key() + "=" + option))
        .sorted(Comparator.comparing(stableName))
        .toList();
  }

  private static List<Integer> scores(Map<String, Object> given) {
    return given.values().stream()
        .map(Object::toString)
        .filter(value -> value.matches("[0-5]"))
        .map(Integer::valueOf)
        .toList();
  }

  private Object number(JsonNode component) {
    int least = (int) Math.ceil(component.path("validate").path("min").asDouble(0));
    int most = (int) Math.floor(component.path("validate").path("max").asDouble(least + 20.0));
    return draw.between(least, most);
  }

  /** Each date of a form lies a month after the one before it. */
  private Object date(
      OpenedForm form, Question question, Map<String, Object> given, boolean wanted) {
    if (form.shown().get(question.key()) instanceof String there && !there.isBlank()) {
      return there;
    }
    if (!wanted) {
      return null;
    }
    long before = given.values().stream().filter(v -> v.toString().matches("20..-.*")).count();
    LocalDate day = now.toLocalDate().plusDays(7 + 30 * before);
    return question.component().path("subtype").asText("date").equals("date")
        ? day.toString()
        : day.atTime(9, 0).atOffset(now.getOffset()).toString();
  }

  private Object text(Question question, Object there, boolean wanted) {
    JsonNode validate = question.component().path("validate");
    int least = validate.path("minLength").asInt(0);
    int most = validate.path("maxLength").asInt(10_000);
    String text = there instanceof String before ? before.strip() : "";
    if (text.isEmpty() && !wanted) {
      return null;
    }
    boolean wholeText = question.type().equals("textarea");
    while (text.length() < Math.max(least, 10) || wholeText && text.equals(there)) {
      text = (text + "\n" + draw.oneOf(SENTENCES)).strip();
    }
    return text.length() <= most ? text : text.substring(0, most).strip();
  }
}
