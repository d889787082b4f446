package fr.fabrique.engine.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.fabrique.engine.Catalogues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever the check says, it says in French too. */
class WordsTest {

  private static final Path SOURCES = Path.of("src/main/java");
  private static final String PACKAGE = Words.class.getPackageName();
  private static final String WORDS = Words.class.getName();
  private static final Pattern CALL = Pattern.compile("\\bWords\\s*\\.\\s*(?:of|row)\\(");
  private static final String TEXT = "\"(?:[^\"\\\\]|\\\\.)*\"";
  private static final Pattern TEXTS =
      Pattern.compile("\\s*(%1$s(?:\\s*\\+\\s*%1$s)*)".formatted(TEXT));

  private static final RouteCheck CHECK = new RouteCheck(Catalogues.ofTheProduct());
  private static Map<String, String> french;

  @BeforeAll
  static void readCatalogue() throws IOException {
    french =
        new ObjectMapper()
            .readValue(WordsTest.class.getResource("/check_fr.json"), new TypeReference<>() {});
  }

  @Test
  void every_text_of_the_code_has_a_french_one_and_none_is_left_over() throws IOException {
    assertThat(new TreeSet<>(french.keySet())).isEqualTo(textsOfTheCode());
  }

  @Test
  void a_french_text_has_the_places_of_its_english_one_and_is_set_as_french_is() {
    french.forEach(
        (english, text) -> {
          assertThat(places(text)).as(english).isEqualTo(places(english));
          assertThat(text).as(english).doesNotContain("“", "”", "« ", " »");
          assertThat(text).as(english).doesNotContainPattern(" [:;?!]|[^\\u00a0\\u202f]»");
        });
  }

  @Test
  void whatever_is_found_in_edited_routes_is_told_in_french() {
    List<Words> told =
        Stream.concat(
                Slip.all().stream().map(slip -> CHECK.wholeRoute(edited(slip))),
                Hostile.all().stream().map(hostile -> CHECK.unit(files(hostile))))
            .flatMap(List::stream)
            .map(Finding::sentence)
            .toList();

    Set<String> met = new TreeSet<>();
    told.forEach(words -> meet(words, met));
    assertThat(met).hasSizeGreaterThan(100);
    assertThat(french.keySet()).containsAll(met);
    assertThat(told).allSatisfy(WordsTest::isFrench);
  }

  @Test
  void what_other_languages_are_asked_for_is_english() {
    Words words =
        Words.of(
            "Where %s, no way is open: the idea would stop here with an error.",
            Words.row(
                " and ",
                List.of(Words.of("“%s” is “%s”", "seats", 3), Words.of("“%s” is empty", "a"))));

    assertThat(words)
        .hasToString(
            "Where “seats” is “3” and “a” is empty, no way is open: the idea would stop here with an error.");
    assertThat(words.in(Locale.GERMAN)).isEqualTo(words.toString());
    assertThat(words.in(Locale.CANADA_FRENCH))
        .startsWith("Quand «\u00a0seats\u00a0» vaut «\u00a03\u00a0» et «\u00a0a\u00a0» est vide, ");
  }

  private static void isFrench(Words words) {
    assertThat(words.in(Locale.FRENCH)).isNotEqualTo(words.toString()).doesNotContain("%s");
  }

  private static TreeSet<String> textsOfTheCode() throws IOException {
    TreeSet<String> texts = new TreeSet<>();
    try (Stream<Path> sources = Files.walk(SOURCES)) {
      for (Path source : sources.filter(file -> file.toString().endsWith(".java")).toList()) {
        String code = Files.readString(source);
        if (code.contains("package " + PACKAGE + ";") || code.contains("import " + WORDS + ";")) {
          collect(source, code, texts);
        }
      }
    }
    return texts;
  }

  private static void collect(Path source, String code, Set<String> texts) {
    Matcher call = CALL.matcher(code);
    while (call.find()) {
      Matcher text = TEXTS.matcher(code).region(call.end(), code.length());
      assertThat(text.lookingAt()).as("%s says no plain text", source).isTrue();
      texts.add(
          Pattern.compile(TEXT)
              .matcher(text.group(1))
              .results()
              .map(part -> part.group().substring(1, part.group().length() - 1))
              .collect(Collectors.joining())
              .translateEscapes());
    }
  }

  private static void meet(Object value, Set<String> met) {
    if (value instanceof Words words) {
      met.add(words.english());
      words.values().forEach(inner -> meet(inner, met));
    } else if (value instanceof Words.Row row) {
      met.add(row.between());
      row.words().forEach(inner -> meet(inner, met));
    }
  }

  private static long places(String text) {
    return Pattern.compile("%s").matcher(text).results().count();
  }

  private static SortedMap<String, byte[]> edited(Slip slip) {
    SortedMap<String, byte[]> files = new TreeMap<>(RouteFiles.shipped());
    String shipped = new String(files.get(slip.file()), StandardCharsets.UTF_8);
    files.put(
        slip.file(), shipped.replace(slip.old(), slip.text()).getBytes(StandardCharsets.UTF_8));
    return files;
  }

  private static SortedMap<String, byte[]> files(Hostile hostile) {
    byte[] content = hostile.content().getBytes(StandardCharsets.UTF_8);
    return new TreeMap<>(Map.of("processes/" + hostile.file(), content));
  }
}
