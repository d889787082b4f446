package fr.fabrique.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Rule;
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
    Set<String> all = everythingIn(file);
    assertThat(Paths.untaken(file, all)).isEmpty();
    assertThat(Paths.untaken(file, Set.of())).hasSize(all.size());

    for (String one : needed(file)) {
      Set<String> allButOne =
          all.stream().filter(id -> !id.equals(one)).collect(Collectors.toSet());

      assertThat(Paths.untaken(file, allButOne)).as(one).isNotEmpty();
    }
  }

  @Test
  void path_is_named_in_the_words_of_the_diagram() {
    assertThat(Paths.untaken(new File("processes/jury-review.bpmn"), Set.of()))
        .contains(
            "from 'Did the juror step out?' by 'Yes' to gateway_before_seat"
                + " (flow_recused_before_seat)");
    assertThat(Paths.untaken(new File("processes/eligibility.dmn"), Set.of()))
        .contains(
            "rule_short_text: A text this short cannot be judged: the author is asked for more.");
  }

  private static List<Class<?>> pathTests() {
    return ReflectionSupport.findAllClassesInPackage(
        RouteCoverageTest.class.getPackageName(),
        type -> type.isAnnotationPresent(PathsOf.class),
        name -> true);
  }

  private static Set<String> everythingIn(File file) {
    return Paths.isDiagram(file)
        ? Bpmn.readModelFromFile(file).getModelElementsByType(SequenceFlow.class).stream()
            .map(SequenceFlow::getId)
            .collect(Collectors.toSet())
        : Dmn.readModelFromFile(file).getModelElementsByType(Rule.class).stream()
            .map(Rule::getId)
            .collect(Collectors.toSet());
  }

  /** What the engine can be seen to take: not the flows out of an event-based gateway. */
  private static Set<String> needed(File file) {
    if (!Paths.isDiagram(file)) {
      return everythingIn(file);
    }
    return Bpmn.readModelFromFile(file).getModelElementsByType(SequenceFlow.class).stream()
        .filter(flow -> !(flow.getSource() instanceof EventBasedGateway))
        .map(SequenceFlow::getId)
        .collect(Collectors.toSet());
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
