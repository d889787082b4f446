package fr.fabrique.engine.step;

import fr.fabrique.engine.RouteEnd;
import java.util.List;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Tells modules that a process instance has ended, however its owner drew the way there. */
@Component
public class RouteEndParseListener extends AbstractBpmnParseListener {

  private final List<RouteEnd> told;

  RouteEndParseListener(@Lazy List<RouteEnd> told) {
    this.told = told;
  }

  @Override
  public void parseProcess(Element process, ProcessDefinitionEntity definition) {
    String key = definition.getKey();
    definition.addListener(
        ExecutionListener.EVENTNAME_END,
        (ExecutionListener)
            execution ->
                told.forEach(module -> module.ended(key, execution.getProcessBusinessKey())));
  }
}
