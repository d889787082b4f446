package fr.fabrique.change.move;

import fr.fabrique.change.difference.Difference;
import fr.fabrique.change.difference.Difference.Detail;
import fr.fabrique.change.difference.Difference.Kind;
import fr.fabrique.change.difference.Differences;
import fr.fabrique.change.move.Passage.AsBefore;
import fr.fabrique.engine.check.XmlFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/** Tells what a journey takes along from one diagram to another, and what it leaves behind. */
final class Guide {

  /** What is fixed when a journey comes to a place. */
  private static final Set<String> FIXED =
      Set.of(
          "name",
          "candidateGroups",
          "candidateUsers",
          "assignee",
          "dueDate",
          "followUpDate",
          "priority",
          "timeDuration",
          "timeDate",
          "timeCycle",
          "loopCardinality",
          "collection");

  private final XmlFile before;
  private final XmlFile now;
  private final Map<String, Difference> changed = new TreeMap<>();

  Guide(String file, byte[] before, byte[] now) {
    this.before = XmlFile.read(file, before);
    this.now = XmlFile.read(file, now);
    Differences.between(new TreeMap<>(Map.of(file, before)), new TreeMap<>(Map.of(file, now)))
        .stream()
        .filter(difference -> difference.kind() == Kind.CHANGED)
        .forEach(difference -> changed.put(difference.element(), difference));
  }

  boolean isGone(String element) {
    return now.byId(element).isEmpty();
  }

  /** Whether one can take over from the other: a task from a task. */
  boolean isSameKind(String gone, String instead) {
    return before.byId(gone).map(XmlFile::tag).equals(now.byId(instead).map(XmlFile::tag));
  }

  boolean holds(String element) {
    return before.byId(element).isPresent();
  }

  /** What stays as it was for a journey that stands there. */
  List<AsBefore> asBefore(Place place) {
    List<AsBefore> kept = new ArrayList<>();
    Stream.concat(
            around(place.element()),
            deadlines(place.element()).filter(deadline -> !isOtherEvent(deadline)))
        .map(element -> changed.get(element.getAttribute("id")))
        .filter(difference -> difference != null)
        .forEach(
            difference -> {
              for (Detail detail : difference.details()) {
                if (FIXED.contains(detail.property())) {
                  kept.add(
                      new AsBefore(
                          new Place(place.process(), difference.element(), difference.label()),
                          detail.property(),
                          detail.from(),
                          detail.to()));
                }
              }
            });
    return kept;
  }

  /** The deadlines that a journey which stands there has no more. */
  List<Said> lost(Place place) {
    return deadlines(place.element())
        .filter(deadline -> isGone(deadline.getAttribute("id")) || isOtherEvent(deadline))
        .map(deadline -> Said.of("change.lost.event", XmlFile.label(deadline), place.label()))
        .toList();
  }

  /** The engine takes a timer over to a timer, and nothing to what waits for something else. */
  private boolean isOtherEvent(Element deadline) {
    return now.byId(deadline.getAttribute("id"))
        .filter(event -> !XmlFile.event(event).equals(XmlFile.event(deadline)))
        .isPresent();
  }

  /** The element, and what it lies in. */
  private Stream<Element> around(String id) {
    List<Element> around = new ArrayList<>();
    Optional<Element> element = before.byId(id);
    while (element.isPresent() && !XmlFile.tag(element.get()).equals("process")) {
      around.add(element.get());
      element =
          element.get().getParentNode() instanceof Element parent
              ? Optional.of(parent)
              : Optional.empty();
    }
    return around.stream();
  }

  private Stream<Element> deadlines(String id) {
    return around(id)
        .flatMap(
            host ->
                before.all("boundaryEvent").stream()
                    .filter(e -> e.getAttribute("attachedToRef").equals(host.getAttribute("id"))));
  }
}
