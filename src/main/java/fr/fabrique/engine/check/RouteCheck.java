package fr.fabrique.engine.check;

import fr.fabrique.engine.StepCatalogue;
import fr.fabrique.engine.StepCatalogue.Start;
import fr.fabrique.engine.form.FormContract;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.camunda.bpm.engine.Problem;
import org.w3c.dom.Element;

/**
 * Reads a route before it is put in force and finds what would fail later, in front of somebody who
 * cannot mend it.
 */
public final class RouteCheck {

  private static final Set<Rule> UNREADABLE =
      Set.of(
          Rule.FILE_READABLE, Rule.FILE_EMPTY, Rule.FORM_READABLE, Rule.FORM_ID, Rule.FORM_PATTERN);

  private static final Map<String, Set<Rule>> MISSED =
      Map.of(
          "bpmn",
              Set.of(
                  Rule.PROCESS_STARTED,
                  Rule.PROCESS_CALLED,
                  Rule.FACT_WRITTEN,
                  Rule.FACT_ON_EVERY_WAY,
                  Rule.DECISION_FACT,
                  Rule.SIGNAL_HEARD,
                  Rule.SIGNAL_SENT),
          "dmn", Set.of(Rule.DECISION_THERE),
          "form",
              Set.of(
                  Rule.FORM_THERE, Rule.FACT_WRITTEN, Rule.FACT_ON_EVERY_WAY, Rule.DECISION_FACT));

  private static final Set<Rule> MISSING = Set.of(Rule.FACT_WRITTEN, Rule.FACT_ON_EVERY_WAY);

  private static final Set<Rule> WRITES_NOTHING =
      Set.of(Rule.STEPS_ONLY, Rule.STEP_NAMED, Rule.FORM_THERE);

  /** What the forms that the product is shipped with show: the dossiers hold no more. */
  private static final Set<String> SHOWN = shown();

  private final StepCatalogue offers;

  /**
   * @param offers what the product offers to diagrams
   */
  public RouteCheck(StepCatalogue offers) {
    this.offers = offers;
  }

  /** What is wrong with the whole route; the files by name, such as {@code forms/a.form}. */
  public List<Finding> wholeRoute(SortedMap<String, byte[]> files) {
    List<Finding> findings = new ArrayList<>();
    whole(read(files, findings), files, findings);
    return sorted(findings);
  }

  /**
   * What the owner should know of the whole route: what is wrong with it, and what ideas that are
   * on the published route would miss.
   */
  public List<Finding> change(
      SortedMap<String, byte[]> published, SortedMap<String, byte[]> files) {
    List<Finding> findings = new ArrayList<>();
    Candidate now = read(files, findings);
    Facts facts = whole(now, files, findings);
    Candidate before = read(published, new ArrayList<>());
    published.keySet().stream()
        .filter(name -> name.endsWith(".json") && !files.containsKey(name))
        .forEach(
            name ->
                findings.add(
                    Finding.on(
                        name,
                        Rule.TEXTS_FILLED,
                        Words.of("It is gone: people would read all its texts untranslated."),
                        Words.of("Bring it back."))));
    lostTranslations(published, files, now, findings);
    new Standing(before, now).check(findings);
    new Subjects(before, now).check(findings);
    new Doing(before, now, findings).check();
    new Answers(before, now, facts, findings).check();
    new Exchanged(before, now, findings).check();
    new Renamed(before, now, findings).check();
    return sorted(findings);
  }

  /** Texts that people read and that are translated no more. */
  private static void lostTranslations(
      SortedMap<String, byte[]> published,
      SortedMap<String, byte[]> files,
      Candidate now,
      List<Finding> findings) {
    for (String name : published.keySet()) {
      if (name.endsWith(".json") && files.containsKey(name)) {
        Set<String> lost = new TreeSet<>(Catalogue.originals(published.get(name)));
        lost.removeAll(Catalogue.originals(files.get(name)));
        lost.retainAll(lost.isEmpty() ? Set.of() : read(lost, files, now));
        lost.forEach(
            text ->
                findings.add(
                    Finding.on(
                        name,
                        Rule.TEXTS_FILLED,
                        Words.of("“%s” is translated no more.", text),
                        Words.of("Bring its line back, with the text as the route has it."))));
      }
    }
  }

  /** Those of some texts that people read in diagrams, tables or forms. */
  private static Set<String> read(
      Set<String> texts, SortedMap<String, byte[]> files, Candidate now) {
    Set<String> read = new HashSet<>();
    Stream.concat(now.diagrams().stream(), now.tables().stream())
        .flatMap(file -> file.all().stream())
        .forEach(
            element -> {
              read.add(element.getAttribute("name"));
              read.add(element.getAttribute("label"));
              if (XmlFile.children(element).isEmpty()) {
                read.add(element.getTextContent().strip());
              }
            });
    files.forEach(
        (name, content) -> {
          if (name.endsWith(".form")) {
            read.addAll(FormRules.texts(name, content, texts));
          }
        });
    return read;
  }

  /** What is wrong with some files that are deployed together. */
  public List<Finding> unit(SortedMap<String, byte[]> files) {
    List<Finding> findings = new ArrayList<>();
    parts(read(files, findings), files, findings);
    return sorted(findings);
  }

  private Facts whole(
      Candidate candidate, SortedMap<String, byte[]> files, List<Finding> findings) {
    for (Start start : offers.starts()) {
      if (candidate.drawing(start.process()).isEmpty()) {
        findings.add(
            Finding.on(
                "processes",
                Rule.PROCESS_STARTED,
                Words.of(
                    "The product starts the process “%s”, and no diagram draws it.",
                    start.process()),
                Words.of("Bring its diagram back, or give the process its id back.")));
      } else if (!candidate.beginsPlainly(start.process())) {
        findings.add(
            Finding.on(
                candidate.drawing(start.process()).get().name(),
                Rule.PROCESS_STARTED,
                Words.of(
                    "The product starts the process “%s”, and it waits for something else to begin.",
                    start.process()),
                Words.of("Give that process a plain start event.")));
      }
    }
    new Signals(candidate).unheard(findings);
    return parts(candidate, files, findings);
  }

  private static Facts parts(
      Candidate candidate, SortedMap<String, byte[]> files, List<Finding> findings) {
    // The engine's own reading takes longest: it goes on beside the rest. What would run code, it
    // is
    // not even let read.
    Map<XmlFile, CompletableFuture<List<Problem>>> readings = new HashMap<>();
    for (XmlFile diagram : candidate.diagrams()) {
      List<Finding> ofDiagram = new ArrayList<>();
      new DiagramRules(candidate, diagram, ofDiagram).check();
      findings.addAll(ofDiagram);
      if (ofDiagram.stream().noneMatch(finding -> finding.rule() == Rule.STEPS_ONLY)) {
        readings.put(
            diagram,
            CompletableFuture.supplyAsync(
                () -> EngineReading.of(diagram.name(), files.get(diagram.name()))));
      }
    }
    Facts facts = new Facts(candidate);
    Ways ways = new Ways(candidate, facts);
    Signals signals = new Signals(candidate);
    Calls calls = new Calls(candidate);
    for (XmlFile diagram : candidate.diagrams()) {
      new Times(diagram, facts, findings).check();
      new Offers(candidate, diagram, facts, findings).check();
      new Repeats(diagram, facts, findings).check();
      signals.check(diagram, findings);
      new Flow(diagram, findings).check();
      Tokens.check(diagram, findings);
      facts.check(diagram, findings);
      ways.check(diagram, findings);
      new Gateways(diagram, facts, findings).check();
      new Loops(diagram, facts, findings).check();
      calls.check(diagram, findings);
      Lengths.check(diagram, findings);
      new Drawing(diagram, findings).check();
      if (readings.containsKey(diagram)) {
        EngineReading.tell(diagram, readings.get(diagram).join(), findings);
      }
    }
    messages(candidate, findings);
    for (XmlFile table : candidate.tables()) {
      table.all("decision").forEach(decision -> DiagramRules.timeToLive(table, decision, findings));
      new DecisionRules(candidate, facts, table, findings).check();
      new TableRules(candidate, facts, table, findings).check();
      Lengths.check(table, findings);
      new Drawing(table, findings).check();
      EngineReading.tell(table, EngineReading.of(table.name(), files.get(table.name())), findings);
    }
    return facts;
  }

  /** One message starts one process: the engine refuses a second that waits for it. */
  private static void messages(Candidate candidate, List<Finding> findings) {
    Set<String> heard = new HashSet<>();
    for (XmlFile diagram : candidate.diagrams()) {
      for (Element definition : diagram.all("messageEventDefinition")) {
        Element start = (Element) definition.getParentNode();
        String name =
            diagram
                .referred(definition, "messageRef")
                .map(message -> message.getAttribute("name"))
                .orElse("");
        if (XmlFile.tag(start).equals("startEvent")
            && XmlFile.tag((Element) start.getParentNode()).equals("process")
            && !name.isEmpty()
            && !heard.add(name)) {
          findings.add(
              diagram.finding(
                  start,
                  Rule.MESSAGE_ONCE,
                  Words.of("Another process starts with the message “%s” already.", name),
                  Words.of("Give one of them a message of its own.")));
        }
      }
    }
  }

  private Candidate read(SortedMap<String, byte[]> files, List<Finding> findings) {
    List<XmlFile> diagrams = new ArrayList<>();
    List<XmlFile> tables = new ArrayList<>();
    Map<String, FormContract> forms = new HashMap<>();
    Set<String> shown = new HashSet<>(SHOWN);
    files.forEach(
        (name, content) -> {
          if (name.endsWith(".form")) {
            shown.addAll(FormRules.lastAnswers(name, content));
          }
        });
    files.forEach(
        (name, content) -> {
          String ending = name.substring(name.lastIndexOf('.') + 1);
          switch (ending) {
            case "bpmn" -> readXml(name, content, "process", diagrams, findings);
            case "dmn" -> readXml(name, content, "decision", tables, findings);
            case "form" -> FormRules.check(name, content, forms, shown, findings);
            case "json" -> Catalogue.check(name, content, findings);
            default ->
                findings.add(
                    Finding.on(
                        name,
                        Rule.FILE_KIND,
                        Words.of("A route is made of diagrams, decision tables and forms only."),
                        Words.of("Leave this file out.")));
          }
        });
    files.forEach(
        (name, content) -> {
          if (name.endsWith(".json")) {
            Catalogue.toldApart(name, content, forms.values(), findings);
          }
        });
    onlyOnce(diagrams, "process", findings);
    onlyOnce(tables, "decision", findings);
    return new Candidate(diagrams, tables, forms, offers);
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
                Rule.FILE_EMPTY,
                Words.of("There is no %s in it.", called(holds)),
                Words.of("Save the whole file again from Camunda Modeler, or remove it.")));
      }
    } catch (XmlFile.Malformed malformed) {
      findings.add(
          Finding.on(
              name,
              Rule.FILE_READABLE,
              malformed.why(),
              Words.of("Save it again from Camunda Modeler, or bring the last good copy back.")));
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
                  Rule.ID_ONCE,
                  Words.of(
                      "Another %s has the id “%s” already.",
                      called(kind), element.getAttribute("id")),
                  Words.of("Give each its own id, or remove the copy.")));
        }
      }
    }
  }

  private static Words called(String tag) {
    return tag.equals("process") ? Words.of("process") : Words.of("decision");
  }

  private static Set<String> shown() {
    Set<String> shown = new HashSet<>();
    RouteFiles.shipped()
        .forEach(
            (name, content) -> {
              if (name.endsWith(".form")) {
                shown.addAll(FormRules.mentions(name, content));
              }
            });
    return shown;
  }

  /**
   * Where a file cannot be read, or a task has lost its step or form, what others miss of it says
   * nothing new.
   */
  private static boolean followsFrom(List<Finding> causes, Finding finding) {
    return causes.stream()
        .anyMatch(
            cause -> {
              String ending = cause.file().substring(cause.file().lastIndexOf('.') + 1);
              return UNREADABLE.contains(cause.rule())
                      && MISSED.getOrDefault(ending, Set.of()).contains(finding.rule())
                  || WRITES_NOTHING.contains(cause.rule())
                      && (finding.rule() == Rule.DECISION_FACT
                          || MISSING.contains(finding.rule())
                              && finding.file().equals(cause.file()));
            });
  }

  private static List<Finding> sorted(List<Finding> findings) {
    List<Finding> causes =
        findings.stream()
            .filter(f -> UNREADABLE.contains(f.rule()) || WRITES_NOTHING.contains(f.rule()))
            .toList();
    return findings.stream()
        .distinct()
        .filter(finding -> !followsFrom(causes, finding))
        .sorted(Comparator.comparing(Finding::file).thenComparing(Finding::line))
        .toList();
  }
}
