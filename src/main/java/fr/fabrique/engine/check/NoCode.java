package fr.fabrique.engine.check;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A diagram runs steps of the catalogue and nothing else. The engine offers many more ways to run
 * code: scripts, Java classes, shell commands, connectors, listeners; all of them are refused.
 */
public final class NoCode {

  /** What is wrong with an element and what to do instead. */
  public record Refusal(Words message, Words remedy) {}

  /** An element of a diagram, whoever has parsed it; an attribute that is not there is null. */
  public interface Part {

    String tag();

    String attribute(String name);

    /** An attribute that the engine adds to the standard. */
    String engineAttribute(String name);
  }

  private static final Words USE_A_STEP =
      Words.of("Put a service task there with a step of the catalogue as its delegate expression.");
  private static final Words USE_A_FORM =
      Words.of("Give the task a form of the forms folder (formRef).");

  private static final Map<String, Refusal> ELEMENTS = new LinkedHashMap<>();
  private static final Map<String, Refusal> ATTRIBUTES = new LinkedHashMap<>();

  static {
    Refusal script = new Refusal(Words.of("Scripts are not run."), USE_A_STEP);
    ELEMENTS.put("scriptTask", script);
    ELEMENTS.put("script", script);
    ELEMENTS.put("connector", new Refusal(Words.of("Connectors are not run."), USE_A_STEP));
    ELEMENTS.put("taskListener", new Refusal(Words.of("Task listeners are not run."), USE_A_STEP));
    ELEMENTS.put(
        "field",
        new Refusal(
            Words.of("Values are not injected into steps."),
            Words.of("Use a fact of the process.")));
    Refusal form =
        new Refusal(Words.of("Forms of this kind are not kept by the server."), USE_A_FORM);
    ELEMENTS.put("formData", form);
    ELEMENTS.put("formProperty", form);
    ATTRIBUTES.put("formKey", form);
    ATTRIBUTES.put("formHandlerClass", form);
    ATTRIBUTES.put("resource", script);
    ATTRIBUTES.put("class", new Refusal(Words.of("Java classes are not run."), USE_A_STEP));
    ATTRIBUTES.put(
        "expression", new Refusal(Words.of("An expression is not run as a task."), USE_A_STEP));
    ATTRIBUTES.put(
        "type",
        new Refusal(
            Words.of("Mail, shell and external tasks of the engine are not run."), USE_A_STEP));
    Refusal mapping =
        new Refusal(
            Words.of("Variables are not mapped by code."),
            Words.of("Map them one by one, in the call's in and out."));
    ATTRIBUTES.put("variableMappingClass", mapping);
    ATTRIBUTES.put("variableMappingDelegateExpression", mapping);
    ATTRIBUTES.put(
        "caseRef", new Refusal(Words.of("Cases are not run."), Words.of("Call a process.")));
  }

  private static final Set<String> CONDITIONS = Set.of("conditionExpression", "condition");

  private NoCode() {}

  /**
   * Why the part is refused, empty when it is not.
   *
   * @param step whether an expression names a step of the catalogue and does no more
   */
  public static Optional<Refusal> refusal(Part part, Predicate<String> step) {
    if (ELEMENTS.containsKey(part.tag())) {
      return Optional.of(ELEMENTS.get(part.tag()));
    }
    if (CONDITIONS.contains(part.tag()) && part.attribute("language") != null) {
      return Optional.of(
          new Refusal(
              Words.of("A condition is not a script."),
              Words.of("Write an expression such as ${seated}.")));
    }
    if (part.tag().equals("executionListener")) {
      return listener(part, step);
    }
    for (Map.Entry<String, Refusal> attribute : ATTRIBUTES.entrySet()) {
      if (part.engineAttribute(attribute.getKey()) != null) {
        return Optional.of(attribute.getValue());
      }
    }
    return delegate(part.engineAttribute("delegateExpression"), step);
  }

  private static Optional<Refusal> listener(Part listener, Predicate<String> step) {
    boolean code =
        listener.attribute("class") != null
            || listener.attribute("expression") != null
            || listener.attribute("delegateExpression") == null;
    return code
        ? Optional.of(new Refusal(Words.of("A listener may run a step only."), USE_A_STEP))
        : delegate(listener.attribute("delegateExpression"), step);
  }

  private static Optional<Refusal> delegate(String expression, Predicate<String> step) {
    return expression == null || step.test(expression)
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                Words.of("“%s” names no step of the catalogue.", expression),
                Words.of("Choose a step from the templates in Camunda Modeler.")));
  }
}
