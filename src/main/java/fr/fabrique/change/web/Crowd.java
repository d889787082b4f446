package fr.fabrique.change.web;

import fr.fabrique.challenge.Challenges;
import fr.fabrique.challenge.Challenges.Challenge;
import fr.fabrique.change.move.Move;
import fr.fabrique.change.move.Move.Outcome;
import fr.fabrique.change.move.Moves;
import fr.fabrique.change.move.Passage;
import fr.fabrique.change.move.Passage.AsBefore;
import fr.fabrique.change.move.Place;
import fr.fabrique.change.move.Said;
import fr.fabrique.change.revision.Revision;
import fr.fabrique.engine.check.XmlFile;
import fr.fabrique.idea.Ideas;
import fr.fabrique.idea.Ideas.Idea;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Those who are on the route, as owners see them: by name, and in groups of the same fate. */
@Component
class Crowd {

  private final Moves moves;
  private final Ideas ideas;
  private final Challenges challenges;

  Crowd(Moves moves, Ideas ideas, Challenges challenges) {
    this.moves = moves;
    this.ideas = ideas;
    this.challenges = challenges;
  }

  /** Those that stand at the same places and fare the same way. */
  record Group(
      List<Place> before,
      Outcome outcome,
      List<Place> after,
      Said why,
      Said remedy,
      List<AsBefore> asBefore,
      List<Said> lost,
      long count) {}

  /**
   * One of them.
   *
   * @param move null for somebody who has not been asked to follow
   */
  record Line(String journey, String name, List<Place> places, Move move) {}

  List<Group> groups(String revision, boolean trial) {
    return moves.all(revision, trial).stream()
        .filter(move -> move.passage() != null)
        .collect(
            Collectors.groupingBy(
                move -> Map.entry(move.outcome(), move.passage()),
                LinkedHashMap::new,
                Collectors.counting()))
        .entrySet()
        .stream()
        .map(entry -> group(entry.getKey().getKey(), entry.getKey().getValue(), entry.getValue()))
        .sorted(
            Comparator.comparing((Group group) -> group.outcome() != Outcome.STAYED)
                .thenComparing(group -> group.asBefore().isEmpty() && group.lost().isEmpty())
                .thenComparing(Comparator.comparingLong(Group::count).reversed()))
        .toList();
  }

  private static Group group(Outcome outcome, Passage passage, long count) {
    return new Group(
        passage.before(),
        outcome,
        passage.after(),
        passage.why(),
        passage.remedy(),
        passage.asBefore(),
        passage.lost(),
        count);
  }

  List<Line> lines(Revision revision, boolean trial) {
    Map<String, Move> known =
        moves.all(revision.id(), trial).stream()
            .collect(Collectors.toMap(Move::journey, move -> move));
    Map<String, Line> lines = new LinkedHashMap<>();
    if (!trial) {
      moves
          .travelling()
          .forEach(
              (journey, places) ->
                  lines.put(
                      journey.id(),
                      new Line(
                          journey.id(), name(journey.subject()), places, known.get(journey.id()))));
    }
    known.forEach(
        (journey, move) ->
            lines.computeIfAbsent(
                journey,
                gone ->
                    new Line(
                        gone,
                        name(move.subject()),
                        move.passage() == null ? List.of() : move.passage().after(),
                        move)));
    return lines.values().stream().sorted(Comparator.comparing(Line::name)).toList();
  }

  /** Those whose ideas are on the route, by their ids. */
  Map<String, String> challenges() {
    return challenges.all().stream()
        .sorted(Comparator.comparing(Challenge::title))
        .collect(
            Collectors.toMap(Challenge::id, Challenge::title, (a, b) -> a, LinkedHashMap::new));
  }

  /** The tasks of a route by the process that they lie in: what they are called, by their ids. */
  Map<String, SortedMap<String, String>> tasks(SortedMap<String, byte[]> files) {
    Map<String, SortedMap<String, String>> tasks = new HashMap<>();
    files.forEach(
        (name, content) -> {
          if (name.endsWith(".bpmn")) {
            try {
              XmlFile file = XmlFile.read(name, content);
              file.all("process")
                  .forEach(process -> tasks.put(process.getAttribute("id"), within(file, process)));
            } catch (IllegalArgumentException unreadable) {
              // Told among the findings.
            }
          }
        });
    return tasks;
  }

  private static SortedMap<String, String> within(XmlFile file, Element process) {
    return file.all("userTask").stream()
        .filter(task -> isWithin(task, process))
        .collect(
            Collectors.toMap(
                task -> task.getAttribute("id"), XmlFile::label, (a, b) -> a, TreeMap::new));
  }

  private static boolean isWithin(Node node, Element process) {
    return node != null && (node == process || isWithin(node.getParentNode(), process));
  }

  private String name(String subject) {
    return subject == null
        ? "–"
        : ideas
            .find(subject)
            .map(Idea::title)
            .or(() -> challenges.find(subject).map(Challenge::title))
            .orElse(subject);
  }
}
