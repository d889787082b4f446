package fr.fabrique.engine;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.stereotype.Component;

/**
 * The steps that a process owner may put on a diagram: all beans marked {@link ProcessStep}; and
 * the processes that the product starts: all beans marked {@link StartsProcess}.
 */
@Component
public class StepCatalogue {

  private final ListableBeanFactory beans;

  StepCatalogue(ListableBeanFactory beans) {
    this.beans = beans;
  }

  /**
   * One step.
   *
   * @param bean the name by which diagrams call it
   * @param title the task's name as the diagram reads it
   * @param station the module it belongs to, such as {@code jury}
   * @param reads the facts it needs
   * @param writes the facts it leaves behind
   */
  public record Step(
      String bean, String title, String station, List<String> reads, List<String> writes) {

    /** What a service task carries as its delegate expression. */
    public String expression() {
      return "${" + bean + "}";
    }
  }

  /**
   * A process that the product starts.
   *
   * @param process its id, such as {@code idea_route}
   * @param passes the facts it is started with
   */
  public record Start(String process, List<String> passes) {}

  /** All processes that the product starts, by id. */
  public List<Start> starts() {
    return Arrays.stream(beans.getBeanNamesForAnnotation(StartsProcess.class))
        .map(bean -> beans.findAnnotationOnBean(bean, StartsProcess.class))
        .map(marked -> new Start(marked.value(), List.of(marked.passes())))
        .sorted(Comparator.comparing(Start::process))
        .toList();
  }

  /** All steps, by bean name. */
  public List<Step> steps() {
    return Arrays.stream(beans.getBeanNamesForAnnotation(ProcessStep.class))
        .map(this::step)
        .sorted(Comparator.comparing(Step::bean))
        .toList();
  }

  /** The step that an expression such as {@code ${formPanel}} calls. */
  public Optional<Step> called(String expression) {
    return steps().stream().filter(step -> step.expression().equals(expression.strip())).findAny();
  }

  private Step step(String bean) {
    ProcessStep marked = beans.findAnnotationOnBean(bean, ProcessStep.class);
    return new Step(
        bean,
        marked.title(),
        station(beans.getType(bean)),
        List.of(marked.reads()),
        List.of(marked.writes()));
  }

  /** A module is the third part of its packages' names. */
  private static String station(Class<?> type) {
    return type.getPackageName().split("\\.")[2];
  }
}
