package fr.fabrique.engine.check;

import static fr.fabrique.engine.check.XmlFile.engine;
import static fr.fabrique.engine.check.XmlFile.tag;

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
 * Forms, steps and calls stand where they have what they are about. What a process is about is told
 * by the titles that its forms show, such as {@code idea_title}; one without any stands for itself.
 */
final class Subjects {

  private static final String TITLE = "_title";

  private final Candidate candidate;
  private final Map<String, Set<String>> ofProcesses = new HashMap<>();

  /** What is written or shown about the same: steps, and entries of dossiers. */
  private final Map<String, Set<String>> ofUses = new HashMap<>();

  Subjects(Candidate published, Candidate candidate) {
    this.candidate = candidate;
    for (XmlFile diagram : published.diagrams()) {
      Set<String> subjects =
          diagram.all("userTask").stream()
              .flatMap(task -> entries(published, task))
              .filter(entry -> entry.endsWith(TITLE))
              .collect(Collectors.toSet());
      if (subjects.isEmpty()) {
        subjects.addAll(Candidate.processes(diagram));
      }
      Candidate.processes(diagram).forEach(process -> ofProcesses.put(process, subjects));
      for (Element element : diagram.all()) {
        Stream.of(uses(published, element), answers(published, element))
            .flatMap(uses -> uses)
            .forEach(use -> ofUses.computeIfAbsent(use, u -> new HashSet<>()).addAll(subjects));
      }
    }
  }

  void check(List<Finding> findings) {
    for (XmlFile diagram : candidate.diagrams()) {
      Set<String> subjects =
          Candidate.processes(diagram).stream()
              .flatMap(process -> ofProcesses.getOrDefault(process, Set.of()).stream())
              .collect(Collectors.toSet());
      // Many tasks may have one form that shows much.
      Map<String, Optional<String>> known = new HashMap<>();
      for (Element element : diagram.all()) {
        known
            .computeIfAbsent(
                step(element) + " " + engine(element, "formRef"),
                e ->
                    uses(candidate, element)
                        .filter(use -> isStrange(ofUses.get(use), subjects))
                        .findFirst())
            .ifPresent(use -> strange(diagram, element, use, findings));
        Optional.of(element.getAttribute("calledElement"))
            .filter(called -> isStrange(ofProcesses.get(called), subjects))
            .ifPresent(called -> strange(diagram, element, called, findings));
      }
    }
  }

  private static boolean isStrange(Set<String> about, Set<String> subjects) {
    return about != null && !subjects.isEmpty() && Collections.disjoint(about, subjects);
  }

  private static void strange(
      XmlFile diagram, Element element, String use, List<Finding> findings) {
    findings.add(
        diagram.finding(
            element,
            Rule.SUBJECT,
            Words.of("“%s” is about something else than this process: here it finds nothing.", use),
            Words.of("Choose what stands in a process like this one.")));
  }

  /** The step of an element, or what its form shows. */
  private static Stream<String> uses(Candidate route, Element element) {
    return Stream.concat(
        Stream.of(step(element)).filter(step -> !step.isEmpty()), entries(route, element));
  }

  private static String step(Element element) {
    return engine(element, "delegateExpression").strip();
  }

  private static Stream<String> entries(Candidate route, Element element) {
    return form(route, element).flatMap(form -> entries(form).stream());
  }

  /** What a form shows, other than the answers to its own questions. */
  private static Set<String> entries(FormContract form) {
    Set<String> entries = new HashSet<>(form.mentions());
    form.inputs().forEach(input -> entries.remove(input.key()));
    return entries;
  }

  /** Under which names the answers of an element are shown afterwards. */
  private static Stream<String> answers(Candidate route, Element element) {
    return form(route, element)
        .flatMap(form -> form.inputs().stream())
        .map(input -> FormRules.LAST + input.key());
  }

  private static Stream<FormContract> form(Candidate route, Element element) {
    return tag(element).equals("userTask")
        ? Stream.ofNullable(route.forms().get(engine(element, "formRef")))
        : Stream.empty();
  }
}
