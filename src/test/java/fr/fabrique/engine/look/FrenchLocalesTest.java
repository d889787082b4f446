package fr.fabrique.engine.look;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The web applications in French say all that they say in English. */
class FrenchLocalesTest {

  /** What the applications fill in: {{name}} in their labels, %s and %d in spans of time. */
  private static final Pattern BLANK = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}|%[a-z]");

  @ParameterizedTest
  @ValueSource(strings = {"tasklist", "admin", "welcome"})
  void every_english_text_has_its_french_one_with_the_same_blanks(String application)
      throws IOException {
    Map<String, List<String>> english = blanks(application, "en");
    Map<String, List<String>> french = blanks(application, "fr");

    assertThat(english).hasSizeGreaterThan(100);
    assertThat(english.entrySet())
        .filteredOn(text -> !text.getValue().equals(french.get(text.getKey())))
        .isEmpty();
  }

  private static Map<String, List<String>> blanks(String application, String language)
      throws IOException {
    String path =
        "/META-INF/resources/webjars/camunda/app/%s/locales/%s.json"
            .formatted(application, language);
    try (InputStream locale = FrenchLocalesTest.class.getResourceAsStream(path)) {
      assertThat(locale).as(path).isNotNull();
      Map<String, List<String>> blanks = new TreeMap<>();
      collect("", new ObjectMapper().readTree(locale), blanks);
      return blanks;
    }
  }

  private static void collect(String at, JsonNode node, Map<String, List<String>> blanks) {
    if (node.isObject()) {
      node.properties().forEach(p -> collect(at + "/" + p.getKey(), p.getValue(), blanks));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        collect(at + "/" + i, node.get(i), blanks);
      }
    } else {
      blanks.put(at, blanksOf(node.asText()));
    }
  }

  private static List<String> blanksOf(String text) {
    return BLANK.matcher(text).results().map(FrenchLocalesTest::name).sorted().toList();
  }

  private static String name(MatchResult blank) {
    return blank.group(1) == null ? blank.group() : blank.group(1);
  }
}
