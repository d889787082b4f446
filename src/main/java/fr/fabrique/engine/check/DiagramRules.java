package fr.fabrique.engine.check;

import static fr.fabrique.engine.check.XmlFile.engine;
import static fr.fabrique.engine.check.XmlFile.tag;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What a diagram names exists, and what it runs is a step. */
final class DiagramRules {

  private static final List<String> REFERENCES =
      List.of(
          "sourceRef",
          "targetRef",
          "default",
          "attachedToRef",
          "messageRef",
          "signalRef",
          "errorRef",
          "escalationRef");

  private static final Set<String> ARROW_ENDS = Set.of("incoming", "outgoing");

  /** As the engine reads it: a number of days, with or without the signs of ISO 8601. */
  private static final Pattern DAYS = Pattern.compile("\\d{1,5}|P\\d{1,5}D");

  private final Candidate candidate;
  private final XmlFile diagram;
  private final List<Finding> findings;
  private final Set<Setting> settings = new HashSet<>();

  private record Setting(Node of, String name) {}

  DiagramRules(Candidate candidate, XmlFile diagram, List<Finding> findings) {
    this.candidate = candidate;
    this.diagram = diagram;
    this.findings = findings;
  }

  void check() {
    executable();
    Set<String> ids =
        diagram.all().stream().map(e -> e.getAttribute("id")).collect(Collectors.toSet());
    for (Element element : diagram.all()) {
      references(element, ids);
      NoCode.refusal(part(element), expression -> candidate.step(expression).isPresent())
          .ifPresent(refusal -> add(element, Rule.STEPS_ONLY, refusal.message(), refusal.remedy()));
      together(element);
      switch (tag(element)) {
        case "process" -> timeToLive(diagram, element, findings);
        case "serviceTask", "sendTask" -> step(element);
        case "userTask" -> {
          form(element);
          named(element);
        }
        case "task", "manualTask" ->
            add(
                element,
                Rule.TASK_ASKS,
                Words.of("Nobody is asked to do it: the way goes on at once."),
                Words.of("Make it a user task, or a service task with a step of the catalogue."));
        case "property" -> setting(element);
        case "standardLoopCharacteristics" ->
            add(
                element,
                Rule.TIMES_DONE,
                Words.of("The engine knows no such loop: it is done once."),
                Words.of("Draw the way back to it, with a gateway that ends the loop."));
        case "businessRuleTask" -> {
          decision(element);
          outcome(element);
        }
        case "callActivity" -> call(element);
        case "receiveTask" -> message(element, element);
        case "messageEventDefinition" -> caught(element);
        case "conditionExpression", "condition" -> condition(element);
        case "conditionalEventDefinition" -> watched(element);
        default -> {}
      }
    }
  }

  private void executable() {
    List<Element> processes = diagram.all("process");
    if (!processes.isEmpty()
        && processes.stream().noneMatch(p -> p.getAttribute("isExecutable").equals("true"))) {
      add(
          processes.get(0),
          Rule.PROCESS_EXECUTABLE,
          Words.of("The process is not marked as executable: nothing of it would be in force."),
          Words.of("Tick “Executable” in the properties of the process."));
    }
  }

  /** The engine takes no process or decision without it, and says so in words of its own. */
  static void timeToLive(XmlFile file, Element of, List<Finding> findings) {
    if (engine(of, "historyTimeToLive").matches("P?0+D?")) {
      findings.add(
          file.finding(
              of,
              Rule.TIMER_WAITS,
              Words.of("What happened is not kept at all: it is gone as soon as it has ended."),
              Words.of("Write for how long, such as P1095D for three years.")));
    }
    if (!DAYS.matcher(engine(of, "historyTimeToLive")).matches()) {
      findings.add(
          file.finding(
              of,
              Rule.TIME_TO_LIVE,
              Words.of("It does not say how long what happened is kept after its end."),
              tag(of).equals("process")
                  ? Words.of(
                      "Write it into “Time to live” under “History cleanup” of the process, such as"
                          + " P1095D for three years.")
                  : Words.of(
                      "Write it into “Time to live” under “History cleanup” of the decision, such as"
                          + " P1095D for three years.")));
    }
  }

  private void references(Element element, Set<String> ids) {
    if (ARROW_ENDS.contains(tag(element)) && !ids.contains(element.getTextContent().strip())) {
      add(
          element,
          Rule.REFERENCE,
          Words.of("It names an arrow that is gone: “%s”.", element.getTextContent().strip()),
          Words.of("Draw the arrow again, or save the diagram from Camunda Modeler."));
    }
    for (String reference : REFERENCES) {
      String id = element.getAttribute(reference);
      String local = id.substring(id.indexOf(':') + 1);
      if (!id.isEmpty() && !ids.contains(id) && !ids.contains(local)) {
        add(
            element,
            Rule.REFERENCE,
            Words.of("Its %s “%s” is not in the diagram.", reference, id),
            Words.of("Choose one that is there, or draw it again."));
      }
    }
  }

  private void step(Element task) {
    boolean anything =
        List.of("delegateExpression", "class", "expression", "type").stream()
                .anyMatch(attribute -> !engine(task, attribute).isEmpty())
            || diagram.all("connector").stream().anyMatch(c -> XmlFile.named(c) == task);
    if (!anything) {
      add(
          task,
          Rule.STEP_NAMED,
          Words.of("It says nothing of what is to be done."),
          Words.of(
              "Choose a step of the catalogue: the template puts its delegate expression there."));
    }
  }

  private void form(Element task) {
    String form = engine(task, "formRef");
    if (!form.isEmpty() && !Expressions.isOne(form) && !candidate.forms().containsKey(form)) {
      add(
          task,
          Rule.FORM_THERE,
          Words.of("No usable form has the id “%s”.", form),
          Words.of("Put the form into the folder forms, or choose one that is there."));
    }
  }

  private void decision(Element task) {
    String decision = meant(engine(task, "decisionRef"));
    if (decision.isEmpty()) {
      if (engine(task, "delegateExpression").isEmpty()) {
        add(
            task,
            Rule.DECISION_THERE,
            Words.of("It names no decision."),
            Words.of("Choose a decision table."));
      }
    } else if (!Expressions.isOne(decision) && candidate.decision(decision).isEmpty()) {
      add(
          task,
          Rule.DECISION_THERE,
          Words.of("No decision table has the id “%s”.", decision),
          Words.of("Put the table into the folder processes, or choose one that is there."));
    }
  }

  /** The engine finds out only when an idea gets there. */
  private void outcome(Element task) {
    String mapping = engine(task, "mapDecisionResult");
    Optional<Element> table =
        candidate
            .decision(engine(task, "decisionRef"))
            .flatMap(
                decision ->
                    XmlFile.children(decision).stream()
                        .filter(e -> tag(e).equals("decisionTable"))
                        .findFirst());
    if (table.isEmpty()) {
      return;
    }
    if (mapping.equals("singleEntry") && Outcomes.mayAnswerSeveral(table.get())) {
      add(
          task,
          Rule.DECISION_SINGLE,
          Words.of(
              "It takes one answer, and the table “%s” may give several (hit policy %s).",
              engine(task, "decisionRef"), table.get().getAttribute("hitPolicy")),
          Words.of("Give the table the hit policy First."));
    }
    if (mapping.equals("singleEntry") && Outcomes.outputs(table.get()) > 1) {
      add(
          task,
          Rule.DECISION_SINGLE,
          Words.of(
              "It takes one value, and the table “%s” gives several columns.",
              engine(task, "decisionRef")),
          Words.of("Keep one output column, or take the single result."));
    }
    if (engine(task, "resultVariable").isEmpty()) {
      add(
          task,
          Rule.DECISION_KEPT,
          Words.of("Nothing keeps what the table answers."),
          Words.of("Name the fact that it writes as the result variable."));
    } else if (!mapping.equals("singleEntry")) {
      add(
          task,
          Rule.DECISION_SINGLE,
          Words.of("The fact that it writes would hold rows, which no condition can read."),
          Words.of("Choose “singleEntry” as the mapping of the result."));
    }
    overwritten(task, engine(task, "resultVariable"));
  }

  /**
   * Steps and forms keep each instance's answers apart; what a decision or a call gives goes to
   * all.
   */
  private void overwritten(Element activity, String fact) {
    for (Node around = activity;
        around instanceof Element scope && !tag(scope).equals("process");
        around = around.getParentNode()) {
      if (Repeats.keepsItsOwn(scope, fact)) {
        return;
      }
      boolean parallel =
          Scope.multiInstance(scope)
              .filter(loop -> !loop.getAttribute("isSequential").equals("true"))
              .isPresent();
      if (parallel) {
        findings.add(Repeats.overwrites(diagram, activity, fact));
        return;
      }
    }
  }

  private void call(Element call) {
    Cell.inside(call).stream()
        .filter(mapping -> tag(mapping).equals("out"))
        .filter(out -> !out.getAttribute("local").equals("true"))
        .map(out -> out.getAttribute("target"))
        .filter(fact -> !fact.isEmpty())
        .forEach(fact -> overwritten(call, fact));
    String process = meant(call.getAttribute("calledElement"));
    Optional<Boolean> executable =
        candidate
            .drawing(process)
            .flatMap(drawing -> drawing.byId(process))
            .map(drawn -> drawn.getAttribute("isExecutable").equals("true"));
    if (executable.equals(Optional.of(false))) {
      add(
          call,
          Rule.PROCESS_EXECUTABLE,
          Words.of("The process “%s” that it calls is drawn, but not executable.", process),
          Words.of("Tick “Executable” on that process."));
    }
    if (!Expressions.isOne(process) && candidate.drawing(process).isEmpty()) {
      add(
          call,
          Rule.PROCESS_CALLED,
          Words.of("No diagram draws the process “%s” that it calls.", process),
          Words.of("Put the diagram into the folder processes, or call one that is there."));
    }
    if (!candidate.beginsPlainly(process)) {
      add(
          call,
          Rule.PROCESS_CALLED,
          Words.of("The process “%s” that it calls waits for something else to begin.", process),
          Words.of("Give that process a plain start event."));
    }
    boolean tells =
        Cell.inside(call).stream()
            .filter(e -> tag(e).equals("in"))
            .map(e -> e.getAttribute("businessKey").replaceAll("\\s", ""))
            .anyMatch(key -> key.matches("[$#]\\{execution\\.processBusinessKey}"));
    if (!tells) {
      add(
          call,
          Rule.CALLED_SUBJECT,
          Words.of("What it calls is not told which idea it is about: its forms and steps fail."),
          Words.of("Add an in mapping with the business key ${execution.processBusinessKey}."));
    }
  }

  /** What is published together is used together: a number of another day may be anything. */
  private void together(Element element) {
    for (String binding : List.of("calledElementBinding", "decisionRefBinding", "formRefBinding")) {
      String value = engine(element, binding).strip();
      if (!value.isEmpty() && !Set.of("latest", "deployment").contains(value)) {
        add(
            element,
            Rule.BINDING,
            Words.of("It looks for another revision than this one (binding “%s”).", value),
            Words.of("Choose the binding “deployment”."));
      }
    }
    for (String tenant : List.of("calledElementTenantId", "decisionRefTenantId")) {
      if (!engine(element, tenant).isBlank()) {
        add(
            element,
            Rule.BINDING,
            Words.of("It looks for a tenant, and there is none here."),
            Words.of("Leave the tenant empty."));
      }
    }
  }

  /** The engine looks at the condition when something happens to the fact that it watches. */
  private void watched(Element definition) {
    String fact = engine(definition, "variableName").strip();
    Set<String> asked =
        XmlFile.children(definition).stream()
            .filter(e -> tag(e).equals("condition"))
            .flatMap(e -> Expressions.names(e.getTextContent()).stream())
            .collect(Collectors.toSet());
    if (!fact.isEmpty() && !asked.isEmpty() && !asked.contains(fact)) {
      add(
          definition,
          Rule.CONDITION_POSSIBLE,
          Words.of("It watches “%s”, and its condition asks for something else.", fact),
          Words.of("Watch the fact that the condition asks for."));
    }
    for (String event : engine(definition, "variableEvents").split(",")) {
      if (!Set.of("", "create", "update", "delete").contains(event.strip())) {
        add(
            definition,
            Rule.CONDITION,
            Words.of("It watches for “%s”, which never happens to a fact.", event.strip()),
            Words.of("Write create, update or delete, parted by commas."));
      }
    }
  }

  /** A name that is written as an expression is a name all the same. */
  private static String meant(String text) {
    return Expressions.constant(text).map(String::valueOf).orElse(text);
  }

  private void caught(Element definition) {
    Node event = definition.getParentNode();
    boolean catches =
        event instanceof Element node
            && Set.of("startEvent", "boundaryEvent", "intermediateCatchEvent").contains(tag(node));
    if (catches) {
      message((Element) event, definition);
    } else if (engine(definition, "delegateExpression").isBlank()) {
      add(
          (Element) event,
          Rule.STEP_NAMED,
          Words.of("It sends a message, and nothing says how: none would go out."),
          Words.of("Choose a step of the catalogue, or make it a plain event."));
    }
  }

  /** In the list of tasks there would be nothing to click on. */
  private void named(Element task) {
    if (task.getAttribute("name").isBlank()) {
      add(
          task,
          Rule.TASK_NAMED,
          Words.of("It has no name: in the list of tasks nobody can tell what it is."),
          Words.of("Name what is to be done."));
    }
  }

  private void setting(Element property) {
    String name = property.getAttribute("name");
    if (Expressions.isOne(property.getAttribute("value"))) {
      add(
          property,
          Rule.EXPRESSION,
          Words.of(
              "The setting “%s” is taken as it is written: no expression is read there.", name),
          Words.of("Write its value."));
    }
    if (!settings.add(new Setting(property.getParentNode(), name))) {
      add(
          property,
          Rule.SETTING_ONCE,
          Words.of("The setting “%s” stands there more than once: the last counts.", name),
          Words.of("Keep one of them."));
    }
  }

  private void message(Element event, Element definition) {
    String reference = definition.getAttribute("messageRef");
    Optional<Element> message = diagram.byId(reference.substring(reference.indexOf(':') + 1));
    if (reference.isEmpty() || message.isPresent() && !message.get().hasAttribute("name")) {
      add(
          event,
          Rule.MESSAGE_NAMED,
          Words.of("It waits for a message without a name: none can ever come."),
          Words.of("Choose the message it waits for."));
    }
  }

  private void condition(Element condition) {
    if (!Expressions.isOne(condition.getTextContent())) {
      add(
          condition,
          Rule.CONDITION,
          Words.of("Its condition “%s” is no expression.", condition.getTextContent().strip()),
          Words.of("Write it between ${ and }, such as ${verdict == 'incubate'}."));
    }
  }

  private void add(Element at, Rule rule, Words message, Words remedy) {
    findings.add(diagram.finding(at, rule, message, remedy));
  }

  private static NoCode.Part part(Element element) {
    return new NoCode.Part() {
      @Override
      public String tag() {
        return XmlFile.tag(element);
      }

      @Override
      public String attribute(String name) {
        return element.hasAttribute(name) ? element.getAttribute(name) : null;
      }

      @Override
      public String engineAttribute(String name) {
        return XmlFile.engineAttribute(element, name);
      }
    };
  }
}
