package fr.fabrique.engine.step;

import fr.fabrique.engine.RouteSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.engine.impl.util.xml.Namespace;
import org.springframework.context.annotation.Lazy;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;

/**
 * Reads the extension properties of a process as defaults of its variables. When an instance
 * starts, a variable that nobody passed gets the challenge's setting of that name, else the
 * default.
 */
@Component
@NamedInterface("defaults")
public class RouteDefaultsParseListener extends AbstractBpmnParseListener {

  private static final Namespace CAMUNDA = BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS;

  private final List<RouteSettings> settings;

  public RouteDefaultsParseListener(@Lazy List<RouteSettings> settings) {
    this.settings = settings;
  }

  @Override
  public void parseProcess(Element process, ProcessDefinitionEntity definition) {
    Map<String, String> defaults = new LinkedHashMap<>();
    Element extensions = process.element("extensionElements");
    if (extensions != null && extensions.elementNS(CAMUNDA, "properties") != null) {
      for (Element property :
          extensions.elementNS(CAMUNDA, "properties").elementsNS(CAMUNDA, "property")) {
        defaults.put(property.attribute("name"), property.attribute("value"));
      }
    }
    definition.addListener(
        ExecutionListener.EVENTNAME_START,
        (ExecutionListener) execution -> applyDefaults(execution, defaults));
  }

  private void applyDefaults(DelegateExecution execution, Map<String, String> defaults) {
    String subject = execution.getProcessBusinessKey();
    defaults.forEach(
        (name, value) -> {
          if (!execution.hasVariable(name)) {
            execution.setVariable(name, typed(setting(subject, name, value)));
          }
        });
  }

  private String setting(String subject, String name, String otherwise) {
    return settings.stream()
        .flatMap(s -> s.setting(subject, name).stream())
        .findFirst()
        .orElse(otherwise);
  }

  private static Object typed(String value) {
    return value.matches("-?\\d{1,9}") ? (Object) Integer.valueOf(value) : value;
  }
}
