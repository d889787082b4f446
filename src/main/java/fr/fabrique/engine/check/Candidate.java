package fr.fabrique.engine.check;

import fr.fabrique.engine.StepCatalogue;
import fr.fabrique.engine.StepCatalogue.Step;
import fr.fabrique.engine.form.FormContract;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/**
 * A route that is about to be put in force, as far as it can be read.
 *
 * @param diagrams the diagrams
 * @param tables the files with decision tables
 * @param forms the forms by their ids
 * @param offers what the product offers to diagrams
 */
record Candidate(
    List<XmlFile> diagrams,
    List<XmlFile> tables,
    Map<String, FormContract> forms,
    StepCatalogue offers) {

  /** The step that an expression names, if it does that and no more. */
  Optional<Step> step(String expression) {
    return Expressions.oneName(expression)
        .flatMap(
            name -> offers.steps().stream().filter(step -> step.bean().equals(name)).findAny());
  }

  boolean isStep(String name) {
    return offers.steps().stream().anyMatch(step -> step.bean().equals(name));
  }

  /** The diagram that draws a process. */
  Optional<XmlFile> drawing(String process) {
    return diagrams.stream().filter(d -> processes(d).contains(process)).findFirst();
  }

  /**
   * Whether a process has a start that waits for nothing; also where it is not drawn, or nobody can
   * tell.
   */
  boolean beginsPlainly(String process) {
    return drawing(process)
        .flatMap(drawing -> drawing.byId(process))
        .map(Scope::of)
        .filter(called -> !called.starts().isEmpty())
        .map(called -> called.starts().stream().map(XmlFile::event).anyMatch(String::isEmpty))
        .orElse(true);
  }

  /** Whether the product or another process starts one that is drawn there; else people would. */
  boolean isStarted(XmlFile diagram) {
    List<String> processes = processes(diagram);
    return offers.starts().stream().anyMatch(start -> processes.contains(start.process()))
        || diagrams.stream()
            .flatMap(caller -> caller.all("callActivity").stream())
            .map(call -> call.getAttribute("calledElement"))
            .anyMatch(called -> processes.contains(called) || Expressions.isOne(called));
  }

  /** The file in which an element of a diagram or table stands. */
  XmlFile file(Element element) {
    return Stream.concat(diagrams.stream(), tables.stream())
        .filter(d -> d.root() == element.getOwnerDocument().getDocumentElement())
        .findFirst()
        .orElseThrow();
  }

  static List<String> processes(XmlFile diagram) {
    return diagram.all("process").stream().map(p -> p.getAttribute("id")).toList();
  }

  /** A decision by its id, with the file that holds it. */
  Optional<Element> decision(String id) {
    return tables.stream()
        .flatMap(table -> table.all("decision").stream())
        .filter(decision -> decision.getAttribute("id").equals(id))
        .findFirst();
  }
}
