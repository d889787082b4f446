package fr.fabrique.engine;

import java.util.Date;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.core.variable.scope.AbstractVariableScope;
import org.camunda.bpm.engine.variable.Variables;

/**
 * A typed process variable: one of the few facts that gateways, timers and decision tables need.
 *
 * @param name the variable's name in the diagram
 * @param type what it holds: String, Integer, Double, Boolean or Date
 */
public record Fact<T>(String name, Class<T> type) {

  /** Set by the engine in each instance of a multi-instance activity, counted from 0. */
  public static final Fact<Integer> LOOP_COUNTER = number("loopCounter");

  public static Fact<String> text(String name) {
    return new Fact<>(name, String.class);
  }

  public static Fact<Integer> number(String name) {
    return new Fact<>(name, Integer.class);
  }

  public static Fact<Double> decimal(String name) {
    return new Fact<>(name, Double.class);
  }

  public static Fact<Boolean> flag(String name) {
    return new Fact<>(name, Boolean.class);
  }

  public static Fact<Date> date(String name) {
    return new Fact<>(name, Date.class);
  }

  /**
   * The value seen from the scope.
   *
   * @throws IllegalStateException when nothing has written it or it has another type
   */
  public T from(VariableScope scope) {
    return in(scope)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "The step needs the fact '" + name + "', but nothing before it writes it."));
  }

  /**
   * The value seen from the scope, empty when nothing has written it.
   *
   * @throws IllegalStateException when it has another type
   */
  public Optional<T> in(VariableScope scope) {
    Object value = scope.getVariable(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!type.isInstance(value)) {
      throw new IllegalStateException(
          "The fact '%s' should be %s, but is %s."
              .formatted(name, type.getSimpleName(), value.getClass().getSimpleName()));
    }
    return Optional.of(type.cast(value));
  }

  /** Writes the value where {@link #write} puts it. */
  public void set(DelegateExecution execution, T value) {
    write(execution, name, value);
  }

  /**
   * Writes a fact where it is known already, else into the nearest instance of a multi-instance
   * activity, else into the process instance, so that parallel instances never overwrite each
   * other's facts. History keeps who wrote it: the activity of the scope that is given.
   */
  public static void write(VariableScope scope, String name, Object value) {
    AbstractVariableScope writer = (AbstractVariableScope) scope;
    AbstractVariableScope candidate = writer;
    while (candidate != null) {
      if (candidate.hasVariableLocal(name) || candidate.hasVariableLocal(LOOP_COUNTER.name())) {
        candidate.setVariableLocal(name, Variables.untypedValue(value), writer, false);
        return;
      }
      candidate = candidate.getParentVariableScope();
    }
    scope.setVariable(name, value);
  }
}
