package fr.fabrique.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Holds every shipped diagram and table to a class of path tests. Whether such a class takes every
 * path is judged where it runs, by {@link EveryPathTaken}; here it is seen that none is missing and
 * that the judge is not blind.
 */
class RouteCoverageTest {

  static Stream<File> shipped() {
    return Arrays.stream(
            new File("processes").listFiles((folder, name) -> name.matches(".*\\.(bpmn|dmn)")))
        .sorted();
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void every_shipped_file_has_its_class_of_path_tests(File file) {
    assertThat(pathTests()).extracting(EveryPathTaken::fileOf).containsOnlyOnce(file);
  }

  @Test
  void every_class_of_path_tests_is_run_by_the_build() {
    assertThat(pathTests())
        .hasSize((int) shipped().count())
        .allSatisfy(tests -> assertThat(tests.getSimpleName()).endsWith("Test"))
        .allSatisfy(tests -> assertThat(EveryPathTaken.tests(tests)).isNotEmpty());
  }

  @Test
  void no_path_test_is_disabled() {
    assertThat(
            pathTests().stream()
                .flatMap(tests -> Stream.concat(parts(tests), methods(tests)))
                .filter(part -> AnnotationSupport.isAnnotated(part, Disabled.class)))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void path_that_nobody_takes_is_named(File file) {
    Paths paths = Paths.in(file);
    assertThat(paths.visible()).isNotEmpty();
    assertThat(paths.untaken(paths.visible())).isEmpty();

    for (String one : paths.visible()) {
      Set<String> others = new HashSet<>(paths.visible());
      others.remove(one);

      assertThat(paths.untaken(others)).as(one).anyMatch(words -> words.contains(one));
    }
  }

  @Test
  void path_is_named_in_the_words_of_the_diagram() {
    assertThat(nobodyTook("jury-review.bpmn"))
        .contains(
            "from 'Did the juror step out?' by 'Yes' to gateway_before_seat"
                + " (flow_recused_before_seat)");
    assertThat(nobodyTook("challenge.bpmn"))
        .contains("from gateway_wait_verdict to 'Recount each day' (flow_wait_verdict_recount)");
    assertThat(nobodyTook("eligibility.dmn"))
        .contains(
            "rule_short_text: A text this short cannot be judged: the author is asked for more.");
  }

  private static List<String> nobodyTook(String file) {
    return Paths.in(new File("processes", file)).untaken(Set.of());
  }

  private static List<Class<?>> pathTests() {
    return ReflectionSupport.findAllClassesInPackage(
        RouteCoverageTest.class.getPackageName(),
        type -> type.isAnnotationPresent(PathsOf.class),
        name -> true);
  }

  private static Stream<AnnotatedElement> parts(Class<?> tests) {
    return Stream.concat(
        Stream.of(tests),
        Arrays.stream(tests.getDeclaredClasses()).flatMap(RouteCoverageTest::parts));
  }

  private static Stream<AnnotatedElement> methods(Class<?> tests) {
    return EveryPathTaken.tests(tests).stream().map(AnnotatedElement.class::cast);
  }
}
