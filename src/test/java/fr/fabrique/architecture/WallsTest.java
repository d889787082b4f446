package fr.fabrique.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import fr.fabrique.engine.ProcessStep;
import fr.fabrique.engine.StartsProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** The rooms of the house and who may touch the engine in them. */
class WallsTest {

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("fr.fabrique");

  private static final Path INNER_CLASSES =
      Path.of("src/test/resources/architecture/inner-classes-of-the-engine.txt");

  /** Libraries that compute and nothing else. */
  private static final String[] ALLOWED_IN_DOMAIN = {"java..", "org.apache.commons.text.."};

  @Test
  void the_domain_is_plain_java() {
    classes()
        .that()
        .resideInAPackage("..domain..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(ALLOWED_IN_DOMAIN).or(resideInAPackage("..domain..")))
        .check(OURS);
  }

  @Test
  void the_engine_is_touched_in_the_rooms_named_for_it_only() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "..process..",
            "fr.fabrique.change..",
            "fr.fabrique.engine..",
            "fr.fabrique.people..",
            "fr.fabrique.demo..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.camunda..")
        .check(OURS);
  }

  /** Demo people are put into the engine's identity tables, and one of them screens demo ideas. */
  @Test
  void the_demonstration_touches_the_engines_accounts_and_tasks_and_nothing_else_of_it() {
    noClasses()
        .that()
        .resideInAPackage("fr.fabrique.demo..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.camunda..")
                .and(not(type(IdentityService.class)))
                .and(not(type(TaskService.class)))
                .and(not(type(FormService.class)))
                .and(not(resideInAPackage("org.camunda.bpm.engine.task..")))
                .and(not(resideInAPackage("org.camunda.bpm.engine.identity.."))))
        .check(OURS);
  }

  /** Who is signed in is a class from inside, but the engine's public face hands it out. */
  @Test
  void the_inside_of_the_engine_is_touched_by_its_own_room_and_the_owners_room_only() {
    noClasses()
        .that()
        .resideOutsideOfPackages("fr.fabrique.change..", "fr.fabrique.engine..")
        .should()
        .dependOnClassesThat(theInsideOfTheEngine().and(not(type(Authentication.class))))
        .check(OURS);
  }

  /** It reads diagrams, times and expressions as the engine reads them, and runs nothing. */
  @Test
  void the_check_of_a_route_needs_neither_a_server_nor_a_running_engine() {
    noClasses()
        .that()
        .resideInAPackage("fr.fabrique.engine.check..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.springframework.beans..",
            "org.springframework.context..",
            "org.springframework.boot..")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("org\\.camunda\\.bpm\\.engine\\.(ProcessEngine|\\w+Service)")
        .check(OURS);
  }

  /** What is played in a forecast is started nowhere else. */
  @Test
  void whoever_starts_a_process_says_which_and_what_it_passes() {
    classes()
        .that()
        .resideOutsideOfPackage("fr.fabrique.change.forecast..")
        .and(
            describe(
                "start a process",
                ours ->
                    ours.getMethodCallsFromSelf().stream()
                        .map(call -> call.getTarget().getName())
                        .anyMatch(name -> name.startsWith("startProcessInstance"))))
        .should()
        .beAnnotatedWith(StartsProcess.class)
        .check(OURS);
  }

  @Test
  void every_inner_class_of_the_engine_in_use_is_listed() throws IOException {
    TreeSet<String> used =
        OURS.stream()
            .flatMap(ours -> ours.getDirectDependenciesFromSelf().stream())
            .map(dependency -> dependency.getTargetClass().getBaseComponentType())
            .filter(theInsideOfTheEngine())
            .map(JavaClass::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(used)
        .as(
            "%s lists what a move to another engine has to look at; change it deliberately",
            INNER_CLASSES)
        .containsExactlyElementsOf(
            Files.readAllLines(INNER_CLASSES).stream().filter(l -> !l.startsWith("#")).toList());
  }

  @Test
  void every_delegate_is_a_step_of_the_catalogue() {
    classes()
        .that()
        .implement(JavaDelegate.class)
        .should()
        .beAnnotatedWith(ProcessStep.class)
        .andShould()
        .bePackagePrivate()
        .check(OURS);
    classes()
        .that()
        .areAnnotatedWith(ProcessStep.class)
        .should()
        .implement(JavaDelegate.class)
        .check(OURS);
  }

  @Test
  void every_step_is_named_as_its_title_reads() {
    classes()
        .that()
        .areAnnotatedWith(ProcessStep.class)
        .should(beNamedAsTheTitleReads())
        .check(OURS);
  }

  @Test
  void what_a_class_needs_is_in_its_constructor() {
    fields()
        .should()
        .notBeAnnotatedWith(Autowired.class)
        .andShould()
        .notBeAnnotatedWith(Value.class)
        .check(OURS);
    methods().should().notBeAnnotatedWith(Autowired.class).check(OURS);
  }

  private static DescribedPredicate<JavaClass> theInsideOfTheEngine() {
    return describe(
        "are inside the engine",
        type ->
            type.getPackageName().startsWith("org.camunda.bpm.engine.impl")
                || type.getPackageName().startsWith("org.camunda.bpm.impl"));
  }

  /** The words of a class name appear in its title, in their order. */
  private static ArchCondition<JavaClass> beNamedAsTheTitleReads() {
    return new ArchCondition<>("be named as their title reads") {
      @Override
      public void check(JavaClass step, ConditionEvents events) {
        String title = step.getAnnotationOfType(ProcessStep.class).title();
        Iterator<String> spoken =
            List.of(title.toLowerCase(Locale.ROOT).split("[^a-z]+")).iterator();
        boolean reads =
            Arrays.stream(step.getSimpleName().split("(?=[A-Z])"))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .allMatch(word -> found(word, spoken));
        events.add(
            new SimpleConditionEvent(
                step, reads, "%s is called '%s'".formatted(step.getSimpleName(), title)));
      }
    };
  }

  private static boolean found(String word, Iterator<String> words) {
    while (words.hasNext()) {
      if (words.next().equals(word)) {
        return true;
      }
    }
    return false;
  }
}
