package fr.fabrique.engine.step;

import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.FabriqueTest;
import fr.fabrique.engine.AnswerReceiver;
import fr.fabrique.engine.Fact;
import fr.fabrique.engine.ProcessStep;
import fr.fabrique.engine.ReadsAnswers;
import fr.fabrique.engine.StartsProcess;
import fr.fabrique.engine.StepCatalogue;
import fr.fabrique.engine.StepCatalogue.Step;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What the catalogue tells process owners about a step is what the step's code does. */
@FabriqueTest
class StepAnnotationsTest {

  private static final Pattern FACT_IN_USE =
      Pattern.compile("\\b([A-Z]\\w+)\\s*\\.([A-Z][A-Z_]*)\\s*\\.(from|set)\\(");

  private static final Pattern ANSWER_IN_USE =
      Pattern.compile("\\banswers\\s*\\.(?:text|ticked|list)\\(\"(\\w+)\"\\)");

  private static final Pattern FOR_CHAIRS =
      Pattern.compile("entries\\.put\\(\"(\\w+)\", forChairs\\(");

  @Autowired StepCatalogue catalogue;
  @Autowired ApplicationContext beans;

  @Test
  void every_step_says_which_facts_it_needs_and_leaves() throws Exception {
    assertThat(catalogue.steps()).isNotEmpty();
    for (Step step : catalogue.steps()) {
      Class<?> type = beans.getType(step.bean());
      Set<String> reads = new TreeSet<>();
      Set<String> writes = new TreeSet<>();
      Matcher use = FACT_IN_USE.matcher(source(type));
      while (use.find()) {
        Fact<?> used = fact(type, use.group(1), use.group(2));
        String fact = used.name();
        if (use.group(3).equals("set")) {
          assertThat(kinds(step.leaves().get(fact)))
              .as("%s leaves %s", type, fact)
              .contains(used.type());
        }
        (use.group(3).equals("set") ? writes : reads).add(fact);
      }
      assertThat(new TreeSet<>(step.reads())).as("%s reads", step.bean()).isEqualTo(reads);
      assertThat(new TreeSet<>(step.writes())).as("%s writes", step.bean()).isEqualTo(writes);
    }
  }

  @Test
  void who_receives_answers_says_which_it_reads() throws Exception {
    for (AnswerReceiver receiver : beans.getBeansOfType(AnswerReceiver.class).values()) {
      Class<?> type = AopUtils.getTargetClass(receiver);
      Set<String> read =
          ANSWER_IN_USE
              .matcher(source(type))
              .results()
              .map(use -> use.group(1))
              .collect(Collectors.toSet());
      assertThat(type.getAnnotation(ReadsAnswers.class).value())
          .as("%s reads", type)
          .containsExactlyInAnyOrderElementsOf(read);
    }
  }

  @Test
  void what_a_dossier_shows_to_chairs_only_is_said() throws Exception {
    Class<?> type = Class.forName("fr.fabrique.jury.process.JuryDossier");
    Set<String> forChairs =
        FOR_CHAIRS
            .matcher(source(type))
            .results()
            .map(use -> use.group(1))
            .collect(Collectors.toSet());
    assertThat(forChairs).isNotEmpty();
    assertThat(catalogue.shown())
        .filteredOn(shown -> shown.person().equals("chair"))
        .singleElement()
        .satisfies(shown -> assertThat(shown.entries()).isEqualTo(forChairs));
  }

  @Test
  void an_expression_finds_its_step() {
    assertThat(catalogue.called("${formPanel}"))
        .hasValueSatisfying(step -> assertThat(step.title()).isEqualTo("Form the panel"));
    assertThat(catalogue.called("${dataSource}")).isEmpty();
  }

  @Test
  void every_step_of_the_product_is_in_the_catalogue() {
    assertThat(catalogue.steps())
        .extracting(Step::bean)
        .containsExactlyInAnyOrder(beans.getBeanNamesForAnnotation(ProcessStep.class));
    assertThat(catalogue.starts())
        .hasSameSizeAs(beans.getBeanNamesForAnnotation(StartsProcess.class));
  }

  private static Set<Class<?>> kinds(String said) {
    return switch (said) {
      case "flag" -> Set.of(Boolean.class);
      case "number" -> Set.of(Integer.class);
      case "decimal" -> Set.of(Double.class);
      case "date" -> Set.of(Date.class);
      default -> Set.of(String.class);
    };
  }

  private static String source(Class<?> type) throws Exception {
    return Files.readString(
        Path.of("src/main/java", type.getName().replace('.', '/').concat(".java")));
  }

  private static Fact<?> fact(Class<?> step, String holder, String constant) throws Exception {
    Class<?> facts =
        holder.equals("Fact") ? Fact.class : Class.forName(step.getPackageName() + "." + holder);
    Field field = facts.getDeclaredField(constant);
    field.setAccessible(true);
    return (Fact<?>) field.get(null);
  }
}
