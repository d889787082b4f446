package fr.fabrique.diagrams;

import fr.fabrique.RouteFolder;
import java.io.ByteArrayInputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;

/** A shipped decision table, asked what it says. */
record Decision(DmnModelInstance model) {

  static List<Decision> all() {
    return RouteFolder.decisions().stream()
        .map(
            file ->
                new Decision(
                    Dmn.readModelFromStream(new ByteArrayInputStream(RouteFolder.bytes(file)))))
        .toList();
  }

  static Decision of(String id) {
    return all().stream()
        .filter(d -> d.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError("There is no decision " + id));
  }

  String id() {
    return decision().getId();
  }

  org.camunda.bpm.model.dmn.instance.Decision decision() {
    return model
        .getModelElementsByType(org.camunda.bpm.model.dmn.instance.Decision.class)
        .iterator()
        .next();
  }

  Set<String> inputs() {
    return model.getModelElementsByType(Input.class).stream()
        .map(input -> input.getInputExpression().getText().getTextContent().strip())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** What its rules may answer. */
  Set<String> outputs() {
    return model.getModelElementsByType(OutputEntry.class).stream()
        .map(entry -> entry.getText().getTextContent().strip().replace("\"", ""))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  List<Rule> rules() {
    return List.copyOf(model.getModelElementsByType(Rule.class));
  }

  @Override
  public String toString() {
    return id();
  }
}
