package fr.fabrique.engine.form;

import fr.fabrique.engine.Answers.Answer;
import fr.fabrique.engine.RefusedAnswers;
import fr.fabrique.engine.Texts;
import fr.fabrique.engine.form.FormContract.Input;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;

/** Checks posted answers against a form, on the server, as strictly as the form says. */
class AnswerCheck {

  private static final FeelEngineApi FEEL = FeelEngineBuilder.forJava().build();

  /** The length of 2027-01-31. */
  private static final int ISO_DAY = 10;

  /** Nobody types these, and not every database keeps them. */
  private static final Pattern UNREADABLE = Pattern.compile("[\\p{Cc}\\p{Cs}&&[^\\n\\t]]+");

  /** Blanks of any width, marks that stand alone, and fillers are no answer. */
  private static final Pattern SEEN =
      Pattern.compile("[^\\p{Z}\\p{Cc}\\p{Cf}\\p{Cs}\\p{M}\\u115f\\u1160\\u2800\\u3164\\uffa0]");

  private final FormContract form;
  private final Texts texts;
  private final Map<String, Object> shown;
  private final Map<String, Object> posted;
  private final List<String> reasons = new ArrayList<>();

  /** Many questions share a condition. */
  private final Map<String, Boolean> judged = new HashMap<>();

  /**
   * @param shown the dossier values of this form, by key: choices and conditions refer to them
   * @param posted plain values by key
   */
  AnswerCheck(
      FormContract form, Texts texts, Map<String, Object> shown, Map<String, Object> posted) {
    this.form = form;
    this.texts = texts;
    this.shown = shown;
    this.posted = posted;
  }

  /**
   * The accepted answers in the order of the form.
   *
   * @throws RefusedAnswers with every reason at once
   */
  List<Answer> accept() {
    for (String key : new TreeSet<>(posted.keySet())) {
      if (form.input(key).isEmpty()) {
        reasons.add(texts.of("answer.not_asked", abbreviated(key)));
      }
    }
    List<Answer> accepted = new ArrayList<>();
    for (Input input : form.inputs()) {
      Object value = posted.get(input.key());
      if (isHidden(input)) {
        if (!isBlank(value) && !Boolean.FALSE.equals(value)) {
          refuse(input, "hidden");
        }
      } else if (isBlank(value)) {
        if (input.required()) {
          refuse(input, "required");
        }
      } else {
        int before = reasons.size();
        Object checked = checked(input, value);
        if (reasons.size() == before) {
          accepted.add(
              new Answer(
                  input.key(),
                  input.label(),
                  checked,
                  inWords(input, checked),
                  input.properties()));
        }
      }
    }
    if (!reasons.isEmpty()) {
      throw new RefusedAnswers(reasons);
    }
    return accepted;
  }

  private boolean isHidden(Input input) {
    return input.hiddenWhen().stream()
        .anyMatch(condition -> judged.computeIfAbsent(condition, c -> holds(c, context())));
  }

  private Map<String, Object> context() {
    Map<String, Object> context = new HashMap<>();
    form.mentions().forEach(name -> context.put(name, null));
    context.putAll(shown);
    form.inputs().forEach(i -> context.put(i.key(), posted.get(i.key())));
    return context;
  }

  private static boolean holds(String condition, Map<String, Object> context) {
    String feel = condition.strip().startsWith("=") ? condition.strip().substring(1) : condition;
    EvaluationResult result = FEEL.evaluateExpression(feel, context);
    return result.isSuccess() && Boolean.TRUE.equals(result.result());
  }

  private Object checked(Input input, Object value) {
    return switch (input.type()) {
      case "number" -> number(input, value);
      case "checkbox" -> flag(input, value);
      case "datetime" -> date(input, value);
      case "checklist", "taglist" -> list(input, value);
      case "select", "radio" -> choice(input, value);
      default -> text(input, value);
    };
  }

  private Object text(Input input, Object value) {
    if (!(value instanceof String typed)) {
      return refuse(input, "text");
    }
    String text = UNREADABLE.matcher(typed).replaceAll("");
    int max = input.maxLength() == null ? FormContract.DEFAULT_MAX_LENGTH : input.maxLength();
    if (text.length() > max) {
      return refuse(input, "max_length", max, text.length());
    }
    if (input.minLength() != null && text.strip().length() < input.minLength()) {
      return refuse(input, "min_length", input.minLength());
    }
    if (input.pattern() != null && !input.pattern().matcher(text).find()) {
      return refuse(input, "pattern", input.pattern());
    }
    return text.strip();
  }

  private Object number(Input input, Object value) {
    BigDecimal number;
    try {
      if (!(value instanceof Number)) {
        return refuse(input, "number");
      }
      number = new BigDecimal(value.toString());
    } catch (NumberFormatException notFinite) {
      return refuse(input, "number");
    }
    if (input.min() != null && number.compareTo(input.min()) < 0) {
      return refuse(input, "min", input.min());
    }
    if (input.max() != null && number.compareTo(input.max()) > 0) {
      return refuse(input, "max", input.max());
    }
    int scale = Math.max(0, number.stripTrailingZeros().scale());
    if (input.decimals() != null && scale > input.decimals()) {
      return refuse(input, "decimals", input.decimals());
    }
    if (scale > 0) {
      return number.doubleValue();
    }
    try {
      return number.intValueExact();
    } catch (ArithmeticException tooLarge) {
      return refuse(input, "too_large");
    }
  }

  private Object flag(Input input, Object value) {
    return value instanceof Boolean ? value : refuse(input, "flag");
  }

  private Object date(Input input, Object value) {
    if (value instanceof String text && text.length() <= 40) {
      try {
        return text.length() <= ISO_DAY
            ? LocalDate.parse(text).toString()
            : OffsetDateTime.parse(text).toString();
      } catch (DateTimeParseException malformed) {
        return refuse(input, "date");
      }
    }
    return refuse(input, "date");
  }

  private Object choice(Input input, Object value) {
    if (value instanceof List || value instanceof Map) {
      return refuse(input, "one_of", String.join(", ", options(input).keySet()));
    }
    String chosen = value.toString();
    Map<String, String> options = options(input);
    return options.containsKey(chosen)
        ? chosen
        : refuse(input, "one_of", String.join(", ", options.keySet()));
  }

  private Object list(Input input, Object value) {
    if (!(value instanceof List<?> values)) {
      return refuse(input, "list");
    }
    Map<String, String> options = options(input);
    List<String> chosen = values.stream().map(String::valueOf).distinct().toList();
    return options.keySet().containsAll(chosen)
        ? chosen
        : refuse(input, "among", String.join(", ", options.keySet()));
  }

  private Map<String, String> options(Input input) {
    if (input.optionsKey() == null) {
      return input.options();
    }
    Map<String, String> options = new LinkedHashMap<>();
    if (shown.get(input.optionsKey()) instanceof List<?> offered) {
      for (Object option : offered) {
        if (option instanceof Map<?, ?> map) {
          options.put(String.valueOf(map.get("value")), String.valueOf(map.get("label")));
        }
      }
    }
    return options;
  }

  private String inWords(Input input, Object value) {
    UnaryOperator<String> label = v -> options(input).getOrDefault(v, v);
    if (value instanceof List<?> list) {
      return String.join(", ", list.stream().map(v -> label.apply(v.toString())).toList());
    }
    if (value instanceof Boolean ticked) {
      return texts.of(ticked ? "answer.yes" : "answer.no");
    }
    if (input.type().equals("datetime") && value.toString().length() == ISO_DAY) {
      return texts.day().format(LocalDate.parse(value.toString()));
    }
    return input.isChoice() ? label.apply(value.toString()) : value.toString();
  }

  private Object refuse(Input input, String reason, Object... values) {
    reasons.add(texts.of("answer.reason", name(input), texts.of("answer." + reason, values)));
    return null;
  }

  private static String name(Input input) {
    return input.label().isBlank() ? input.key() : input.label();
  }

  static String abbreviated(String key) {
    return key.length() <= 60 ? key : key.substring(0, 60) + "…";
  }

  private static boolean isBlank(Object value) {
    return value == null
        || value instanceof String text && !SEEN.matcher(text).find()
        || value instanceof List<?> list && list.isEmpty();
  }
}
