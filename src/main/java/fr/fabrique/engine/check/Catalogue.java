package fr.fabrique.engine.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.fabrique.engine.form.FormContract;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A catalogue of texts is one flat object of texts. */
final class Catalogue {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Pattern FILLED = Pattern.compile("\\{\\{[^{}]*}}|[$#]\\{[^{}]*}");

  private static final Pattern TAG = Pattern.compile("<(/?)([A-Za-z][A-Za-z0-9]*)[^<>]*>");
  private static final Set<String> UNCLOSED = Set.of("br", "hr", "img", "li", "p");

  private Catalogue() {}

  static void check(String name, byte[] content, List<Finding> findings) {
    JsonNode texts = texts(content);
    if (texts.isObject() && texts.properties().stream().allMatch(t -> t.getValue().isTextual())) {
      texts
          .properties()
          .forEach(text -> text(name, text.getKey(), text.getValue().asText(), findings));
    } else {
      findings.add(
          Finding.on(
              name,
              Rule.TEXTS_READABLE,
              Words.of("It is no flat JSON object from text to text."),
              Words.of(
                  "Mend the place that was edited last: often a comma or a quote is missing.")));
    }
  }

  /** The options of a question differ in the translation too. */
  static void toldApart(
      String name, byte[] content, Collection<FormContract> forms, List<Finding> findings) {
    JsonNode texts = texts(content);
    for (FormContract form : forms) {
      for (FormContract.Input question : form.inputs()) {
        Map<String, String> seen = new HashMap<>();
        for (String label : question.options().values()) {
          String translated = texts.path(label).asText(label);
          String other = seen.putIfAbsent(translated, label);
          if (other != null && !other.equals(label)) {
            findings.add(
                Finding.on(
                    name,
                    Rule.TEXTS_FILLED,
                    Words.of(
                        "“%s” and “%s” are two answers to one question, and both are translated by “%s”.",
                        other, label, translated),
                    Words.of("Translate each by words of its own.")));
          }
        }
      }
    }
  }

  /** The texts that are translated. */
  static Set<String> originals(byte[] content) {
    return texts(content).properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
  }

  private static JsonNode texts(byte[] content) {
    try {
      return JSON.readTree(content);
    } catch (IOException malformed) {
      return JSON.missingNode();
    }
  }

  private static void text(
      String name, String original, String translated, List<Finding> findings) {
    if (FormRules.runs(translated)) {
      findings.add(
          Finding.on(
              name,
              Rule.TEXTS_READABLE,
              Words.of("The translation of “%s” holds a program, which is not run.", original),
              Words.of("Keep to texts, lists and links.")));
    } else if (translated.isBlank() && !original.isBlank()) {
      findings.add(
          Finding.on(
              name,
              Rule.TEXTS_FILLED,
              Words.of("“%s” is translated by nothing: people would see a blank.", original),
              Words.of("Translate it, or remove the line.")));
    } else if (isClosed(original) && !isClosed(translated)) {
      findings.add(
          Finding.on(
              name,
              Rule.TEXTS_FILLED,
              Words.of("In the translation of “%s” something that begins does not end.", original),
              Words.of("Close each tag, such as <b> by </b>.")));
    } else if (!filled(original).equals(filled(translated))) {
      findings.add(
          Finding.on(
              name,
              Rule.TEXTS_FILLED,
              Words.of(
                  "“%s” and its translation do not show the same values: what stands between"
                      + " {{ and }}, or ${ and }, is not translated.",
                  original),
              Words.of("Write these names as in the original.")));
    }
  }

  private static boolean isClosed(String text) {
    Map<String, Integer> open = new HashMap<>();
    TAG.matcher(text)
        .results()
        .filter(tag -> !UNCLOSED.contains(tag.group(2).toLowerCase(Locale.ROOT)))
        .forEach(tag -> open.merge(tag.group(2), tag.group(1).isEmpty() ? 1 : -1, Integer::sum));
    return open.values().stream().allMatch(count -> count == 0);
  }

  private static Set<String> filled(String text) {
    return FILLED.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }
}
