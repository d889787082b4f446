package fr.fabrique.engine.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.fabrique.RouteFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A French installation speaks French throughout. */
class FrenchTextsTest {

  private static final Path CATALOGUE = RouteFolder.PROCESSES.resolve("fr.json");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{.*?}}");
  private static final Pattern MARKUP = Pattern.compile("\\{\\{.*?}}|<[^>]*>|\\]\\([^)]*\\)");
  private static final Pattern LETTER = Pattern.compile("\\p{L}");

  /** Remembers what was looked up, and so what a reader of the route can come across. */
  private static final class Asked extends HashMap<String, String> {

    private final TreeSet<String> texts = new TreeSet<>();

    @Override
    public boolean isEmpty() {
      return false;
    }

    @Override
    public String getOrDefault(Object text, String otherwise) {
      texts.add((String) text);
      return otherwise;
    }
  }

  private static Map<String, String> french() throws IOException {
    return new ObjectMapper().readValue(CATALOGUE.toFile(), new TypeReference<>() {});
  }

  private static TreeSet<String> textsOfTheRoute() {
    Asked asked = new Asked();
    Translation translation = new Translation(asked);
    Stream.of(RouteFolder.diagrams(), RouteFolder.decisions(), RouteFolder.forms())
        .flatMap(List::stream)
        .forEach(file -> translation.of(file.toString(), RouteFolder.bytes(file)));
    asked.texts.removeIf(
        text ->
            text.startsWith("=") || !LETTER.matcher(MARKUP.matcher(text).replaceAll("")).find());
    return asked.texts;
  }

  @Test
  void every_text_of_the_route_has_a_french_one_and_no_translation_is_left_over()
      throws IOException {
    assertThat(new TreeSet<>(french().keySet())).isEqualTo(textsOfTheRoute());
  }

  @Test
  void a_translation_shows_the_same_dossier_entries_with_the_same_markup() throws IOException {
    french()
        .forEach(
            (english, translated) -> {
              assertThat(translated).as(english).isNotBlank();
              assertThat(parts(translated)).as(english).isEqualTo(parts(english));
            });
  }

  @Test
  void what_the_engine_matches_by_name_stays_as_it_is() {
    Translation everything =
        new Translation(
            new HashMap<>() {
              @Override
              public boolean isEmpty() {
                return false;
              }

              @Override
              public String getOrDefault(Object text, String otherwise) {
                return "«" + otherwise + "»";
              }
            });
    String diagram =
        new String(
            everything.of(
                "idea-route.bpmn",
                RouteFolder.bytes(RouteFolder.PROCESSES.resolve("idea-route.bpmn"))),
            UTF_8);
    assertThat(diagram)
        .contains("name=\"withdraw_idea\"", "name=\"«Screen the idea»\"", "name=\"answerTime\"");
    String decision =
        new String(
            everything.of(
                "readiness.dmn", RouteFolder.bytes(RouteFolder.PROCESSES.resolve("readiness.dmn"))),
            UTF_8);
    assertThat(decision).contains("name=\"readiness\"", "<text>\"missing\"</text>");
  }

  private static List<String> parts(String text) {
    return Stream.concat(
            PLACEHOLDER.matcher(text).results(), Pattern.compile("<[^>]*>").matcher(text).results())
        .map(MatchResult::group)
        .sorted()
        .toList();
  }
}
