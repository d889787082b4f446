package fr.fabrique.route;

import java.io.File;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
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

/** The paths that a diagram, or a decision table, offers. */
sealed interface Paths {

  static Paths in(File file) {
    return file.getName().endsWith(".bpmn")
        ? new OfDiagram(Bpmn.readModelFromFile(file))
        : new OfTable(Dmn.readModelFromFile(file));
  }

  /** The id of the process or decision. */
  String id();

  /** Ids of the flows or rules that can be seen to be taken. */
  Set<String> visible();

  /** What is left when these were taken, in the words of the diagram or table. */
  List<String> untaken(Set<String> taken);

  /**
   * Whoever takes every flow has left every gateway on every side, seen every boundary event and
   * every start fire, and reached every end.
   */
  record OfDiagram(BpmnModelInstance diagram) implements Paths {

    @Override
    public String id() {
      return diagram.getModelElementsByType(Process.class).iterator().next().getId();
    }

    @Override
    public Set<String> visible() {
      Set<String> visible = new LinkedHashSet<>();
      flows().filter(OfDiagram::isVisible).forEach(flow -> visible.add(flow.getId()));
      return visible;
    }

    @Override
    public List<String> untaken(Set<String> taken) {
      List<String> left = new ArrayList<>();
      flows().filter(flow -> !isTaken(flow, taken)).map(OfDiagram::inWords).forEach(left::add);
      loose().map(node -> named(node) + ": no flow leads to it or on from it").forEach(left::add);
      return left;
    }

    private Stream<SequenceFlow> flows() {
      return diagram.getModelElementsByType(SequenceFlow.class).stream();
    }

    /** The engine takes no flow out of an event-based gateway: what follows the event tells. */
    private static boolean isVisible(SequenceFlow flow) {
      return !(flow.getSource() instanceof EventBasedGateway);
    }

    private static boolean isTaken(SequenceFlow flow, Set<String> taken) {
      return isVisible(flow)
          ? taken.contains(flow.getId())
          : flow.getTarget().getOutgoing().stream().allMatch(next -> taken.contains(next.getId()));
    }

    private Stream<FlowNode> loose() {
      return Stream.of(
              all(BoundaryEvent.class).filter(node -> node.getOutgoing().isEmpty()),
              all(StartEvent.class).filter(node -> node.getOutgoing().isEmpty()),
              all(EndEvent.class).filter(node -> node.getIncoming().isEmpty()))
          .flatMap(nodes -> nodes);
    }

    private Stream<FlowNode> all(Class<? extends FlowNode> type) {
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

  /** A table's paths are its rules. */
  record OfTable(DmnModelInstance table) implements Paths {

    @Override
    public String id() {
      return table.getModelElementsByType(Decision.class).iterator().next().getId();
    }

    @Override
    public Set<String> visible() {
      Set<String> visible = new LinkedHashSet<>();
      rules().forEach(rule -> visible.add(rule.getId()));
      return visible;
    }

    @Override
    public List<String> untaken(Set<String> taken) {
      return rules()
          .filter(rule -> !taken.contains(rule.getId()))
          .map(rule -> "%s: %s".formatted(rule.getId(), rule.getDescription().getTextContent()))
          .toList();
    }

    private Stream<Rule> rules() {
      return table.getModelElementsByType(Rule.class).stream();
    }
  }
}
