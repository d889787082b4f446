package fr.fabrique.engine.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.fabrique.engine.check.Expressions.Comparison;
import fr.fabrique.engine.form.FormContract;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A form can be shown by Tasklist and kept by the server. */
final class FormRules {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Set<String> CHOICES = Set.of("select", "radio", "checklist", "taglist");

  private static final Set<String> ASKED =
      Set.of(
          "textfield",
          "textarea",
          "number",
          "select",
          "radio",
          "checkbox",
          "checklist",
          "taglist",
          "datetime");

  private static final Set<String> SHOWN =
      Set.of("text", "html", "group", "separator", "spacer", "table", "image", "iframe");

  /** Texts that may hold a condition, a list or placeholders in FEEL. */
  private static final List<String> TEXTS =
      List.of("text", "content", "label", "description", "source", "url", "alt", "dataSource");

  /** What people read of a component. */
  private static final List<String> SAID =
      List.of("text", "content", "label", "dateLabel", "description");

  private static final List<String> NUMBERS = List.of("minLength", "maxLength", "min", "max");

  /** In characters: as long as a text may be in the engine's table of variables. */
  private static final int LONGEST_FACT = 4_000;

  /** Every dossier holds the last answer to each question under its key with this before it. */
  static final String LAST = "last_";

  private static final Pattern RUNS =
      Pattern.compile("(?i)<\\s*(script|iframe|object|embed)|javascript:|<[^<>]*\\son\\w+\\s*=");

  private static final Pattern OUTSIDE =
      Pattern.compile("(?i)<\\s*img[^<>]*\\ssrc\\s*=\\s*[\"']?\\s*(https?:)?//");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(.*?)}}", Pattern.DOTALL);

  private static final Pattern SINGLE_BRACES = Pattern.compile("\\{\\s*(\\w+)\\s*}");

  private static final Memory<FormRules> FILES = new Memory<>(FormRules::new);

  private final String file;
  private final List<Finding> findings = new ArrayList<>();
  private final Map<String, JsonNode> mentioned = new LinkedHashMap<>();
  private final Map<String, JsonNode> bare = new LinkedHashMap<>();
  private final Map<Comparison, JsonNode> compared = new LinkedHashMap<>();
  private final Map<String, JsonNode> questions = new HashMap<>();
  private final Set<String> texts = new HashSet<>();
  private String id = "";
  private FormContract contract;

  private final Set<String> ids = new HashSet<>();

  private FormRules(String file, byte[] content) {
    this.file = file;
    read(content);
  }

  /**
   * Judges a form and, if it can be read at all, puts it among the others.
   *
   * @param forms the forms read so far, by id
   * @param shown what dossiers hold
   */
  static void check(
      String file,
      byte[] content,
      Map<String, FormContract> forms,
      Set<String> shown,
      List<Finding> findings) {
    FormRules form = FILES.read(file, content);
    findings.addAll(form.findings);
    form.mentioned.forEach((name, component) -> form.known(name, component, shown, findings));
    form.bare.forEach((name, component) -> form.filled(name, component, shown, findings));
    if (!form.id.isBlank()) {
      if (forms.containsKey(form.id)) {
        findings.add(
            Finding.on(
                file,
                Rule.ID_ONCE,
                Words.of("Another form has the id “%s” already.", form.id),
                Words.of("Give each its own.")));
      }
      if (form.contract != null) {
        forms.put(form.id, form.contract);
      }
    }
  }

  /** What every dossier holds of the answers to the form: the last one to each question. */
  static Set<String> lastAnswers(String file, byte[] content) {
    return FILES.read(file, content).questions.keySet().stream()
        .map(key -> LAST + key)
        .collect(Collectors.toSet());
  }

  /** Those of some texts that people read in a form. */
  static Set<String> texts(String file, byte[] content, Set<String> texts) {
    Set<String> read = new HashSet<>(FILES.read(file, content).texts);
    read.retainAll(texts);
    return read;
  }

  /** Every name that a form looks at and that is no question of its own. */
  static Set<String> mentions(String file, byte[] content) {
    FormRules form = FILES.read(file, content);
    Set<String> mentions = new HashSet<>(form.mentioned.keySet());
    mentions.removeAll(form.questions.keySet());
    return mentions;
  }

  private void read(byte[] content) {
    JsonNode form;
    try {
      form = JSON.readTree(content);
    } catch (IOException malformed) {
      form = JSON.missingNode();
    }
    if (!form.isObject()) {
      onFile(
          Rule.FORM_READABLE,
          Words.of("It is no form: its JSON cannot be read."),
          Words.of("Save it again from Camunda Modeler, or bring the last good copy back."));
      return;
    }
    id = form.path("id").isTextual() ? form.path("id").asText() : "";
    if (id.isBlank()) {
      onFile(
          Rule.FORM_ID,
          Words.of("The form has no id: no task can name it."),
          Words.of("Give it its id back."));
    }
    if (!form.path("components").isArray() || form.path("components").isEmpty()) {
      onFile(Rule.FORM_EMPTY, Words.of("The form is empty."), Words.of("Put its questions back."));
    }
    components(form.path("components"));
    compared.forEach(this::possible);
    try {
      contract = FormContract.read(content);
    } catch (RuntimeException unreadable) {
      if (findings.isEmpty()) {
        onFile(
            Rule.FORM_READABLE,
            Words.of("The server cannot read it (%s).", unreadable.getMessage()),
            Words.of("Compare it with a form that works."));
      }
    }
  }

  private void components(JsonNode components) {
    for (JsonNode component : components) {
      component(component);
      components(component.path("components"));
    }
  }

  private void component(JsonNode component) {
    SAID.forEach(part -> texts.add(component.path(part).asText("")));
    component.path("values").forEach(option -> texts.add(option.path("label").asText("")));
    String type = component.path("type").asText();
    if (component.hasNonNull("valuesKey")) {
      mentioned.putIfAbsent(component.path("valuesKey").asText(), component);
    }
    if (!ASKED.contains(type) && !SHOWN.contains(type)) {
      on(
          component,
          Rule.FORM_COMPONENT,
          Words.of("Tasklist or the server cannot handle a component of the type “%s”.", type),
          Words.of("Use texts, groups and plain questions."));
    }
    if (type.equals("iframe") && !component.path("url").asText().startsWith("https://")) {
      on(
          component,
          Rule.FORM_COMPONENT,
          Words.of("Tasklist shows no page inside a form unless its address begins with https://."),
          Words.of("Give the whole address, or put a link into a text."));
    }
    if (component.path("source").asText("").strip().matches("(?i)(https?:)?//.*")
        || Stream.of("content", "text")
            .anyMatch(part -> OUTSIDE.matcher(component.path(part).asText("")).find())) {
      on(
          component,
          Rule.FORM_OUTSIDE,
          Words.of(
              "It shows a picture from another server, which learns of everybody who opens the form."),
          Words.of("Leave it out, or describe it in a text."));
    }
    if (!component.path("path").asText("").isBlank()) {
      on(
          component,
          Rule.FORM_COMPONENT,
          Words.of("Its answers would lie one inside the other: the server takes flat answers."),
          Words.of("Remove the path of the group."));
    }
    String own = component.path("id").asText("");
    if (!own.isEmpty() && !ids.add(own)) {
      on(
          component,
          Rule.FORM_COMPONENT,
          Words.of("Another component has the id “%s” already: the form cannot be opened.", own),
          Words.of("Give each its own."));
    }
    if (isOn(component.path("isRepeating"))) {
      on(
          component,
          Rule.FORM_COMPONENT,
          Words.of("It asks for a list of answers: the server takes flat answers."),
          Words.of("Do not let the group repeat."));
    }
    if (type.equals("datetime") && component.path("subtype").asText("").equals("time")) {
      on(
          component,
          Rule.FORM_COMPONENT,
          Words.of("It asks for a time of day: the server takes days, alone or with a time."),
          Words.of("Choose the subtype date, or date and time."));
    }
    if (type.equals("number") && isOn(component.path("serializeToString"))) {
      on(
          component,
          Rule.FORM_COMPONENT,
          Words.of(
              "Its answer is sent as a text, and the server takes numbers only: it is refused."),
          Words.of("Untick “Output as string”."));
    }
    if (type.equals("datetime") && component.path("subtype").asText("").isBlank()) {
      on(
          component,
          Rule.FORM_COMPONENT,
          Words.of("It does not say whether it asks for a date or a time."),
          Words.of("Choose its subtype."));
    }
    if (component.path("conditional").path("hide").asText("").strip().matches("=?\\s*true")) {
      on(
          component,
          Rule.FORM_QUESTION,
          Words.of("It is always hidden: nobody can see or answer it."),
          Words.of("Remove the condition, or the component."));
    }
    for (String text : TEXTS) {
      text(component, component.path(text).asText(""));
    }
    condition(component, component.path("conditional").path("hide").asText(""));
    if (ASKED.contains(type)) {
      question(component, type);
    }
  }

  private void question(JsonNode question, String type) {
    String key = question.path("key").asText("");
    if (!key.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      on(
          question,
          Rule.FORM_KEY,
          Words.of("The question has no usable key: “%s”.", key),
          Words.of("Give it one of letters, digits and underscores."));
    } else if (questions.putIfAbsent(key, question) != null) {
      on(
          question,
          Rule.FORM_KEY,
          Words.of("Another question has the key “%s” already.", key),
          Words.of("Give each its own."));
    }
    if (isOn(question.path("disabled")) || isOn(question.path("readonly"))) {
      on(
          question,
          Rule.FORM_QUESTION,
          Words.of("A question that nobody can answer is sent back all the same, and refused."),
          Words.of("Show the value in a text, with {{%s}}.", key));
    }
    if (CHOICES.contains(type)
        && question.path("values").isEmpty()
        && question.path("valuesKey").asText("").isBlank()) {
      on(
          question,
          Rule.FORM_QUESTION,
          Words.of("It offers nothing to choose from that the server could check."),
          Words.of("List its values, or name the dossier's list as its values key."));
    }
    JsonNode rules = question.path("validate");
    pattern(question, rules.path("pattern").asText(""));
    for (String number : NUMBERS) {
      if (rules.hasNonNull(number) && !rules.path(number).asText().matches("-?\\d+(\\.\\d+)?")) {
        on(
            question,
            Rule.FORM_QUESTION,
            Words.of("Its %s is no number: “%s”.", number, rules.path(number).asText()),
            Words.of("Write a number."));
      }
    }
    for (String pair : List.of("min,max", "minLength,maxLength")) {
      JsonNode least = rules.path(pair.split(",")[0]);
      JsonNode most = rules.path(pair.split(",")[1]);
      if (!least.asText().isEmpty()
          && !most.asText().isEmpty()
          && least.asDouble() > most.asDouble()) {
        on(
            question,
            Rule.FORM_QUESTION,
            Words.of("No answer can be at least %s and at most %s.", least.asText(), most.asText()),
            Words.of("Exchange the two."));
      }
    }
    labelled(question, type);
    criterion(question);
    JsonNode decimals = question.path("decimalDigits");
    if (decimals.isNumber()
        && rules.hasNonNull("min")
        && rules.hasNonNull("max")
        && Math.ceil(rules.path("min").asDouble() * Math.pow(10, decimals.asInt()))
            > rules.path("max").asDouble() * Math.pow(10, decimals.asInt())) {
      on(
          question,
          Rule.FORM_QUESTION,
          Words.of("No number of %s decimals lies between its limits.", decimals.asInt()),
          Words.of("Allow more decimals, or other limits."));
    }
    if (question.path("properties").path("fact").asText().equals("true")
        && type.startsWith("text")
        && rules.path("maxLength").asInt(LONGEST_FACT + 1) > LONGEST_FACT) {
      on(
          question,
          Rule.FORM_QUESTION,
          Words.of("Its answer is a fact, and may be longer than the engine can keep."),
          Words.of(
              "Set its maximum length to %s or less, or do not make it a fact.", LONGEST_FACT));
    }
    Set<String> values = new HashSet<>();
    for (JsonNode option : question.path("values")) {
      if (option.path("value").asText("").isBlank()) {
        on(
            question,
            Rule.FORM_QUESTION,
            Words.of("One of its options says nothing: “%s”.", option.path("label").asText()),
            Words.of("Give each its own value."));
      }
      if (!values.add(option.path("value").asText())) {
        on(
            question,
            Rule.FORM_QUESTION,
            Words.of("Two of its options mean the same: “%s”.", option.path("value").asText()),
            Words.of("Give each its own value."));
      }
    }
    if (question.path("properties").path("fact").asText().equals("true")
        && Set.of("checklist", "taglist").contains(type)) {
      on(
          question,
          Rule.FORM_QUESTION,
          Words.of("Its answer is a list, which no condition of a diagram can read."),
          Words.of("Let people choose one, or do not make it a fact."));
    }
    String given = question.path("defaultValue").asText("");
    if (Set.of("radio", "select").contains(type)
        && !given.isEmpty()
        && !values.isEmpty()
        && !values.contains(given)) {
      on(
          question,
          Rule.FORM_QUESTION,
          Words.of("What is chosen at first is none of its options: “%s”.", given),
          Words.of("Choose one of them, or none."));
    }
    if (type.equals("number")
        && question.path("defaultValue").isNumber()
        && (question.path("defaultValue").asDouble()
                < rules.path("min").asDouble(Double.NEGATIVE_INFINITY)
            || question.path("defaultValue").asDouble()
                > rules.path("max").asDouble(Double.POSITIVE_INFINITY))) {
      on(
          question,
          Rule.FORM_QUESTION,
          Words.of(
              "What stands there at first is refused: “%s”.",
              question.path("defaultValue").asText()),
          Words.of("Write a number within its limits, or none."));
    }
    if (rules.hasNonNull("required") && !rules.path("required").isBoolean()) {
      on(
          question,
          Rule.FORM_QUESTION,
          Words.of("“Required” is yes or no."),
          Words.of("Tick it, or do not."));
    }
  }

  private void labelled(JsonNode question, String type) {
    String label = type.equals("datetime") ? "dateLabel" : "label";
    if (question.path("label").asText("").isBlank() && question.path(label).asText("").isBlank()) {
      on(
          question,
          Rule.FORM_LABEL,
          Words.of("It has no label: people cannot tell what is asked."),
          Words.of("Write the question as its label."));
    }
    Set<String> labels = new HashSet<>();
    for (JsonNode option : question.path("values")) {
      if (!labels.add(option.path("label").asText("").strip())
          || option.path("label").asText("").isBlank()) {
        on(
            question,
            Rule.FORM_LABEL,
            Words.of(
                "People cannot tell its option “%s” by its label.", option.path("value").asText()),
            Words.of("Give each option a label of its own."));
      }
    }
  }

  private void criterion(JsonNode question) {
    JsonNode weight = question.path("properties").path("criterion");
    if (weight.isMissingNode()) {
      return;
    }
    boolean scores = true;
    for (JsonNode option : question.path("values")) {
      scores &= option.path("value").asText().matches("\\d+(\\.\\d+)?");
    }
    if (!weight.asText().matches("\\d+(\\.\\d+)?") || weight.asDouble() <= 0 || !scores) {
      on(
          question,
          Rule.FORM_QUESTION,
          Words.of("Jurors score it, and its weight or one of its scores is no number above zero."),
          Words.of("Write its property “criterion” as a number such as 2, and scores as numbers."));
    }
  }

  private void pattern(JsonNode question, String pattern) {
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException malformed) {
      on(
          question,
          Rule.FORM_PATTERN,
          Words.of(
              "Its pattern “%s” cannot be read (%s).",
              pattern, malformed.getDescription().toLowerCase(Locale.ROOT)),
          Words.of("Mend the regular expression, or remove it."));
    }
  }

  private void condition(JsonNode component, String condition) {
    if (!condition.isBlank() && !condition.strip().startsWith("=")) {
      on(
          component,
          Rule.FORM_FEEL,
          Words.of("Its condition “%s” is not looked at: it is always shown.", condition.strip()),
          Words.of("Begin it with =, such as =recusal = \"conflict\"."));
    }
    if (!condition.isBlank()) {
      feel(component, condition.strip().replaceFirst("^=", ""));
    }
  }

  private void text(JsonNode component, String text) {
    if (runs(text)) {
      on(
          component,
          Rule.FORM_COMPONENT,
          Words.of("Its text holds a program, which is not run."),
          Words.of("Keep to texts, lists and links."));
    }
    if (text.startsWith("=")) {
      feel(component, text.substring(1));
      return;
    }
    if (!isClosed(text)) {
      on(
          component,
          Rule.FORM_FEEL,
          Words.of("A placeholder of its text is not closed: people would read it as it is."),
          Words.of("Write {{name}}, and {{/if}} behind what {{#if …}} begins."));
    }
    SINGLE_BRACES
        .matcher(PLACEHOLDER.matcher(text).replaceAll(""))
        .results()
        .forEach(single -> bare.putIfAbsent(single.group(1), component));
    Matcher placeholder = PLACEHOLDER.matcher(text);
    while (placeholder.find()) {
      String inside = placeholder.group(1).strip();
      if (!inside.startsWith("/")) {
        feel(component, inside.replaceFirst("^#(if|loop)\\s+", ""));
      }
    }
  }

  static boolean runs(String text) {
    return RUNS.matcher(text).find();
  }

  private static boolean isClosed(String text) {
    return count(text, "{{") == count(text, "}}")
        && count(text, "{{#if") == count(text, "{{/if")
        && count(text, "{{#loop") == count(text, "{{/loop");
  }

  private static int count(String text, String part) {
    return (text.length() - text.replace(part, "").length()) / part.length();
  }

  private void known(String name, JsonNode component, Set<String> shown, List<Finding> findings) {
    if (!questions.containsKey(name) && !shown.contains(name)) {
      findings.add(
          at(
              component,
              Rule.DOSSIER_KNOWN,
              Words.of("It shows “%s”, which no dossier holds: people see nothing there.", name),
              Words.of("Correct the name; those of other forms can be copied.")));
    }
  }

  private void filled(String name, JsonNode component, Set<String> shown, List<Finding> findings) {
    if (questions.containsKey(name) || shown.contains(name)) {
      findings.add(
          at(
              component,
              Rule.TEXTS_FILLED,
              Words.of("People read {%s} there, and not what it stands for.", name),
              Words.of("Write {{%s}}, with two braces on each side.", name)));
    }
  }

  /** What a component asks of a question of its own form can be answered there. */
  private void possible(Comparison comparison, JsonNode component) {
    JsonNode question = questions.get(comparison.fact());
    if (question == null) {
      return;
    }
    Domain domain = answers(question);
    if (domain.isListed()
        ? !domain.values().contains(comparison.value())
        : !domain.mayBe(Domain.of(Set.of(comparison.value())).kinds().iterator().next())) {
      on(
          component,
          Rule.CONDITION_POSSIBLE,
          Words.of(
              "It looks for the answer “%s” to “%s”, which nobody can give.",
              Outcomes.written(comparison.value()), comparison.fact()),
          Words.of("Write an answer as that question gives it; texts stand between quotes."));
    }
  }

  private static Domain answers(JsonNode question) {
    return switch (question.path("type").asText()) {
      case "checkbox" -> Domain.FLAGS;
      case "number" -> Domain.NUMBERS;
      case "textfield", "textarea", "datetime" -> Domain.TEXTS;
      case "radio", "select" -> {
        List<String> values = new ArrayList<>();
        question.path("values").forEach(option -> values.add(option.path("value").asText()));
        yield values.isEmpty() ? Domain.TEXTS : Domain.of(values);
      }
      default -> Domain.ANY;
    };
  }

  private void feel(JsonNode component, String expression) {
    Feel.Parsed parsed = Feel.expression(expression);
    parsed.names().forEach(name -> mentioned.putIfAbsent(name, component));
    parsed.comparisons().forEach(comparison -> compared.putIfAbsent(comparison, component));
    parsed
        .problem()
        .ifPresent(
            problem ->
                on(
                    component,
                    Rule.FORM_FEEL,
                    Words.of("“%s” is of no use: %s.", expression.strip(), problem),
                    Words.of("Write it in FEEL, such as recusal = \"conflict\".")));
  }

  private static boolean isOn(JsonNode flag) {
    return flag.asBoolean() || flag.isTextual() && !flag.asText().equals("false");
  }

  private void on(JsonNode component, Rule rule, Words message, Words remedy) {
    findings.add(at(component, rule, message, remedy));
  }

  private Finding at(JsonNode component, Rule rule, Words message, Words remedy) {
    String key = component.path("key").asText(component.path("id").asText());
    String label = component.path("label").asText(component.path("dateLabel").asText());
    return new Finding(file, 0, key, label.isBlank() ? key : label, rule, message, remedy);
  }

  private void onFile(Rule rule, Words message, Words remedy) {
    findings.add(Finding.on(file, rule, message, remedy));
  }
}
