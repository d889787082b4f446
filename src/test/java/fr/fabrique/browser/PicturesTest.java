package fr.fabrique.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** README and guides show what there is. */
class PicturesTest {

  private static final String RENEW =
      "./mvnw test -Dtest=JurorJourneyTest,DrawingTest,FirstDiagramTest -Dfabrique.pictures="
          + Pictures.OF_THE_README;

  private static final Pattern PICTURE = Pattern.compile("resources/images/([a-z-]+)\\.png");

  private static final List<Path> PAGES =
      List.of(Path.of("README.md"), Path.of("src/site/markdown/guides/first-diagram.md"));

  static Stream<String> shown() throws IOException {
    List<String> shown = new ArrayList<>();
    for (Path page : PAGES) {
      PICTURE.matcher(Files.readString(page)).results().map(f -> f.group(1)).forEach(shown::add);
    }
    return shown.stream();
  }

  @ParameterizedTest
  @MethodSource("shown")
  void a_picture_was_drawn_from_what_is_there_now(String name) throws IOException {
    assertThat(Files.readString(Pictures.OF_THE_README.resolve(name + ".txt")))
        .as("What %s was drawn from; to renew it: %s", name, RENEW)
        .isEqualTo(Pictures.drawnFrom(Pictures.OF_THE_README, name));
  }

  @Test
  void every_picture_says_what_it_is_drawn_from() throws IOException {
    assertThat(shown()).containsExactlyInAnyOrderElementsOf(Pictures.DRAWN_FROM.keySet());
  }
}
