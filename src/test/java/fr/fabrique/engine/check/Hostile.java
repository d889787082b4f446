package fr.fabrique.engine.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file that tries to run code when it is deployed, started or decided.
 *
 * @param title how it tries
 * @param file its name
 * @param content what it says
 * @param said what the refusal must say
 */
public record Hostile(String title, String file, String content, String said) {

  private static final String REACHED = "fabrique.reached";
  private static final Path TOUCHED = Path.of("target", "reached");

  private static final String ATTACK =
      "${''.getClass().forName('java.lang.System').getMethod('setProperty',"
          + "''.getClass(),''.getClass()).invoke(null,'fabrique.reached','yes')}";

  private static final String SCRIPT =
      "<camunda:script scriptFormat=\"juel\">%s</camunda:script>".formatted(ATTACK);

  private static final String SHELL =
      """
      <bpmn:extensionElements>
        <camunda:field name="command" stringValue="touch" />
        <camunda:field name="arg1" stringValue="%s" />
        <camunda:field name="wait" stringValue="true" />
      </bpmn:extensionElements>
      """
          .formatted(TOUCHED);

  private static final String SHELL_CLASS =
      "org.camunda.bpm.engine.impl.bpmn.behavior.ShellActivityBehavior";

  /** Whether one of them has run. */
  public static boolean hasRun() {
    return System.getProperty(REACHED) != null || Files.exists(TOUCHED);
  }

  public static void forget() {
    System.clearProperty(REACHED);
    try {
      Files.deleteIfExists(TOUCHED);
    } catch (IOException undeletable) {
      throw new UncheckedIOException(undeletable);
    }
  }

  public static List<Hostile> all() {
    List<Hostile> all = new ArrayList<>();
    for (String language : List.of("juel", "javascript", "groovy")) {
      add(
          all,
          "script task in " + language,
          "<bpmn:scriptTask id=\"x\" name=\"Attack\" scriptFormat=\"%s\"><bpmn:script>%s</bpmn:script>"
                  .formatted(language, ATTACK)
              + "</bpmn:scriptTask>",
          "“Attack” (x): Scripts");
    }
    add(
        all,
        "script from elsewhere",
        "<bpmn:scriptTask id=\"x\" scriptFormat=\"juel\" camunda:resource=\"deployment://a\" />",
        "Scripts");
    add(
        all,
        "script in a listener",
        extended(
            "task", "<camunda:executionListener event=\"start\">" + SCRIPT, "executionListener"),
        "Scripts");
    add(
        all,
        "script in a task listener",
        extended("userTask", "<camunda:taskListener event=\"create\">" + SCRIPT, "taskListener"),
        "Scripts");
    add(
        all,
        "script in an input",
        extended(
            "task",
            "<camunda:inputOutput><camunda:inputParameter name=\"a\">"
                + SCRIPT
                + "</camunda:inputParameter>",
            "inputOutput"),
        "Scripts");
    add(
        all,
        "script in an output's list",
        extended(
            "task",
            "<camunda:inputOutput><camunda:outputParameter name=\"a\"><camunda:list>"
                + SCRIPT
                + "</camunda:list></camunda:outputParameter>",
            "inputOutput"),
        "Scripts");
    all.add(
        new Hostile(
            "script in a condition",
            "hostile.bpmn",
            diagram("<bpmn:task id=\"x\" />")
                .replace(
                    "targetRef=\"x\" />",
                    "targetRef=\"x\"><bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\""
                        + " language=\"juel\">"
                        + ATTACK
                        + "</bpmn:conditionExpression></bpmn:sequenceFlow>"),
            "not a script"));
    add(
        all,
        "shell command",
        "<bpmn:serviceTask id=\"x\" camunda:type=\"shell\">" + SHELL + "</bpmn:serviceTask>",
        "shell");
    add(
        all,
        "shell command of the old namespace",
        "<bpmn:serviceTask id=\"x\" activiti:type=\"shell\">" + SHELL + "</bpmn:serviceTask>",
        "shell");
    add(
        all,
        "shell command by a message",
        "<bpmn:intermediateThrowEvent id=\"x\"><bpmn:messageEventDefinition"
            + " camunda:type=\"shell\">"
            + SHELL
            + "</bpmn:messageEventDefinition></bpmn:intermediateThrowEvent>",
        "shell");
    for (String namespace : List.of("camunda", "activiti")) {
      for (String task : List.of("serviceTask", "sendTask", "businessRuleTask")) {
        add(
            all,
            "%s:class of a %s".formatted(namespace, task),
            "<bpmn:%s id=\"x\" %s:class=\"%s\">%s</bpmn:%s>"
                .formatted(task, namespace, SHELL_CLASS, SHELL, task),
            "Java classes are not run");
      }
    }
    add(
        all,
        "class of a listener",
        extended(
            "task",
            "<camunda:executionListener event=\"start\" class=\"%s\">".formatted(SHELL_CLASS),
            "executionListener"),
        "A listener may run a step only");
    add(
        all,
        "expression of a listener",
        extended(
            "task",
            "<camunda:executionListener event=\"start\" expression=\"%s\">".formatted(ATTACK),
            "executionListener"),
        "A listener may run a step only");
    add(
        all,
        "expression task",
        "<bpmn:serviceTask id=\"x\" camunda:expression=\"%s\" />".formatted(ATTACK),
        "An expression is not run as a task");
    add(
        all,
        "delegate that is no step",
        "<bpmn:serviceTask id=\"x\" camunda:delegateExpression=\"${dataSource}\" />",
        "“${dataSource}” names no step");
    add(
        all,
        "external task",
        "<bpmn:serviceTask id=\"x\" camunda:type=\"external\" camunda:topic=\"t\" />",
        "external");
    add(
        all,
        "connector",
        extended(
            "serviceTask",
            "<camunda:connector><camunda:connectorId>http-connector</camunda:connectorId>",
            "connector"),
        "Connectors are not run");
    add(
        all,
        "values for a step",
        "<bpmn:serviceTask id=\"x\" camunda:delegateExpression=\"${mergeIdea}\">"
            + SHELL
            + "</bpmn:serviceTask>",
        "not injected");
    add(
        all,
        "mapping by code",
        "<bpmn:callActivity id=\"x\" calledElement=\"hostile\""
            + " camunda:variableMappingClass=\"%s\" />".formatted(SHELL_CLASS),
        "not mapped by code");
    add(
        all,
        "a page of one's own as a form",
        "<bpmn:userTask id=\"x\" camunda:formKey=\"embedded:deployment:a.html\" />",
        "formRef");
    for (String language : List.of("juel", "javascript", "groovy")) {
      all.add(
          new Hostile(
              "decision in " + language, "hostile.dmn", decision(language), "Write it in FEEL"));
    }
    all.add(
        new Hostile(
            "a diagram under another ending",
            "hostile.bpmn20.xml",
            diagram(
                "<bpmn:scriptTask id=\"x\" scriptFormat=\"juel\"><bpmn:script>1</bpmn:script>"
                    + "</bpmn:scriptTask>"),
            "diagrams, decision tables and forms only"));
    all.add(new Hostile("a case", "hostile.cmmn", "<definitions />", "forms only"));
    return all;
  }

  /** A process “hostile” with one element between its start and its end; its id is x. */
  public static String diagram(String element) {
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
        xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:activiti="http://activiti.org/bpmn"
        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="hostile">
      <bpmn:process id="hostile" isExecutable="true" camunda:historyTimeToLive="P1D">
        <bpmn:startEvent id="start" />
        <bpmn:sequenceFlow id="to" sourceRef="start" targetRef="x" />
        %s
        <bpmn:sequenceFlow id="from" sourceRef="x" targetRef="end" />
        <bpmn:endEvent id="end" />
      </bpmn:process>
    </bpmn:definitions>
    """
        .formatted(element);
  }

  private static String decision(String language) {
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"
        xmlns:camunda="http://camunda.org/schema/1.0/dmn" id="d" name="d" namespace="hostile">
      <decision id="hostile" name="hostile" camunda:historyTimeToLive="P1D">
        <variable id="v" name="v" typeRef="string" />
        <literalExpression id="e" expressionLanguage="%s"><text>%s</text></literalExpression>
      </decision>
    </definitions>
    """
        .formatted(language, ATTACK);
  }

  private static String extended(String task, String open, String close) {
    return "<bpmn:%s id=\"x\"><bpmn:extensionElements>%s</camunda:%s></bpmn:extensionElements></bpmn:%s>"
        .formatted(task, open, close, task);
  }

  private static void add(List<Hostile> all, String title, String element, String said) {
    all.add(new Hostile(title, "hostile.bpmn", diagram(element), said));
  }

  @Override
  public String toString() {
    return title;
  }
}
