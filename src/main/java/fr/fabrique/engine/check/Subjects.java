package fr.fabrique.engine.check;

import static fr.fabrique.engine.check.XmlFile.engine;

import fr.fabrique.engine.form.FormContract;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/**
 * Forms and steps stand where they have what they are about. What a process is about is told by the
 * titles that its forms show, such as {@code idea_title}.
 */
final class Subjects {

  private static final String TITLE = "_title";

  private final Candidate candidate;
  private final Map<String, Set<String>> ofProcesses = new HashMap<>();
  private final Map<String, Set<String>> ofSteps = new HashMap<>();

  Subjects(Candidate published, Candidate candidate) {
    this.candidate = candidate;
    for (XmlFile diagram : published.diagrams()) {
      Set<String> titles =
          diagram.all("userTask").stream()
              .flatMap(task -> titles(published, task).stream())
              .collect(Collectors.toSet());
      Candidate.processes(diagram).forEach(process -> ofProcesses.put(process, titles));
      diagram.all().stream()
          .map(Subjects::step)
          .filter(step -> !step.isEmpty())
          .forEach(step -> ofSteps.computeIfAbsent(step, s -> new HashSet<>()).addAll(titles));
    }
  }

  void check(List<Finding> findings) {
    for (XmlFile diagram : candidate.diagrams()) {
      Set<String> titles =
          Candidate.processes(diagram).stream()
              .flatMap(process -> ofProcesses.getOrDefault(process, Set.of()).stream())
              .collect(Collectors.toSet());
      for (Element element : diagram.all()) {
        Set<String> about =
            Stream.concat(
                    titles(candidate, element).stream(),
                    ofSteps.getOrDefault(step(element), Set.of()).stream())
                .collect(Collectors.toSet());
        if (!titles.isEmpty() && !about.isEmpty() && Collections.disjoint(titles, about)) {
          findings.add(
              diagram.finding(
                  element,
                  Rule.SUBJECT,
                  Words.of(
                      "Its form or step is about something else than this process: it finds nothing to"
                          + " work on."),
                  Words.of("Choose one that stands in a process like this one.")));
        }
      }
    }
  }

  /** The titles that the form of a task shows. */
  private static Set<String> titles(Candidate route, Element element) {
    return Optional.ofNullable(route.forms().get(engine(element, "formRef"))).stream()
        .map(FormContract::mentions)
        .flatMap(Set::stream)
        .filter(entry -> entry.endsWith(TITLE))
        .collect(Collectors.toSet());
  }

  private static String step(Element element) {
    return engine(element, "delegateExpression").strip();
  }
}
