package fr.fabrique.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The README shows what there is. */
class PicturesTest {

  private static final String RENEW =
      "./mvnw test -Dtest=JurorJourneyTest,DrawingTest -Dfabrique.pictures="
          + Pictures.OF_THE_README;

  private static final Pattern PICTURE =
      Pattern.compile(Pictures.OF_THE_README + "/([a-z-]+)\\.png");

  static Stream<String> shown() throws IOException {
    return PICTURE
        .matcher(Files.readString(Path.of("README.md")))
        .results()
        .map((MatchResult found) -> found.group(1));
  }

  @ParameterizedTest
  @MethodSource("shown")
  void a_picture_was_drawn_from_what_is_there_now(String name) throws IOException {
    assertThat(Files.readString(Pictures.OF_THE_README.resolve(name + ".txt")))
        .as("What %s was drawn from; to renew it: %s", name, RENEW)
        .isEqualTo(Pictures.drawnFrom(Pictures.OF_THE_README, name));
  }

  @Test
  void every_picture_of_the_readme_says_what_it_is_drawn_from() throws IOException {
    assertThat(shown()).containsExactlyInAnyOrderElementsOf(Pictures.DRAWN_FROM.keySet());
  }
}
