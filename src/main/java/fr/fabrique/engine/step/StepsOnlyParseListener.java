package fr.fabrique.engine.step;

import fr.fabrique.engine.StepCatalogue;
import fr.fabrique.engine.check.NoCode;
import java.util.List;
import org.camunda.bpm.engine.exception.NotValidException;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.stereotype.Component;

/**
 * Refuses a diagram that would run anything but steps, whenever the engine reads one: also one that
 * lies in its database already.
 */
@Component
public class StepsOnlyParseListener extends AbstractBpmnParseListener {

  private final StepCatalogue catalogue;

  StepsOnlyParseListener(StepCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public void parseRootElement(Element root, List<ProcessDefinitionEntity> processes) {
    check(root, "");
  }

  private void check(Element element, String around) {
    String name = element.attribute("name", element.attribute("id", around));
    NoCode.refusal(part(element), expression -> catalogue.called(expression).isPresent())
        .ifPresent(
            refusal -> {
              throw new NotValidException(
                  "Line %d, “%s”: %s %s"
                      .formatted(element.getLine(), name, refusal.message(), refusal.remedy()));
            });
    element.elements().forEach(child -> check(child, name));
  }

  private static NoCode.Part part(Element element) {
    return new NoCode.Part() {
      @Override
      public String tag() {
        return element.getTagName();
      }

      @Override
      public String attribute(String name) {
        return element.attribute(name);
      }

      @Override
      public String engineAttribute(String name) {
        return element.attributeNS(BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS, name);
      }
    };
  }
}
