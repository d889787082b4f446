package fr.fabrique.engine.check;

import fr.fabrique.engine.StepCatalogue.Start;
import fr.fabrique.engine.StepCatalogue.Step;
import fr.fabrique.engine.form.FormContract;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.w3c.dom.Element;

/**
 * Reads a route before it is put in force and finds what would fail later, in front of somebody who
 * cannot mend it.
 */
public final class RouteCheck {

  private static final Set<String> UNREADABLE =
      Set.of("file-readable", "file-empty", "form-readable", "form-id", "form-pattern");

  private static final Map<String, Set<String>> MISSED =
      Map.of(
          "bpmn", Set.of("process-started", "process-called", "fact-written", "decision-fact"),
          "dmn", Set.of("decision-there"),
          "form", Set.of("form-there", "fact-written", "decision-fact"));

  private static final Set<String> WRITES_NOTHING =
      Set.of("steps-only", "step-named", "form-there");

  private final Collection<Step> steps;
  private final Collection<Start> starts;

  /**
   * @param steps the steps that diagrams may name
   * @param starts the processes that the product starts, with the facts it passes
   */
  public RouteCheck(Collection<Step> steps, Collection<Start> starts) {
    this.steps = List.copyOf(steps);
    this.starts = List.copyOf(starts);
  }

  /** What is wrong with the whole route; the files by name, such as {@code forms/a.form}. */
  public List<Finding> wholeRoute(SortedMap<String, byte[]> files) {
    List<Finding> findings = new ArrayList<>();
    Candidate candidate = read(files, findings);
    for (Start start : starts) {
      if (candidate.drawing(start.process()).isEmpty()) {
        findings.add(
            Finding.on(
                "processes",
                "process-started",
                "The product starts the process “%s”, and no diagram draws it."
                    .formatted(start.process()),
                "Bring its diagram back, or give the process its id back."));
      }
    }
    checkParts(candidate, findings);
    return sorted(findings);
  }

  /** What is wrong with some files that are deployed together. */
  public List<Finding> unit(SortedMap<String, byte[]> files) {
    List<Finding> findings = new ArrayList<>();
    checkParts(read(files, findings), findings);
    return sorted(findings);
  }

  private static void checkParts(Candidate candidate, List<Finding> findings) {
    Facts facts = new Facts(candidate);
    for (XmlFile diagram : candidate.diagrams()) {
      new DiagramRules(candidate, diagram, findings).check();
      new Flow(diagram, findings).check();
      facts.check(diagram, findings);
    }
    for (XmlFile table : candidate.tables()) {
      new DecisionRules(candidate, facts, table, findings).check();
    }
  }

  private Candidate read(SortedMap<String, byte[]> files, List<Finding> findings) {
    List<XmlFile> diagrams = new ArrayList<>();
    List<XmlFile> tables = new ArrayList<>();
    Map<String, FormContract> forms = new HashMap<>();
    files.forEach(
        (name, content) -> {
          String ending = name.substring(name.lastIndexOf('.') + 1);
          switch (ending) {
            case "bpmn" -> readXml(name, content, "process", diagrams, findings);
            case "dmn" -> readXml(name, content, "decision", tables, findings);
            case "form" -> new FormRules(name, forms, findings).check(content);
            case "json" -> Catalogue.check(name, content, findings);
            default ->
                findings.add(
                    Finding.on(
                        name,
                        "file-kind",
                        "A route is made of diagrams, decision tables and forms only.",
                        "Leave this file out."));
          }
        });
    onlyOnce(diagrams, "process", findings);
    onlyOnce(tables, "decision", findings);
    return new Candidate(diagrams, tables, forms, steps, starts);
  }

  private static void readXml(
      String name, byte[] content, String holds, List<XmlFile> into, List<Finding> findings) {
    try {
      XmlFile file = XmlFile.read(name, content);
      into.add(file);
      if (file.all(holds).isEmpty()) {
        findings.add(
            Finding.on(
                name,
                "file-empty",
                "There is no %s in it.".formatted(holds),
                "Save the whole file again from Camunda Modeler, or remove it."));
      }
    } catch (IllegalArgumentException malformed) {
      findings.add(
          Finding.on(
              name,
              "file-readable",
              malformed.getMessage(),
              "Save it again from Camunda Modeler, or bring the last good copy back."));
    }
  }

  private static void onlyOnce(List<XmlFile> files, String kind, List<Finding> findings) {
    Set<String> ids = new HashSet<>();
    for (XmlFile file : files) {
      for (Element element : file.all(kind)) {
        if (!ids.add(element.getAttribute("id"))) {
          findings.add(
              file.finding(
                  element,
                  "id-once",
                  "Another %s has the id “%s” already.".formatted(kind, element.getAttribute("id")),
                  "Give each its own id, or remove the copy."));
        }
      }
    }
  }

  /**
   * Where a file cannot be read, or a task has lost its step or form, what others miss of it says
   * nothing new.
   */
  private static boolean followsFrom(List<Finding> findings, Finding finding) {
    return findings.stream()
        .anyMatch(
            cause -> {
              String ending = cause.file().substring(cause.file().lastIndexOf('.') + 1);
              return UNREADABLE.contains(cause.rule())
                      && MISSED.getOrDefault(ending, Set.of()).contains(finding.rule())
                  || WRITES_NOTHING.contains(cause.rule())
                      && (finding.rule().equals("decision-fact")
                          || finding.rule().equals("fact-written")
                              && finding.file().equals(cause.file()));
            });
  }

  private static List<Finding> sorted(List<Finding> findings) {
    return findings.stream()
        .distinct()
        .filter(finding -> !followsFrom(findings, finding))
        .sorted(Comparator.comparing(Finding::file).thenComparing(Finding::line))
        .toList();
  }
}
