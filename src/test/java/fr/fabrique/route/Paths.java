package fr.fabrique.route;

import java.io.File;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.Rule;

/**
 * The paths that a diagram offers. Whoever takes every flow has left every gateway on every side,
 * seen every boundary event and every start fire, and reached every end.
 */
final class Paths {

  private Paths() {}

  /** The id of the process or decision in the file. */
  static String idIn(File file) {
    return isDiagram(file)
        ? Bpmn.readModelFromFile(file)
            .getModelElementsByType(Process.class)
            .iterator()
            .next()
            .getId()
        : Dmn.readModelFromFile(file)
            .getModelElementsByType(Decision.class)
            .iterator()
            .next()
            .getId();
  }

  static boolean isDiagram(File file) {
    return file.getName().endsWith(".bpmn");
  }

  /** What is left of the file when these flows were taken or these rules fired, in words. */
  static List<String> untaken(File file, Set<String> taken) {
    return isDiagram(file)
        ? untaken(Bpmn.readModelFromFile(file), taken)
        : unfired(Dmn.readModelFromFile(file), taken);
  }

  static List<String> untaken(BpmnModelInstance diagram, Set<String> taken) {
    List<String> left = new ArrayList<>();
    for (SequenceFlow flow : diagram.getModelElementsByType(SequenceFlow.class)) {
      if (!isTaken(flow, taken)) {
        left.add(inWords(flow));
      }
    }
    for (FlowNode node : unconnected(diagram)) {
      left.add("%s: nothing leads to it or on from it".formatted(named(node)));
    }
    return left;
  }

  static List<String> unfired(DmnModelInstance table, Set<String> fired) {
    return table.getModelElementsByType(Rule.class).stream()
        .filter(rule -> !fired.contains(rule.getId()))
        .map(
            rule ->
                "%s: %s"
                    .formatted(
                        rule.getId(),
                        rule.getDescription() == null
                            ? "without a description"
                            : rule.getDescription().getTextContent()))
        .toList();
  }

  /** The engine takes no flow out of an event-based gateway: what follows the event tells. */
  private static boolean isTaken(SequenceFlow flow, Set<String> taken) {
    return flow.getSource() instanceof EventBasedGateway
        ? flow.getTarget().getOutgoing().stream().allMatch(next -> taken.contains(next.getId()))
        : taken.contains(flow.getId());
  }

  private static List<FlowNode> unconnected(BpmnModelInstance diagram) {
    Stream<FlowNode> begin =
        Stream.concat(all(diagram, BoundaryEvent.class), all(diagram, StartEvent.class))
            .filter(node -> node.getOutgoing().isEmpty());
    Stream<FlowNode> end =
        all(diagram, EndEvent.class).filter(node -> node.getIncoming().isEmpty());
    return Stream.concat(begin, end).toList();
  }

  private static Stream<FlowNode> all(BpmnModelInstance diagram, Class<? extends FlowNode> type) {
    Collection<? extends FlowNode> nodes = diagram.getModelElementsByType(type);
    return nodes.stream().map(FlowNode.class::cast);
  }

  private static String inWords(SequenceFlow flow) {
    return "from %s %sto %s (%s)"
        .formatted(
            named(flow.getSource()),
            flow.getName() == null ? "" : "by '%s' ".formatted(flow.getName()),
            named(flow.getTarget()),
            flow.getId());
  }

  private static String named(FlowNode node) {
    return node.getName() == null ? node.getId() : "'%s'".formatted(node.getName());
  }
}
