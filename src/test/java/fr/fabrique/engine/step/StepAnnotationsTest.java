package fr.fabrique.engine.step;

import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.FabriqueTest;
import fr.fabrique.engine.Fact;
import fr.fabrique.engine.StepCatalogue;
import fr.fabrique.engine.StepCatalogue.Step;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What the catalogue tells process owners about a step is what the step's code does. */
@FabriqueTest
class StepAnnotationsTest {

  private static final Pattern FACT_IN_USE =
      Pattern.compile("\\b([A-Z]\\w+)\\s*\\.([A-Z][A-Z_]*)\\s*\\.(from|set)\\(");

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
        String fact = fact(type, use.group(1), use.group(2)).name();
        (use.group(3).equals("set") ? writes : reads).add(fact);
      }
      assertThat(new TreeSet<>(step.reads())).as("%s reads", step.bean()).isEqualTo(reads);
      assertThat(new TreeSet<>(step.writes())).as("%s writes", step.bean()).isEqualTo(writes);
    }
  }

  @Test
  void an_expression_finds_its_step() {
    assertThat(catalogue.called("${formPanel}"))
        .hasValueSatisfying(step -> assertThat(step.title()).isEqualTo("Form the panel"));
    assertThat(catalogue.called("${dataSource}")).isEmpty();
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
