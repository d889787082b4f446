package fr.fabrique.engine;

import java.beans.Introspector;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * What the product offers to those who draw diagrams: the steps that they may put there, the
 * processes that it starts, the messages that it sends, the groups of people that tasks may be
 * offered to. Read from the product's own classes, whether it runs or not.
 */
@Component
public class StepCatalogue {

  private static final Pattern SETTING = Pattern.compile("[A-Za-z]\\w*");

  private final List<Step> steps = new ArrayList<>();
  private final List<Start> starts = new ArrayList<>();
  private final Set<String> messages = new TreeSet<>();
  private final Set<String> groups = new TreeSet<>();
  private final List<Personal> personalForms = new ArrayList<>();
  private final List<Shown> shown = new ArrayList<>();
  private final Set<String> answersRead = new TreeSet<>();
  private final Set<String> formsTaken = new TreeSet<>();

  public StepCatalogue() {
    Index.lines("offers").stream().map(StepCatalogue::loaded).forEach(this::read);
    steps.sort(Comparator.comparing(Step::bean));
    starts.sort(Comparator.comparing(Start::process));
  }

  /**
   * One step.
   *
   * @param bean the name by which diagrams call it
   * @param title the task's name as the diagram reads it
   * @param station the module it belongs to, such as {@code jury}
   * @param reads the facts it needs
   * @param leaves the facts it leaves behind, with what each is: see {@link ProcessStep#writes}
   * @param limits between which the numbers among them lie, where that is said
   * @param atMost the settings of the diagram that numbers among them never exceed
   */
  public record Step(
      String bean,
      String title,
      String station,
      List<String> reads,
      Map<String, String> leaves,
      Map<String, Limits> limits,
      Map<String, String> atMost) {

    /** The facts it leaves behind. */
    public List<String> writes() {
      return List.copyOf(leaves.keySet());
    }

    /** What a service task carries as its delegate expression. */
    public String expression() {
      return "${" + bean + "}";
    }
  }

  /**
   * Between what a number lies.
   *
   * @param least negative infinity where there is no such limit
   * @param most infinity where there is no such limit
   * @param whole whether it has no decimals
   */
  public record Limits(double least, double most, boolean whole) {

    /** As in {@code 0..5}; either side may be left out. */
    private static Limits of(String said, boolean whole) {
      String[] sides = said.split("\\.\\.", -1);
      return new Limits(
          sides[0].isEmpty() ? Double.NEGATIVE_INFINITY : Double.parseDouble(sides[0]),
          sides[1].isEmpty() ? Double.POSITIVE_INFINITY : Double.parseDouble(sides[1]),
          whole);
    }
  }

  /**
   * A process that the product starts.
   *
   * @param process its id, such as {@code idea_route}
   * @param passes the facts it is started with
   */
  public record Start(String process, List<String> passes) {}

  /**
   * A form that not everybody may open, see {@link PersonalForm}.
   *
   * @param person the fact that names the one who may
   * @param groups those it may be offered to otherwise
   */
  public record Personal(String form, String person, Set<String> groups) {}

  /**
   * What not everybody sees in a form, see {@link ShownTo}.
   *
   * @param entries keys of the dossier
   * @param person the fact that names the one who does
   * @param groups whose members do
   */
  public record Shown(Set<String> entries, String person, Set<String> groups) {}

  /** All processes that the product starts, by id. */
  public List<Start> starts() {
    return starts;
  }

  /** All steps, by bean name. */
  public List<Step> steps() {
    return steps;
  }

  /** The names of all messages that the product sends. */
  public Set<String> messages() {
    return messages;
  }

  /** The ids of all groups. */
  public Set<String> groups() {
    return groups;
  }

  public List<Personal> personalForms() {
    return personalForms;
  }

  /** The keys of all questions whose answers the product itself reads. */
  public Set<String> answersRead() {
    return answersRead;
  }

  /** The ids of all forms whose answers the product takes itself. */
  public Set<String> formsTaken() {
    return formsTaken;
  }

  public List<Shown> shown() {
    return shown;
  }

  /** The step that an expression such as {@code ${formPanel}} calls. */
  public Optional<Step> called(String expression) {
    return steps.stream().filter(step -> step.expression().equals(expression.strip())).findAny();
  }

  private static Class<?> loaded(String name) {
    try {
      return Class.forName(name, false, StepCatalogue.class.getClassLoader());
    } catch (ClassNotFoundException stale) {
      throw new IllegalStateException(stale);
    }
  }

  private void read(Class<?> type) {
    marked(type, ProcessStep.class).forEach(step -> steps.add(step(type, step)));
    marked(type, StartsProcess.class)
        .forEach(start -> starts.add(new Start(start.value(), List.of(start.passes()))));
    marked(type, SendsMessages.class).forEach(sent -> messages.addAll(List.of(sent.value())));
    marked(type, PersonalForm.class)
        .forEach(
            form ->
                personalForms.add(new Personal(form.form(), form.person(), Set.of(form.groups()))));
    marked(type, ReadsAnswers.class)
        .forEach(
            reads -> {
              answersRead.addAll(List.of(reads.value()));
              formsTaken.addAll(List.of(reads.forms()));
            });
    marked(type, ShownTo.class)
        .forEach(
            to -> shown.add(new Shown(Set.of(to.entries()), to.person(), Set.of(to.groups()))));
    if (TaskGroup.class.isAssignableFrom(type) && type.isEnum()) {
      Arrays.stream(type.getEnumConstants()).map(TaskGroup.class::cast).forEach(this::add);
    }
  }

  private void add(TaskGroup group) {
    groups.add(group.id());
  }

  private static <A extends Annotation> Stream<A> marked(Class<?> type, Class<A> mark) {
    return Arrays.stream(type.getAnnotationsByType(mark));
  }

  private static Step step(Class<?> type, ProcessStep marked) {
    Map<String, String> leaves = new LinkedHashMap<>();
    Map<String, Limits> limits = new LinkedHashMap<>();
    Map<String, String> atMost = new LinkedHashMap<>();
    for (String written : marked.writes()) {
      String[] fact = written.split(":");
      leaves.put(fact[0], fact.length > 1 ? fact[1] : "");
      if (fact.length > 2) {
        Matcher setting = SETTING.matcher(fact[2]);
        if (setting.find()) {
          atMost.put(fact[0], setting.group());
        }
        limits.put(fact[0], Limits.of(setting.replaceAll(""), fact[1].equals("number")));
      }
    }
    return new Step(
        Introspector.decapitalize(type.getSimpleName()),
        marked.title(),
        station(type),
        List.of(marked.reads()),
        leaves,
        limits,
        atMost);
  }

  /** A module is the third part of its packages' names. */
  private static String station(Class<?> type) {
    return type.getPackageName().split("\\.")[2];
  }
}
