package fr.fabrique.notification;

import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.engine.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every message that the product sends has all its words. */
class MailTextsTest {

  private static final Pattern SENT =
      Pattern.compile("\\.(?:tell|gather)\\([^;]*?\"([a-z]+(?:_[a-z]+)+)\"", Pattern.DOTALL);

  private static final Pattern WORDS = Pattern.compile("mail\\.([a-z_]+)\\.\\w+");

  @ParameterizedTest
  @CsvSource({"en, messages", "fr, messages_fr"})
  void every_message_has_a_subject_a_text_a_button_and_a_reason(String language, String file)
      throws IOException {
    ResourceBundle words = ResourceBundle.getBundle(file, Locale.ROOT);
    Set<String> templates = sent();
    assertThat(templates).contains("task_awaits", "idea_verdict", "challenge_open");
    words.keySet().stream()
        .map(WORDS::matcher)
        .filter(Matcher::matches)
        .forEach(key -> templates.add(key.group(1)));
    for (String template : templates) {
      for (String part : new String[] {"subject", "text", "action", "why"}) {
        assertThat(words.containsKey("mail.%s.%s".formatted(template, part)))
            .as("%s of %s in %s", part, template, language)
            .isTrue();
        assertThat(Language.texts(language).of("mail.%s.%s".formatted(template, part), "TITLE", 2))
            .as("%s of %s in %s", part, template, language)
            .isNotBlank()
            .doesNotContain("{", "}");
      }
    }
  }

  private static Set<String> sent() throws IOException {
    Set<String> templates = new TreeSet<>();
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      for (Path source : sources.filter(file -> file.toString().endsWith(".java")).toList()) {
        Matcher call = SENT.matcher(Files.readString(source));
        while (call.find()) {
          templates.add(call.group(1));
        }
      }
    }
    return templates;
  }
}
