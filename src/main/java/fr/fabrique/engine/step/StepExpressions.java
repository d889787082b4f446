package fr.fabrique.engine.step;

import fr.fabrique.engine.ProcessStep;
import fr.fabrique.engine.check.Expressions;
import java.beans.FeatureDescriptor;
import java.util.Iterator;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.impl.el.VariableContextElResolver;
import org.camunda.bpm.engine.impl.el.VariableScopeElResolver;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.PropertyNotFoundException;
import org.camunda.bpm.impl.juel.jakarta.el.PropertyNotWritableException;
import org.joda.time.DateTime;
import org.springframework.beans.factory.ListableBeanFactory;

/**
 * Evaluates expressions of diagrams and stored filters. They see process variables, the beans
 * marked {@link ProcessStep}, the engine's own functions such as {@code currentUser()}, an
 * execution's business key and date arithmetic; any other property or method of any object is
 * refused, so that an expression can never reach a class, a class loader or the run time.
 */
public class StepExpressions extends JuelExpressionManager {

  private final ListableBeanFactory beanFactory;

  public StepExpressions(ListableBeanFactory beanFactory) {
    this.beanFactory = beanFactory;
  }

  @Override
  protected ELResolver createElResolver() {
    CompositeELResolver resolver = new CompositeELResolver();
    resolver.add(new VariableScopeElResolver());
    resolver.add(new VariableContextElResolver());
    resolver.add(new Steps());
    resolver.add(new NothingElse());
    return resolver;
  }

  /** Resolves the name of a step. */
  private final class Steps extends ReadOnly {

    @Override
    public Object getValue(ELContext context, Object base, Object property) {
      if (base == null
          && property instanceof String name
          && beanFactory.containsBean(name)
          && beanFactory.findAnnotationOnBean(name, ProcessStep.class) != null) {
        context.setPropertyResolved(true);
        return beanFactory.getBean(name);
      }
      return null;
    }
  }

  /** Allows the few harmless properties and methods, refuses every other one. */
  private static final class NothingElse extends ReadOnly {

    @Override
    public Object getValue(ELContext context, Object base, Object property) {
      if (base instanceof DelegateExecution execution
          && Expressions.PROPERTIES.contains(property)) {
        context.setPropertyResolved(true);
        return execution.getProcessBusinessKey();
      }
      throw new PropertyNotFoundException(
          base == null
              ? "Unknown name '%s': it is neither a variable nor a step.".formatted(property)
              : "Expressions may not read '%s' of an object.".formatted(property));
    }

    @Override
    public Object invoke(
        ELContext context, Object base, Object method, Class<?>[] types, Object[] parameters) {
      if (base instanceof DateTime date && Expressions.METHODS.contains(String.valueOf(method))) {
        context.setPropertyResolved(true);
        return onDate(date, method.toString(), parameters);
      }
      throw new PropertyNotFoundException(
          "Expressions may not call '%s' on an object.".formatted(method));
    }

    private static Object onDate(DateTime date, String method, Object[] parameters) {
      int amount = parameters.length == 0 ? 0 : ((Number) parameters[0]).intValue();
      return switch (method) {
        case "plusDays" -> date.plusDays(amount);
        case "plusWeeks" -> date.plusWeeks(amount);
        case "plusMonths" -> date.plusMonths(amount);
        case "plusHours" -> date.plusHours(amount);
        case "minusDays" -> date.minusDays(amount);
        case "minusWeeks" -> date.minusWeeks(amount);
        case "minusMonths" -> date.minusMonths(amount);
        case "minusHours" -> date.minusHours(amount);
        case "withTimeAtStartOfDay" -> date.withTimeAtStartOfDay();
        default -> date.toDate();
      };
    }
  }

  private abstract static class ReadOnly extends ELResolver {

    @Override
    public Class<?> getType(ELContext context, Object base, Object property) {
      return null;
    }

    @Override
    public void setValue(ELContext context, Object base, Object property, Object value) {
      throw new PropertyNotWritableException("Expressions may not change anything.");
    }

    @Override
    public boolean isReadOnly(ELContext context, Object base, Object property) {
      return true;
    }

    @Override
    public Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, Object base) {
      return null;
    }

    @Override
    public Class<?> getCommonPropertyType(ELContext context, Object base) {
      return Object.class;
    }
  }
}
