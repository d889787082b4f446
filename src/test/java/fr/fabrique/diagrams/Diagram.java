package fr.fabrique.diagrams;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.fabrique.RouteFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputParameter;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOut;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.camunda.bpm.model.xml.instance.DomElement;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/** A shipped diagram, asked what it says. */
record Diagram(Path file, BpmnModelInstance model) {

  private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{(.*?)}", Pattern.DOTALL);
  private static final Pattern LITERAL = Pattern.compile("'[^']*'|\"[^\"]*\"");
  private static final Pattern NAME = Pattern.compile("(?<![.\\w])[A-Za-z_]\\w*");
  private static final Set<String> WORDS_OF_THE_LANGUAGE =
      Set.of(
          "null",
          "true",
          "false",
          "and",
          "or",
          "not",
          "eq",
          "ne",
          "lt",
          "gt",
          "le",
          "ge",
          "empty",
          "div",
          "mod",
          "execution");

  static List<Diagram> all() {
    return RouteFolder.diagrams().stream()
        .map(
            file ->
                new Diagram(
                    file,
                    Bpmn.readModelFromStream(new ByteArrayInputStream(RouteFolder.bytes(file)))))
        .toList();
  }

  static Diagram of(String process) {
    return all().stream().filter(d -> d.key().equals(process)).findFirst().orElseThrow();
  }

  Process process() {
    return elements(Process.class).iterator().next();
  }

  String key() {
    return process().getId();
  }

  <T extends ModelElementInstance> Collection<T> elements(Class<T> type) {
    return model.getModelElementsByType(type);
  }

  /** The variables that extension properties of the process set at its start. */
  Set<String> defaults() {
    return elements(CamundaProperty.class).stream()
        .map(CamundaProperty::getCamundaName)
        .collect(Collectors.toSet());
  }

  /** Every fact that this diagram writes somewhere, except by the code of steps. */
  Set<String> written() {
    Set<String> written = new LinkedHashSet<>(defaults());
    elements(UserTask.class)
        .forEach(task -> written.addAll(facts(task.getCamundaFormRef()).keySet()));
    elements(CamundaOut.class).forEach(out -> written.add(out.getCamundaTarget()));
    elements(BusinessRuleTask.class).forEach(rule -> written.add(rule.getCamundaResultVariable()));
    elements(CamundaInputParameter.class).forEach(in -> written.add(in.getCamundaName()));
    all().stream()
        .flatMap(d -> d.elements(CallActivity.class).stream())
        .filter(call -> call.getCalledElement().equals(key()))
        .flatMap(Diagram::passed)
        .forEach(in -> written.add(in.getCamundaTarget()));
    return written;
  }

  /** Every variable that an expression, a mapping or a decision of this diagram asks for. */
  Set<String> asked() {
    Set<String> asked = new LinkedHashSet<>();
    collectExpressions(model.getDocument().getRootElement(), asked);
    elements(CallActivity.class).stream()
        .flatMap(Diagram::passed)
        .forEach(in -> asked.add(in.getCamundaSource()));
    elements(BusinessRuleTask.class)
        .forEach(rule -> asked.addAll(Decision.of(rule.getCamundaDecisionRef()).inputs()));
    all().stream()
        .flatMap(d -> d.elements(CallActivity.class).stream())
        .filter(call -> call.getCalledElement().equals(key()))
        .flatMap(
            call ->
                call
                    .getExtensionElements()
                    .getElementsQuery()
                    .filterByType(CamundaOut.class)
                    .list()
                    .stream())
        .forEach(out -> asked.add(out.getCamundaSource()));
    return asked;
  }

  /** The delegate expressions of service tasks. */
  List<ServiceTask> steps() {
    return List.copyOf(elements(ServiceTask.class));
  }

  /** Names in an expression that are variables or beans. */
  static Set<String> names(String text) {
    return EXPRESSION
        .matcher(text)
        .results()
        .flatMap(
            expression ->
                NAME.matcher(LITERAL.matcher(expression.group(1)).replaceAll("''")).results())
        .map(java.util.regex.MatchResult::group)
        .filter(name -> !WORDS_OF_THE_LANGUAGE.contains(name))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * The facts that a form leaves behind, with the answers it offers for each (if it lists them).
   */
  static Map<String, Set<String>> facts(String form) {
    try {
      Map<String, Set<String>> facts = new LinkedHashMap<>();
      collectFacts(
          new ObjectMapper()
              .readTree(RouteFolder.bytes(RouteFolder.FORMS.resolve(form + ".form")))
              .path("components"),
          facts);
      return facts;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static void collectFacts(JsonNode components, Map<String, Set<String>> facts) {
    for (JsonNode component : components) {
      if (component.path("properties").path("fact").asBoolean()) {
        Set<String> options = new LinkedHashSet<>();
        component.path("values").forEach(option -> options.add(option.path("value").asText()));
        facts.put(component.path("key").asText(), options);
      }
      collectFacts(component.path("components"), facts);
    }
  }

  private static Stream<CamundaIn> passed(CallActivity call) {
    return call
        .getExtensionElements()
        .getElementsQuery()
        .filterByType(CamundaIn.class)
        .list()
        .stream()
        .filter(in -> in.getCamundaSource() != null);
  }

  /** Service tasks name a step instead of a variable. */
  private static void collectExpressions(DomElement element, Set<String> asked) {
    for (String attribute :
        List.of(
            "assignee",
            "dueDate",
            "followUpDate",
            "candidateGroups",
            "candidateUsers",
            "businessKey",
            "calledElement",
            "variableName")) {
      String value = element.getAttribute("http://camunda.org/schema/1.0/bpmn", attribute);
      if (value != null) {
        asked.addAll(names(value));
      }
    }
    if (element.getChildElements().isEmpty() && element.getTextContent() != null) {
      asked.addAll(names(element.getTextContent()));
    }
    element.getChildElements().forEach(child -> collectExpressions(child, asked));
  }

  @Override
  public String toString() {
    return file.getFileName().toString();
  }
}
