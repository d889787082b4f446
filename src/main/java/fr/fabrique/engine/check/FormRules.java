package fr.fabrique.engine.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.fabrique.engine.form.FormContract;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

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

  private static final List<String> NUMBERS = List.of("minLength", "maxLength", "min", "max");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(.*?)}}", Pattern.DOTALL);

  private final String file;
  private final Map<String, FormContract> forms;
  private final List<Finding> findings;
  private final Set<String> keys = new HashSet<>();

  FormRules(String file, Map<String, FormContract> forms, List<Finding> findings) {
    this.file = file;
    this.forms = forms;
    this.findings = findings;
  }

  /** Judges the form and, if it can be read at all, puts it among the others. */
  void check(byte[] content) {
    JsonNode form;
    try {
      form = JSON.readTree(content);
    } catch (IOException malformed) {
      form = JSON.missingNode();
    }
    if (!form.isObject()) {
      onFile(
          "form-readable",
          "It is no form: its JSON cannot be read.",
          "Save it again from Camunda Modeler, or bring the last good copy back.");
      return;
    }
    int before = findings.size();
    String id = form.path("id").isTextual() ? form.path("id").asText() : "";
    if (id.isBlank()) {
      onFile("form-id", "The form has no id: no task can name it.", "Give it its id back.");
    }
    if (!form.path("components").isArray() || form.path("components").isEmpty()) {
      onFile("form-empty", "The form is empty.", "Put its questions back.");
    }
    components(form.path("components"));
    if (!id.isBlank() && forms.containsKey(id)) {
      onFile(
          "id-once", "Another form has the id “%s” already.".formatted(id), "Give each its own.");
    }
    try {
      FormContract contract = FormContract.read(content);
      if (!id.isBlank()) {
        forms.put(id, contract);
      }
    } catch (RuntimeException unreadable) {
      if (findings.size() == before) {
        onFile(
            "form-readable",
            "The server cannot read it (%s).".formatted(unreadable.getMessage()),
            "Compare it with a form that works.");
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
    String type = component.path("type").asText();
    if (!ASKED.contains(type) && !SHOWN.contains(type)) {
      on(
          component,
          "form-component",
          "Tasklist or the server cannot handle a component of the type “%s”.".formatted(type),
          "Use texts, groups and plain questions.");
    }
    if (type.equals("iframe") && !component.path("url").asText().startsWith("https://")) {
      on(
          component,
          "form-component",
          "Tasklist shows no page inside a form unless its address begins with https://.",
          "Give the whole address, or put a link into a text.");
    }
    if (!component.path("path").asText("").isBlank()) {
      on(
          component,
          "form-component",
          "Its answers would lie one inside the other: the server takes flat answers.",
          "Remove the path of the group.");
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
          "form-key",
          "The question has no usable key: “%s”.".formatted(key),
          "Give it one of letters, digits and underscores.");
    } else if (!keys.add(key)) {
      on(
          question,
          "form-key",
          "Another question has the key “%s” already.".formatted(key),
          "Give each its own.");
    }
    if (isOn(question.path("disabled")) || isOn(question.path("readonly"))) {
      on(
          question,
          "form-question",
          "A question that nobody can answer is sent back all the same, and refused.",
          "Show the value in a text, with {{%s}}.".formatted(key));
    }
    if (CHOICES.contains(type)
        && question.path("values").isEmpty()
        && question.path("valuesKey").asText("").isBlank()) {
      on(
          question,
          "form-question",
          "It offers nothing to choose from that the server could check.",
          "List its values, or name the dossier's list as its values key.");
    }
    JsonNode rules = question.path("validate");
    pattern(question, rules.path("pattern").asText(""));
    for (String number : NUMBERS) {
      if (rules.hasNonNull(number) && !rules.path(number).asText().matches("-?\\d+(\\.\\d+)?")) {
        on(
            question,
            "form-question",
            "Its %s is no number: “%s”.".formatted(number, rules.path(number).asText()),
            "Write a number.");
      }
    }
    if (rules.hasNonNull("required") && !rules.path("required").isBoolean()) {
      on(question, "form-question", "“Required” is yes or no.", "Tick it, or do not.");
    }
  }

  private void pattern(JsonNode question, String pattern) {
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException malformed) {
      on(
          question,
          "form-pattern",
          "Its pattern “%s” cannot be read (%s)."
              .formatted(pattern, malformed.getDescription().toLowerCase(Locale.ROOT)),
          "Mend the regular expression, or remove it.");
    }
  }

  private void condition(JsonNode component, String condition) {
    if (!condition.isBlank()) {
      feel(component, condition.strip().replaceFirst("^=", ""));
    }
  }

  private void text(JsonNode component, String text) {
    if (text.startsWith("=")) {
      feel(component, text.substring(1));
      return;
    }
    Matcher placeholder = PLACEHOLDER.matcher(text);
    while (placeholder.find()) {
      String inside = placeholder.group(1).strip();
      if (!inside.startsWith("/")) {
        feel(component, inside.replaceFirst("^#(if|loop)\\s+", ""));
      }
    }
  }

  private void feel(JsonNode component, String expression) {
    Feel.expression(expression)
        .problem()
        .ifPresent(
            problem ->
                on(
                    component,
                    "form-feel",
                    "“%s” is of no use: %s.".formatted(expression.strip(), problem),
                    "Write it in FEEL, such as recusal = \"conflict\"."));
  }

  private static boolean isOn(JsonNode flag) {
    return flag.asBoolean() || flag.isTextual() && !flag.asText().equals("false");
  }

  private void on(JsonNode component, String rule, String message, String remedy) {
    String key = component.path("key").asText(component.path("id").asText());
    String label = component.path("label").asText(component.path("dateLabel").asText());
    findings.add(new Finding(file, 0, key, label.isBlank() ? key : label, rule, message, remedy));
  }

  private void onFile(String rule, String message, String remedy) {
    findings.add(Finding.on(file, rule, message, remedy));
  }
}
