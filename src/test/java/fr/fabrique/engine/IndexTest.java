package fr.fabrique.engine;

import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.RouteFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.core.type.filter.AssignableTypeFilter;

/**
 * The lists in the jar name what there is. They are written again with {@code ./mvnw test
 * -Dtest=IndexTest -Dfabrique.write-index=true}.
 */
class IndexTest {

  private static final Path LISTS = Path.of("src/main/resources/META-INF/fabrique");

  @Test
  void all_that_the_product_offers_to_diagrams_is_listed() throws IOException {
    ClassPathScanningCandidateComponentProvider classes =
        new ClassPathScanningCandidateComponentProvider(false);
    Stream.of(
            ProcessStep.class,
            StartsProcess.class,
            SendsMessages.class,
            PersonalForm.class,
            PersonalForm.All.class,
            ShownTo.class,
            ShownTo.All.class,
            ReadsAnswers.class)
        .forEach(marked -> classes.addIncludeFilter(new AnnotationTypeFilter(marked)));
    classes.addIncludeFilter(new AssignableTypeFilter(TaskGroup.class));
    isListed(
        "offers",
        classes.findCandidateComponents("fr.fabrique").stream()
            .map(found -> found.getBeanClassName())
            .sorted()
            .toList());
  }

  @Test
  void every_file_of_the_route_is_listed() throws IOException {
    isListed(
        "route",
        Stream.of(
                RouteFolder.forms(),
                RouteFolder.diagrams(),
                RouteFolder.decisions(),
                List.of(RouteFolder.PROCESSES.resolve("fr.json")))
            .flatMap(List::stream)
            .map(file -> file.toString().replace('\\', '/'))
            .sorted()
            .toList());
  }

  private static void isListed(String list, List<String> lines) throws IOException {
    if (Boolean.getBoolean("fabrique.write-index")) {
      Files.write(LISTS.resolve(list), lines);
    }
    assertThat(Files.readAllLines(LISTS.resolve(list)))
        .as("%s; see how it is written again", LISTS.resolve(list))
        .isEqualTo(lines);
  }
}
