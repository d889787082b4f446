package fr.fabrique.diagrams;

import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.FabriqueTest;
import fr.fabrique.RouteFolder;
import fr.fabrique.engine.StepCatalogue;
import fr.fabrique.engine.StepCatalogue.Step;
import fr.fabrique.people.Group;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.ConditionExpression;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnPlane;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOut;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Every shipped diagram is whole: what it names exists, and what it asks is written somewhere. */
@FabriqueTest
class DiagramsTest {

  /** What code passes when it starts a process. */
  private static final Map<String, Set<String>> STARTED_WITH =
      Map.of(
          "idea_route", Set.of("challenge", "author", "manager"),
          "partnership", Set.of("intrapreneur"));

  /** The values that steps choose from where they write a text. */
  private static final Map<String, Set<String>> WRITTEN_BY_STEPS =
      Map.of("handoverOutcome", Set.of("accepted", "no_go"), "committeeDecision", Set.of("stop"));

  /** Written by the engine in each instance of a multi-instance activity. */
  private static final String LOOP_COUNTER = "loopCounter";

  private static final Pattern COMPARISON = Pattern.compile("(\\w+)\\s*==\\s*'([^']*)'");

  @Autowired StepCatalogue catalogue;

  static List<Diagram> diagrams() {
    return Diagram.all();
  }

  static List<Decision> decisions() {
    return Decision.all();
  }

  @ParameterizedTest
  @MethodSource("diagrams")
  void a_process_is_named_versioned_and_forgets_its_history_in_time(Diagram diagram) {
    assertThat(diagram.process().getName()).isNotBlank();
    assertThat(diagram.process().isExecutable()).isTrue();
    assertThat(diagram.process().getCamundaVersionTag()).isNotBlank();
    assertThat(diagram.process().getCamundaHistoryTimeToLiveString()).matches("P\\d+D");
  }

  @ParameterizedTest
  @MethodSource("decisions")
  void a_decision_is_named_explains_every_rule_and_forgets_its_history_in_time(Decision decision) {
    assertThat(decision.decision().getName()).isNotBlank();
    assertThat(decision.decision().getCamundaHistoryTimeToLiveString()).matches("P\\d+D");
    assertThat(decision.rules())
        .isNotEmpty()
        .allSatisfy(
            rule ->
                assertThat(rule.getDescription())
                    .as(rule.getId())
                    .extracting(d -> d.getTextContent())
                    .asString()
                    .endsWith("."));
  }

  @ParameterizedTest
  @MethodSource("diagrams")
  void every_node_and_every_flow_is_drawn_once(Diagram diagram) {
    assertThat(diagram.elements(BpmnPlane.class))
        .singleElement()
        .satisfies(p -> assertThat(p.getBpmnElement()).isEqualTo(diagram.process()));
    assertThat(diagram.elements(BpmnShape.class).stream().map(s -> s.getBpmnElement().getId()))
        .containsExactlyInAnyOrderElementsOf(
            diagram.elements(FlowNode.class).stream().map(FlowNode::getId).toList());
    assertThat(diagram.elements(BpmnEdge.class).stream().map(e -> e.getBpmnElement().getId()))
        .containsExactlyInAnyOrderElementsOf(
            diagram.elements(SequenceFlow.class).stream().map(SequenceFlow::getId).toList());
    assertThat(diagram.elements(Bounds.class))
        .allSatisfy(bounds -> assertThat(bounds.getWidth() * bounds.getHeight()).isPositive());
    assertThat(diagram.elements(BpmnEdge.class))
        .allSatisfy(edge -> assertThat(edge.getWaypoints()).hasSizeGreaterThan(1));
  }

  @ParameterizedTest
  @MethodSource("diagrams")
  void a_gateway_asks_a_question_and_each_way_on_is_an_answer(Diagram diagram) {
    for (ExclusiveGateway gateway : diagram.elements(ExclusiveGateway.class)) {
      if (gateway.getOutgoing().size() > 1) {
        assertThat(gateway.getName()).as(gateway.getId()).endsWith("?");
        assertThat(gateway.getDefault()).as("default of %s", gateway.getId()).isNotNull();
        for (SequenceFlow answer : gateway.getOutgoing()) {
          assertThat(answer.getName()).as(answer.getId()).isNotBlank();
          assertThat(answer.getConditionExpression() == null)
              .as("%s has a condition unless it is the default", answer.getId())
              .isEqualTo(answer.equals(gateway.getDefault()));
        }
      } else {
        assertThat(gateway.getName()).as("%s only joins", gateway.getId()).isNull();
      }
    }
    assertThat(diagram.elements(EventBasedGateway.class))
        .allSatisfy(gateway -> assertThat(gateway.getOutgoing()).hasSizeGreaterThan(1));
  }

  @ParameterizedTest
  @MethodSource("diagrams")
  void a_persons_task_has_its_form_and_somebody_to_do_it(Diagram diagram) {
    Set<String> groups = Arrays.stream(Group.values()).map(Group::id).collect(Collectors.toSet());
    for (UserTask task : diagram.elements(UserTask.class)) {
      assertThat(task.getCamundaFormRef()).as(task.getId()).isNotBlank();
      assertThat(task.getCamundaFormRefBinding()).as(task.getId()).isEqualTo("deployment");
      assertThat(RouteFolder.FORMS.resolve(task.getCamundaFormRef() + ".form")).exists();
      assertThat(groups).as(task.getId()).containsAll(task.getCamundaCandidateGroupsList());
      assertThat(task.getCamundaAssignee() == null || "${chair}".equals(task.getCamundaAssignee()))
          .as("%s is for a group, unless it has a chair, or for one person", task.getId())
          .isEqualTo(!task.getCamundaCandidateGroupsList().isEmpty());
      assertThat(task.getCamundaDueDate()).as("due date of %s", task.getId()).isNotBlank();
    }
  }

  @Test
  void every_form_is_named_after_its_task_and_used() {
    Set<String> used = new TreeSet<>();
    for (Diagram diagram : Diagram.all()) {
      for (UserTask task : diagram.elements(UserTask.class)) {
        String form = task.getCamundaFormRef();
        used.add(form + ".form");
        if (!form.equals("measure_impact")) {
          assertThat(task.getId()).isEqualTo("task_" + form);
        }
      }
    }
    assertThat(RouteFolder.forms().stream().map(f -> f.getFileName().toString()))
        .containsExactlyElementsOf(used);
  }

  @ParameterizedTest
  @MethodSource("diagrams")
  void a_service_task_calls_a_step_of_the_catalogue_and_bears_its_name(Diagram diagram) {
    for (ServiceTask task : diagram.steps()) {
      assertThat(task.getCamundaDelegateExpression()).as(task.getId()).isNotBlank();
      assertThat(catalogue.called(task.getCamundaDelegateExpression()))
          .as(task.getId())
          .hasValueSatisfying(step -> assertThat(step.title()).isEqualTo(task.getName()));
    }
  }

  @Test
  void every_step_of_the_catalogue_is_on_a_diagram() {
    Set<String> called =
        Diagram.all().stream()
            .flatMap(d -> d.steps().stream())
            .map(ServiceTask::getCamundaDelegateExpression)
            .collect(Collectors.toSet());
    assertThat(catalogue.steps().stream().map(Step::expression))
        .containsExactlyInAnyOrderElementsOf(called);
  }

  @ParameterizedTest
  @MethodSource("diagrams")
  void what_a_diagram_calls_is_deployed_with_it(Diagram diagram) {
    Set<String> processes = Diagram.all().stream().map(Diagram::key).collect(Collectors.toSet());
    for (CallActivity call : diagram.elements(CallActivity.class)) {
      assertThat(processes).contains(call.getCalledElement());
      assertThat(call.getCamundaCalledElementBinding()).isEqualTo("deployment");
    }
    for (BusinessRuleTask rule : diagram.elements(BusinessRuleTask.class)) {
      assertThat(Decision.of(rule.getCamundaDecisionRef())).isNotNull();
      assertThat(rule.getCamundaDecisionRefBinding()).isEqualTo("deployment");
      assertThat(rule.getCamundaMapDecisionResult()).isEqualTo("singleEntry");
      assertThat(rule.getCamundaResultVariable()).isNotBlank();
    }
  }

  @ParameterizedTest
  @MethodSource("diagrams")
  void a_condition_compares_plain_facts(Diagram diagram) {
    assertThat(
            Stream.concat(
                diagram.elements(ConditionExpression.class).stream().map(c -> c.getTextContent()),
                diagram.elements(org.camunda.bpm.model.bpmn.instance.Condition.class).stream()
                    .map(c -> c.getTextContent())))
        .allSatisfy(condition -> assertThat(condition).matches("\\$\\{[^.()]+}"));
  }

  @ParameterizedTest
  @MethodSource("diagrams")
  void what_a_diagram_asks_for_is_written_somewhere_before(Diagram diagram) {
    assertThat(asked(diagram)).isSubsetOf(written(diagram));
  }

  @ParameterizedTest
  @MethodSource("diagrams")
  void no_fact_is_kept_that_nothing_asks_for(Diagram diagram) {
    Set<String> kept = new TreeSet<>(diagram.defaults());
    diagram
        .elements(UserTask.class)
        .forEach(task -> kept.addAll(Diagram.facts(task.getCamundaFormRef()).keySet()));
    steps(diagram).forEach(step -> kept.addAll(step.writes()));
    assertThat(kept).isSubsetOf(asked(diagram));
  }

  @ParameterizedTest
  @MethodSource("diagrams")
  void an_answer_that_a_gateway_waits_for_can_be_given(Diagram diagram) {
    for (ConditionExpression condition : diagram.elements(ConditionExpression.class)) {
      Matcher comparison = COMPARISON.matcher(condition.getTextContent());
      while (comparison.find()) {
        Set<String> answers = answers(diagram, comparison.group(1));
        assertThat(answers)
            .as("answers to %s in %s", comparison.group(1), diagram)
            .contains(comparison.group(2));
      }
    }
  }

  private Set<String> asked(Diagram diagram) {
    Set<String> asked = new TreeSet<>(diagram.asked());
    steps(diagram).forEach(step -> asked.addAll(step.reads()));
    return asked;
  }

  private Set<String> written(Diagram diagram) {
    Set<String> written = new TreeSet<>(diagram.written());
    written.addAll(STARTED_WITH.getOrDefault(diagram.key(), Set.of()));
    steps(diagram).forEach(step -> written.addAll(step.writes()));
    if (!diagram.elements(MultiInstanceLoopCharacteristics.class).isEmpty()) {
      written.add(LOOP_COUNTER);
    }
    return written;
  }

  private List<Step> steps(Diagram diagram) {
    return diagram.steps().stream()
        .map(task -> catalogue.called(task.getCamundaDelegateExpression()).orElseThrow())
        .toList();
  }

  /** Every value that a form, a decision or a called process can give the variable. */
  private Set<String> answers(Diagram diagram, String variable) {
    Set<String> answers = new HashSet<>();
    for (UserTask task : diagram.elements(UserTask.class)) {
      answers.addAll(Diagram.facts(task.getCamundaFormRef()).getOrDefault(variable, Set.of()));
    }
    for (BusinessRuleTask rule : diagram.elements(BusinessRuleTask.class)) {
      if (variable.equals(rule.getCamundaResultVariable())) {
        answers.addAll(Decision.of(rule.getCamundaDecisionRef()).outputs());
      }
    }
    for (CallActivity call : diagram.elements(CallActivity.class)) {
      call.getExtensionElements().getElementsQuery().filterByType(CamundaOut.class).list().stream()
          .filter(out -> variable.equals(out.getCamundaTarget()))
          .forEach(
              out ->
                  answers.addAll(
                      answers(Diagram.of(call.getCalledElement()), out.getCamundaSource())));
    }
    if (steps(diagram).stream().anyMatch(step -> step.writes().contains(variable))) {
      answers.addAll(WRITTEN_BY_STEPS.getOrDefault(variable, Set.of()));
    }
    return answers;
  }
}
