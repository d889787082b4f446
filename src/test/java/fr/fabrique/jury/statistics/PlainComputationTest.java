package fr.fabrique.jury.statistics;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

class PlainComputationTest {

  @Test
  void statistics_depend_on_libraries_that_compute_and_on_nothing_else() {
    classes()
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "java..",
                "org.hipparchus..",
                "org.dkpro.statistics..",
                "fr.fabrique.jury.statistics"))
        .check(
            new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests())
                .importPackages("fr.fabrique.jury.statistics"));
  }
}
